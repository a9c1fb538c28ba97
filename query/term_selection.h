// Which words of a question rank, and how much: words that articles are about count in full, words
// that articles merely use count little. "husband", "taking" and "month" are rare enough in health
// articles for BM25 to believe in them, but hardly any article has them in its title.
//
// Pure functions of the tree and of what the index knows of its stems; thread-safe.
#pragma once

#include <functional>
#include <string>

#include "query/query_limits.h"
#include "query/query_tree.h"

namespace medlar {

/// What the index knows of a stem: articles that have it, in their title, in another name of their
/// subject.
struct StemFacts {
  double articles = 0;
  double in_title = 0;
  double in_names = 0;
};

struct IndexFacts {
  double articles = 0;  // all
  std::function<StemFacts(const std::string& stem)> of;
};

/// How much of a stem's weight counts, over 0 to 1: by the share of its articles that are about it.
double subject_weight(const StemFacts& facts);

/// Leaves one clause for each distinct optional word of the message, and no more than
/// `limits.words`, of stop words alone no more than can be looked up soon; weighs the terms of all
/// words that are asked for anywhere. Words in tree.named count in full, words in
/// tree.circumstances as little as can be; a concept counts as the heaviest of its words. The
/// heaviest word of a query always counts in full.
void select_words(const IndexFacts& facts, const QueryLimits& limits, QueryTree& tree);

}  // namespace medlar
