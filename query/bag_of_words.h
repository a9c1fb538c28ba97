// The query that most people type: words of which none must be there, with the concepts and names
// that they are. An article that has any of them matches, and scores the sum of what each scores in
// it. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "query/query_compiler.h"
#include "query/query_tree.h"
#include "query/ranking_parameters.h"

namespace medlar {

/// Terms that count as one: the stems a word has in several languages.
struct BagWord {
  std::vector<std::string> terms;
  double weight = 1;  // what its BM25 score is multiplied by
};

struct BagOfWords {
  std::vector<BagWord> words;
  std::vector<EqualTerm> names;
  std::vector<EqualTerm> roles;  // add to the score of what matches, and find nothing themselves
};

/// What compile_query() and roles_query() make of the tree, as a bag; nothing where the tree asks
/// for more than a bag holds. All weights are above 0 and have score_scale() in them.
std::optional<BagOfWords> bag_of_words(const QueryTree& tree, const RankingParameters& ranking);

}  // namespace medlar
