// An article that was found, with the parts of its score: ARCHITECTURE.md, "How an article is
// scored". Plain values.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace medlar {

// Matches by words that are looked at once more and put into a new order, the best ones; the others
// stay behind them. Fixed, so that a page does not depend on how many hits it has. Measured: 100 to
// 1,000 differ by less than 0.001 nDCG@10.
inline constexpr std::size_t kRescored = 200;

struct RankedMatch {
  std::uint32_t article = 0;
  double words = 0;      // its score by words, concepts and names
  double proximity = 0;  // what words add that stand together as in the query
  double nearness = 0;   // what the space adds
  std::string copies;    // the group that it stands for (copies.h); empty: none

  double score() const { return words + proximity + nearness; }
};

/// Best first, equal ones by number.
inline void sort_by_score(std::span<RankedMatch> matches) {
  std::ranges::sort(matches, [](const RankedMatch& a, const RankedMatch& b) {
    return a.score() != b.score() ? a.score() > b.score() : a.article < b.article;
  });
}

}  // namespace medlar
