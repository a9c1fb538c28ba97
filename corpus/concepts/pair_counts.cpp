#include "corpus/concepts/pair_counts.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include "corpus/fnv1a.h"
#include "corpus/split_mix.h"

namespace medlar {

void PairCounts::add(std::string_view text, std::uint64_t article) {
  const std::uint64_t bits = split_mix(fnv1a(text) ^ split_mix(article));
  const std::size_t level = std::min(static_cast<std::size_t>(std::countl_zero(bits)), kLevels - 1);
  if (level < level_) return;
  ++counts_[std::string(text)][level];
  shrink();
}

void PairCounts::merge(PairCounts&& other) {
  if (other.counts_.size() > counts_.size()) counts_.swap(other.counts_);
  level_ = std::max(level_, other.level_);
  for (const auto& [text, levels] : other.counts_) {
    Levels& sum = counts_[text];
    for (std::size_t i = 0; i < kLevels; ++i) sum[i] += levels[i];
  }
  other.counts_.clear();
  std::erase_if(counts_, [this](const auto& entry) { return counted(entry.second) == 0; });
  shrink();
}

std::uint64_t PairCounts::counted(const Levels& levels) const {
  return std::accumulate(levels.begin() + static_cast<std::ptrdiff_t>(level_), levels.end(),
                         std::uint64_t{0});
}

void PairCounts::shrink() {
  while (counts_.size() > most_ && level_ + 1 < kLevels) {
    ++level_;
    std::erase_if(counts_, [this](const auto& entry) { return counted(entry.second) == 0; });
  }
}

std::vector<PairCounts::Counted> PairCounts::texts() const {
  std::vector<Counted> all;
  all.reserve(counts_.size());
  for (const auto& [text, levels] : counts_) {
    const std::uint64_t in_sample = counted(levels);
    all.push_back({text, in_sample, in_sample << level_});
  }
  std::ranges::sort(all, {}, &Counted::text);
  return all;
}

}  // namespace medlar
