// Lowers a query tree to the engine's query. The engine's type stays incomplete here: only the
// sources that search include it.
#pragma once

#include <string>
#include <vector>

#include "indexer/format/lexicon.h"
#include "query/positional_query.h"
#include "query/query_tree.h"
#include "query/ranking_parameters.h"

namespace Xapian {
class Query;
}  // namespace Xapian

namespace medlar {

/// A term that adds the same to the score of each article that has it.
struct EqualTerm {
  std::string term;
  double weight;  // before score_scale()
};

/// Of a kName: the whole name.
EqualTerm name_term(const QueryNode& node, const RankingParameters& ranking);

/// Of roles that are asked for: that an article has a section of one. None where nothing is to be
/// gained.
std::vector<EqualTerm> role_terms(const std::vector<SectionRole>& roles,
                                  const RankingParameters& ranking);

struct CompilerTables {
  const Lexicon& lexicon;  // says which words a prefix begins
  PositionalSearch positional;
  const RankingParameters& ranking;
  // Where it is given, takes the phrases and NEARs that a group needs, in place of the query.
  RequiredSequences* required = nullptr;
};

/// The query that finds and ranks what a node asks for; empty when it asks for nothing. Must not
/// outlive the tables.
Xapian::Query compile_query(const QueryNode& node, const CompilerTables& tables);

/// What every weight of a query is multiplied by in the end: wdf counts in units of kBodyWeight,
/// and so must k1, which would raise the scores.
double score_scale(const RankingParameters& ranking);

/// The articles that have sections of these roles; each role scores ranking.asked_role. Empty where
/// no role is asked for or nothing is to be gained.
Xapian::Query roles_query(const std::vector<SectionRole>& roles, const RankingParameters& ranking);

}  // namespace medlar
