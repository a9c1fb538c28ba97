// Counts in how many articles each of many texts stands, in bounded memory.
//
// All of them while there are no more than `most` texts. Beyond that it keeps a sample of the
// occurrences: each has a level by its hash, half of them 0, a quarter 1, an eighth 2, and the
// level from which they count rises until the texts with such occurrences are few enough (after P.
// Flajolet, On adaptive sampling, Computing 34, 1990, who samples the texts). So a text of many
// articles stays nearly certainly, a rare one only by luck; which, depends on all that was added,
// neither on its order nor on how it was spread over counters that are merged.
//
// Not thread-safe: one for each thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace medlar {

class PairCounts {
 public:
  explicit PairCounts(std::size_t most) : most_(most) {}

  /// `article` is a hash of the article's id. Call it once for each text of an article.
  void add(std::string_view text, std::uint64_t article);
  void merge(PairCounts&& other);

  struct Counted {
    std::string_view text;        // valid until the counts change
    std::uint64_t counted = 0;    // articles in the sample
    std::uint64_t estimated = 0;  // the same while nothing was left out
  };
  /// Sorted by text.
  std::vector<Counted> texts() const;

 private:
  static constexpr std::size_t kLevels = 16;  // for 65,536 times as many texts as are kept
  using Levels = std::array<std::uint32_t, kLevels>;

  std::uint64_t counted(const Levels& levels) const;
  void shrink();

  std::size_t most_;
  std::size_t level_ = 0;  // from which occurrences count
  std::unordered_map<std::string, Levels> counts_;
};

}  // namespace medlar
