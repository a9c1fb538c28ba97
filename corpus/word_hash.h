// The hash of a word, all its bits well mixed, by eight of its bytes at a time. Part of the file
// format: the keys of names are made of it (concepts/name_keys.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "corpus/little_endian.h"
#include "corpus/split_mix.h"

namespace medlar {

inline std::uint64_t word_hash(std::string_view word) {
  using little_endian::number_at;
  const std::size_t size = word.size();
  std::uint64_t hash = size * 0x9E3779B97F4A7C15ULL;
  if (size < 4) {
    for (std::size_t i = 0; i < size; ++i) {
      hash ^= std::uint64_t{number_at<std::uint8_t>(word, i)} << (8 * i);
    }
    return split_mix(hash);
  }
  if (size < 8) {  // two halves that overlap
    return split_mix(hash ^ number_at<std::uint32_t>(word, 0) ^
                     std::uint64_t{number_at<std::uint32_t>(word, size - 4)} << 32U);
  }
  for (std::size_t at = 0; at + 8 < size; at += 8) {
    hash = split_mix(hash ^ number_at<std::uint64_t>(word, at));
  }
  return split_mix(hash ^ number_at<std::uint64_t>(word, size - 8));
}

}  // namespace medlar
