// Which words are found again, and that no word is taken for another.
#include "corpus/analysis/recent_words.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace medlar {
namespace {

TEST(RecentWords, FindsWordsOfUpToSixteenBytes) {
  RecentWords<std::size_t> recent;
  EXPECT_EQ(recent.find(""), nullptr);
  EXPECT_EQ(recent.find("a"), nullptr);
  for (std::size_t size = 0; size <= 20; ++size) {
    const std::string word = std::string("abcdefghijklmnopqrst").substr(0, size);
    recent.remember(word, size);
    const std::size_t* const found = recent.find(word);
    if (size == 0 || size > RecentWords<std::size_t>::kMostBytes) {
      EXPECT_EQ(found, nullptr) << word;
    } else {
      ASSERT_NE(found, nullptr) << word;
      EXPECT_EQ(*found, size);
    }
  }
  recent.clear();
  EXPECT_EQ(recent.find("abc"), nullptr);
}

/// Words that differ in one byte, wherever it is, or in their sizes alone.
TEST(RecentWords, TakesNoWordForAnother) {
  for (std::size_t size = 1; size <= RecentWords<int>::kMostBytes; ++size) {
    const std::string word(size, 'a');
    RecentWords<int> recent;
    recent.remember(word, 1);
    EXPECT_EQ(recent.find(word + "a"), nullptr);
    EXPECT_EQ(recent.find(std::string_view(word).substr(1)), nullptr);
    EXPECT_EQ(recent.find(word + std::string(1, '\0')), nullptr);
    for (std::size_t at = 0; at < size; ++at) {
      std::string other = word;
      other[at] = '\xff';
      EXPECT_EQ(recent.find(other), nullptr) << size << ' ' << at;
    }
  }
}

}  // namespace
}  // namespace medlar
