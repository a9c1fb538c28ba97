// Words that stand together in an article as they do in the query say more than scattered ones: of
// two articles with the same words, the one with the query's phrase comes first. In the manner of
// the ordered windows of D. Metzler and W. B. Croft, A Markov random field model for term
// dependencies, SIGIR 2005, but only pairs of neighbours, and only in the best matches, since
// looking at positions costs far more than adding up weights.
//
// Pure functions of their arguments; thread-safe as far as these are.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "indexer/format/forward_index.h"
#include "query/query_tree.h"
#include "query/ranked_match.h"

namespace medlar {

/// A word of the query in its place among the others.
struct SequencedWord {
  std::string stem;
  double weight = 0;
};

/// The query's words, in order, as far as their order says anything: none of questions of more than
/// a few words, where it is that of a sentence.
std::vector<SequencedWord> sequenced_words(
    const QueryTree& tree, const std::function<double(const std::string& stem)>& idf);

/// Finds where each of the words stands in an article.
using FindPlaces = std::function<void(std::uint32_t article, WordPlaces& places)>;

/// Gives the first matches `share` of the lighter word's weight for each pair of neighbours that
/// stands so in the article, and puts those matches in order.
void rank_by_proximity(const std::vector<SequencedWord>& words, const FindPlaces& find_places,
                       double share, std::vector<RankedMatch>& matches);

}  // namespace medlar
