// Words of an index that a misspelt word may have meant.
//
// Pure functions; thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/format/spelling_targets.h"

namespace medlar {

struct SpellingCandidate {
  std::string_view word;  // of the targets
  std::uint32_t count = 0;
  bool is_listed = false;
  double cost = 0;  // of the slips; see slip_cost.h
  double score =
      0;  // cost, less what the word's frequency speaks for it: the least is the likeliest
};

/// What slips in a word of so many letters may cost together.
double slip_allowance(std::size_t letters);

/// The likeliest first, no more than kMaxSpellingCandidates, each within `limit` of `folded`, which
/// is of small letters. The word itself is none.
std::vector<SpellingCandidate> spelling_candidates(const SpellingTargets& targets,
                                                   std::string_view folded, double limit);

inline constexpr std::size_t kMaxSpellingCandidates = 8;

}  // namespace medlar
