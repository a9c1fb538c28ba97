#include "corpus/hash_table.h"

#include <map>
#include <random>
#include <string>

#include <gtest/gtest.h>

namespace medlar {
namespace {

struct Numbered {
  std::string word;
  int number = 0;
};

Numbered* find(HashTable<Numbered>& table, std::uint64_t hash, const std::string& word) {
  return table.find(hash, [&](const Numbered& entry) { return entry.word == word; });
}

TEST(HashTable, FindsWhatWasAdded) {
  std::mt19937 random(3);
  HashTable<Numbered> table;
  EXPECT_EQ(find(table, 1, "none"), nullptr);
  std::map<std::string, Numbered*> added;
  for (int i = 0; i < 5000; ++i) {
    const std::string word = std::to_string(random() % 3000);
    // Many words share a hash, and many hashes a beginning.
    const std::uint64_t hash = std::stoull(word) % 1000 << 40U;
    Numbered* const known = find(table, hash, word);
    EXPECT_EQ(known == nullptr, !added.contains(word)) << word;
    if (known == nullptr) added[word] = &table.add(hash, {word, i});
  }
  EXPECT_EQ(table.size(), added.size());
  for (const auto& [word, entry] : added) {
    EXPECT_EQ(find(table, std::stoull(word) % 1000 << 40U, word), entry) << "it keeps its place";
    EXPECT_EQ(entry->word, word);
  }
  int last = -1;
  for (const Numbered& entry : table.entries()) {
    EXPECT_GT(entry.number, last) << "in the order of adding";
    last = entry.number;
  }
  HashTable<Numbered> moved = std::move(table);
  EXPECT_EQ(find(moved, std::stoull(added.begin()->first) % 1000 << 40U, added.begin()->first),
            added.begin()->second);
  moved.clear();
  EXPECT_EQ(moved.size(), 0U);
  EXPECT_EQ(find(moved, 0, "1"), nullptr);
}

}  // namespace
}  // namespace medlar
