// Which articles a query's tree finds, how well each fits it by words, and how many there are:
// bags of words by bag_matcher.h, everything else by the engine.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <vector>

#include "corpus/error.h"
#include "indexer/format/forward_index.h"
#include "indexer/format/lexicon.h"
#include "query/bag_matcher.h"
#include "query/bag_of_words.h"
#include "query/match_deadline.h"
#include "query/query_compiler.h"
#include "query/query_tree.h"
#include "query/ranked_match.h"
#include "query/ranking_parameters.h"
#include "query/searcher.h"

namespace Xapian {
class Database;
class Enquire;
class MSet;
class Query;
}  // namespace Xapian

namespace medlar {

class FacetCounter;

/// Of one index. One thread at a time.
class TreeMatcher {
 public:
  /// What it takes from the index must outlive it; the parameters may change between matches.
  TreeMatcher(std::filesystem::path database_files, const Xapian::Database& database,
              const ForwardIndex& forward, const Lexicon& lexicon,
              const RankingParameters& ranking);

  /// The best `most` matches of the tree, in the order that is asked for. Where it finds nothing,
  /// phrases become optional. Puts into the response how many match, of what kind, and where it is
  /// to be explained what the engine was asked. kIndexDamaged where the index is not whole.
  Result<std::vector<RankedMatch>> match(QueryTree& tree, const SearchRequest& request,
                                         std::size_t most, MatchDeadline& deadline,
                                         SearchResponse& response);

  /// What each part of the query adds to one article's score, most first.
  std::vector<ScorePart> score_parts(const QueryTree& tree, const RankedMatch& match) const;

 private:
  CompilerTables tables(MatchDeadline& deadline) const;
  Xapian::Query compile(const QueryTree& tree, const CompilerTables& with) const;
  Xapian::Enquire enquire(const Xapian::Query& query) const;
  std::optional<BagOfWords> bag(const QueryTree& tree, const SearchRequest& request) const;
  std::vector<RankedMatch> match_by_engine(QueryTree& tree, const SearchRequest& request,
                                           std::size_t most, MatchDeadline& deadline,
                                           SearchResponse& response) const;
  Xapian::MSet match_compiled(const QueryTree& tree, const SearchRequest& request, std::size_t most,
                              MatchDeadline& deadline, FacetCounter* facets,
                              SearchResponse& response) const;

  const Xapian::Database& database_;
  const ForwardIndex& forward_;
  const Lexicon& lexicon_;
  const RankingParameters& ranking_;
  BagMatcher bags_;
};

}  // namespace medlar
