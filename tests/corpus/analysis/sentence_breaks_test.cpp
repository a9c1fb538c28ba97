// The short way through ASCII lines finds what ICU finds.
#include "corpus/analysis/sentence_breaks.h"

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace medlar {
namespace {

std::vector<std::uint32_t> copy(std::span<const std::uint32_t> breaks) {
  return {breaks.begin(), breaks.end()};
}

TEST(SentenceBreaksTest, AreWhereIcuHasThem) {
  SentenceBreaks breaks;
  for (const std::string_view text :
       {"", ".", "One. Two.", "It is 2.5 mg. Take it", "U.S.A. made", "e.g. apples. Eat", "a.B",
        "He said \"no.\" Then (he left.) Gone", "What?! No... yes", "a. , b",
        "end.\n\nNext\r\nline", "Zu Hause \u2013 ja. Gut.\nOnly ASCII. Here", "3. Item",
        "x.) (y) 5 z", "\u00bfQu\u00e9? S\u00ed."}) {
    const auto found = copy(breaks.find(text));
    EXPECT_EQ(found, copy(breaks.find_by_icu(text))) << text;
  }
}

TEST(SentenceBreaksTest, AreWhereIcuHasThemInAnyText) {
  constexpr unsigned kSeed = 31;
  SCOPED_TRACE(testing::Message() << "seed " << kSeed);
  std::mt19937 random(kSeed);
  const std::vector<std::string_view> alphabet = {
      "a",  "b",  "Z",  "Q",  "5",  "0", ".",      ".",      "!", "?",   ",",
      "-",  ":",  ";",  "(",  ")",  "[", "}",      "\"",     "'", " ",   " ",
      "\t", "\n", "\r", "\v", "\f", "%", "\u2019", "\u00e9", "_", "\x01"};
  SentenceBreaks breaks;
  for (int round = 0; round < 50'000; ++round) {
    std::string text;
    for (int i = 0; i < 14; ++i) text += alphabet[random() % alphabet.size()];
    const auto found = copy(breaks.find(text));
    ASSERT_EQ(found, copy(breaks.find_by_icu(text))) << testing::PrintToString(text);
  }
}

}  // namespace
}  // namespace medlar
