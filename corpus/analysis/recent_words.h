// What was looked up last for each of some words, found by a few bytes of the word: nine of ten
// words of a text are among a few thousand, and to find those again costs no hash of all their
// bytes and no comparison of strings.
//
// Words of more than kMostBytes are never remembered. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "corpus/little_endian.h"

namespace medlar {

template <typename Value>
class RecentWords {
 public:
  static constexpr std::size_t kMostBytes = 16;

  /// Null where the word was not remembered, or has made room for another since.
  const Value* find(std::string_view word) const {
    const Key key = key_of(word);
    const Slot& slot = slots_[place_of(key)];
    return key.size > 0 && slot.key == key ? &slot.value : nullptr;
  }

  void remember(std::string_view word, Value value) {
    const Key key = key_of(word);
    if (key.size > 0) slots_[place_of(key)] = {key, value};
  }

  void clear() { slots_.assign(kSlots, {}); }

 private:
  static constexpr std::size_t kSlotBits = 12;
  static constexpr std::size_t kSlots = std::size_t{1} << kSlotBits;

  /// All the bytes of a word; without a size: of none that is remembered.
  struct Key {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    std::uint64_t size = 0;
    bool operator==(const Key&) const = default;
  };
  struct Slot {
    Key key;
    Value value = {};
  };

  /// By loads of a few sizes, which overlap.
  static Key key_of(std::string_view word) {
    using little_endian::number_at;
    const std::size_t size = word.size();
    if (size == 0 || size > kMostBytes) return {};
    if (size >= 8) {
      return {number_at<std::uint64_t>(word, 0), number_at<std::uint64_t>(word, size - 8), size};
    }
    if (size >= 4) {
      return {number_at<std::uint32_t>(word, 0), number_at<std::uint32_t>(word, size - 4), size};
    }
    const auto byte_at = [word](std::size_t at) { return number_at<std::uint8_t>(word, at); };
    return {byte_at(0) | std::uint64_t{byte_at(size / 2)} << 8U, byte_at(size - 1), size};
  }

  /// Fibonacci hashing (Knuth, TAOCP 6.4): the upper bits of a product mix all of its factors.
  static std::size_t place_of(const Key& key) {
    return ((key.begin ^ key.end * 31 ^ key.size) * 0x9E3779B97F4A7C15ULL) >> (64 - kSlotBits);
  }

  std::vector<Slot> slots_ = std::vector<Slot>(kSlots);
};

}  // namespace medlar
