// What a query may cost: hard limits, whatever is typed. What goes beyond them is passed over and
// said, never refused. Plain values; a searcher takes them with each request.
//
// The defaults answer any bytes within 400 ms on 50,000 articles. Before there were limits, 600
// bytes of brackets and beginnings ran for a minute.
#pragma once

#include <cstddef>

namespace medlar {

struct QueryLimits {
  std::size_t bytes = 4096;  // of the text; the longest messages of patients have some 2,000
  std::size_t depth = 16;    // brackets and NOT within one another; each level takes of the stack
  std::size_t words = 32;    // that rank, of a longer message those that weigh most
  // Phrases and NEAR read positions, of each word in each article that has them all.
  std::size_t phrases = 8;
  std::size_t phrase_words = 16;
  // A beginning ("thromb*") stands for many words, the fewer the more letters it has.
  std::size_t wildcards = 2;
  std::size_t wildcard_letters = 3;  // at least so many
  std::size_t wildcard_words = 64;   // that one stands for, the most frequent

  bool operator==(const QueryLimits&) const = default;
};

}  // namespace medlar
