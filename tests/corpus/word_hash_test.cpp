#include "corpus/word_hash.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace medlar {
namespace {

TEST(WordHash, IsWhatIndexesOfThisSchemaHold) {
  struct Row {
    const char* word;
    std::uint64_t hash;
  };
  for (const Row& row : {
           Row{"", 0},
           Row{"gut", 0xac211570c9339bc5ULL},
           Row{"gout", 0x215c67193cb82856ULL},
           Row{"asthma", 0x02c6e77dcad6c711ULL},
           Row{"diabetes", 0xdc621b4d50a00a40ULL},
           Row{"electroencephalogram", 0x907229ddbbdec210ULL},
       }) {
    EXPECT_EQ(word_hash(row.word), row.hash) << row.word;
  }
}

TEST(WordHash, TellsWordsOfAllLengthsApart) {
  std::set<std::uint64_t> hashes;
  std::size_t words = 0;
  for (std::size_t size = 0; size < 40; ++size) {
    std::string word(size, 'a');
    hashes.insert(word_hash(word));
    ++words;
    for (char& letter : word) {
      letter = 'b';
      hashes.insert(word_hash(word));
      letter = 'a';
      ++words;
    }
  }
  EXPECT_EQ(hashes.size(), words);
}

}  // namespace
}  // namespace medlar
