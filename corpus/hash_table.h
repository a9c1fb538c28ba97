// Entries found by a hash of their keys: open addressing with linear probing (Knuth, TAOCP 6.4), so
// that what is not in the processor's cache is waited for once or twice, where std::unordered_map
// waits for a bucket, a node and the node's end. Entries keep their places and their order; none is
// taken out but all at once.
//
// Movable, not copyable. Not thread-safe.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <utility>
#include <vector>

namespace medlar {

template <typename Entry>
class HashTable {
 public:
  HashTable() = default;
  HashTable(HashTable&&) = default;
  HashTable& operator=(HashTable&&) = default;

  /// The entry that was added with this hash and that `is_meant` says true of; null where none is.
  template <typename IsMeant>
  Entry* find(std::uint64_t hash, const IsMeant& is_meant) {
    if (slots_.empty()) return nullptr;
    for (std::size_t at = first_slot(hash); slots_[at].entry != nullptr; at = next(at)) {
      if (slots_[at].hash == hash && is_meant(*slots_[at].entry)) return slots_[at].entry;
    }
    return nullptr;
  }
  template <typename IsMeant>
  const Entry* find(std::uint64_t hash, const IsMeant& is_meant) const {
    return const_cast<HashTable*>(this)->find(hash, is_meant);
  }

  /// The same where the hash is all that tells entries apart.
  Entry* find(std::uint64_t hash) {
    return find(hash, [](const Entry&) { return true; });
  }
  const Entry* find(std::uint64_t hash) const { return const_cast<HashTable*>(this)->find(hash); }

  /// Adds an entry that find() has not found.
  Entry& add(std::uint64_t hash, Entry entry) {
    if (2 * (entries_.size() + 1) > slots_.size()) grow();
    put({hash, &entries_.emplace_back(std::move(entry))});
    return entries_.back();
  }

  void clear() {
    slots_.clear();
    entries_.clear();
  }

  std::size_t size() const { return entries_.size(); }
  std::deque<Entry>& entries() { return entries_; }  // in the order they were added in
  const std::deque<Entry>& entries() const { return entries_; }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    Entry* entry = nullptr;
  };
  static constexpr std::size_t kFewestSlots = 64;

  /// Fibonacci hashing (TAOCP 6.4): the upper bits of a product mix all of its factors.
  std::size_t first_slot(std::uint64_t hash) const {
    return (hash * 0x9E3779B97F4A7C15ULL) >> (64 - std::countr_zero(slots_.size()));
  }
  std::size_t next(std::size_t slot) const { return (slot + 1) & (slots_.size() - 1); }

  void put(const Slot& slot) {
    std::size_t at = first_slot(slot.hash);
    while (slots_[at].entry != nullptr) at = next(at);
    slots_[at] = slot;
  }

  void grow() {
    const std::vector<Slot> old =
        std::exchange(slots_, std::vector<Slot>(slots_.empty() ? kFewestSlots : 2 * slots_.size()));
    for (const Slot& slot : old) {
      if (slot.entry != nullptr) put(slot);
    }
  }

  std::vector<Slot> slots_;  // a power of two, half of them free
  std::deque<Entry> entries_;
};

}  // namespace medlar
