#include "corpus/cleaning/pair_sketch.h"

#include <algorithm>
#include <array>

namespace medlar {
namespace {

// 8 MiB for each of two rows: room for the 1.4 million different pairs of 28 MB of text.
constexpr std::size_t kRowBits = 22;
constexpr std::size_t kRowCells = std::size_t{1} << kRowBits;
constexpr std::size_t kRows = 2;

// Pairs whose cells, which lie in no near cache, are on their way while one is counted.
constexpr std::size_t kPairsAhead = 8;

constexpr std::uint32_t kMostTimes = 0xFFFF;

// A pair never seen shall look as if it were in one case of a hundred at most.
constexpr double kMaxChanceMeetings = 0.01;

std::array<std::size_t, kRows> cells_of(std::uint64_t pair) {
  return {pair & (kRowCells - 1), kRowCells + (pair >> (64 - kRowBits))};
}

}  // namespace

void PairSketch::add(std::span<const std::uint64_t> pairs) {
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (!cells_.empty() && i + kPairsAhead < pairs.size()) {
      for (const std::size_t cell : cells_of(pairs[i + kPairsAhead])) {
        __builtin_prefetch(&cells_[cell], 1);
      }
    }
    add(pairs[i], 1);
    limit();
  }
}

void PairSketch::add(std::uint64_t pair, std::uint32_t times) {
  if (cells_.empty()) {
    std::uint32_t& count = counts_[pair];
    count = std::min(count + times, kMostTimes);
    return;
  }
  for (const std::size_t cell : cells_of(pair)) {
    cells_[cell] = static_cast<std::uint16_t>(std::min(cells_[cell] + times, kMostTimes));
  }
}

void PairSketch::limit() {
  if (counts_.size() <= kMostCounted) return;
  cells_.resize(kRows * kRowCells);
  for (const auto& [pair, count] : counts_) add(pair, count);
  counts_ = {};
}

void PairSketch::merge(const PairSketch& other) {
  for (const auto& [pair, count] : other.counts_) add(pair, count);
  limit();
  if (other.cells_.empty()) return;
  if (cells_.empty()) {
    cells_ = other.cells_;
    for (const auto& [pair, count] : counts_) add(pair, count);
    counts_ = {};
    return;
  }
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const std::uint32_t sum = std::uint32_t{cells_[i]} + other.cells_[i];
    cells_[i] = static_cast<std::uint16_t>(std::min(sum, kMostTimes));
  }
}

std::uint32_t PairSketch::of(std::uint64_t pair) const {
  if (cells_.empty()) {
    const auto found = counts_.find(pair);
    return found == counts_.end() ? 0 : found->second;
  }
  const auto [one, other] = cells_of(pair);
  return std::min(cells_[one], cells_[other]);
}

std::uint32_t PairSketch::chance_meetings() const {
  if (cells_.empty()) return 0;
  std::vector<std::size_t> with(kMostTimes + 1);  // cells that hold this number
  for (const std::uint16_t cell : cells_) ++with[cell];
  std::uint32_t number = 0;
  const auto in_all = static_cast<double>(cells_.size());
  double greater = in_all - static_cast<double>(with[0]);
  while (greater * greater > kMaxChanceMeetings * in_all * in_all) {
    greater -= static_cast<double>(with[++number]);
  }
  return number;
}

}  // namespace medlar
