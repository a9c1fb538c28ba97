// How well a run of letters looks like a word: a Markov chain over letters, the next one told by
// three before it, learnt from words (Shannon 1948). What two glued words have at their seam is
// rare inside a word.
//
// Immutable after learn() calls; then thread-safe to read.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace medlar {

class LetterModel {
 public:
  LetterModel();

  void learn(std::string_view folded);

  /// The logarithm (base 10) of the chance that a word drawn at random is this one.
  double log10_chance(std::string_view folded) const;

 private:
  // Counts of one to four symbols in a row.
  std::vector<std::uint32_t> ones_, twos_, threes_, fours_;
};

}  // namespace medlar
