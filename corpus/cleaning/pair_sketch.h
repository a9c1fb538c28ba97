// How often pairs of words stood side by side, in bounded memory: counted one by one while there
// are few, in a count-min sketch (Cormode and Muthukrishnan, 2005) once there are many.
//
// Not thread-safe: one for each thread, then merge(); the counts do not depend on who counted what.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace medlar {

class PairSketch {
 public:
  // Of 24 bytes or so each; the sketch takes 16 MiB.
  static constexpr std::size_t kMostCounted = std::size_t{1} << 16U;

  /// `pairs` are well mixed hashes.
  void add(std::span<const std::uint64_t> pairs);
  void merge(const PairSketch& other);

  /// The true count, at most 65,535, or more, where other pairs share the cells of the sketch.
  std::uint32_t of(std::uint64_t pair) const;

  /// What of() hardly ever exceeds for a pair that was never added.
  std::uint32_t chance_meetings() const;

 private:
  void add(std::uint64_t pair, std::uint32_t times);
  void limit();  // from counts to the sketch, where there are too many

  std::unordered_map<std::uint64_t, std::uint32_t> counts_;
  std::vector<std::uint16_t> cells_;  // empty while counts_ are kept
};

}  // namespace medlar
