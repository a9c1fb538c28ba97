// Lines that are found by their first words.
#include "corpus/sorted_lines.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace medlar {
namespace {

TEST(SortedLines, EachIsFoundByItsWordAndNothingElseIs) {
  std::string lines;
  for (int first = 0; first < 40; ++first) {
    EXPECT_EQ(find_line(lines, "", ' '), "");
    EXPECT_EQ(find_line(lines, "zz", ' '), "");
    for (int i = 0; i < first; ++i) {
      const std::string word = std::string(1, static_cast<char>('a' + i / 10)) + "b" +
                               std::string(1, static_cast<char>('0' + i % 10));
      EXPECT_EQ(find_line(lines, word, ' '), word + " " + std::string(std::size_t(i % 7), 'x'));
      EXPECT_EQ(find_line(lines, word + "0", ' '), "");
      EXPECT_EQ(find_line(lines, word.substr(0, 2), ' '), "");
    }
    lines += std::string(1, static_cast<char>('a' + first / 10)) + "b" +
             std::string(1, static_cast<char>('0' + first % 10)) + " " +
             std::string(std::size_t(first % 7), 'x') + "\n";
  }
}

TEST(SortedLines, AWordEndsWhereItIsSaidTo) {
  constexpr std::string_view kLines = "a lot\talot\nalot\ta lot\n";
  EXPECT_EQ(find_line(kLines, "a lot", '\t'), "a lot\talot");
  EXPECT_EQ(find_line(kLines, "alot", '\t'), "alot\ta lot");
  EXPECT_EQ(find_line(kLines, "a", '\t'), "");
}

TEST(SortedLines, WhatIsNoTableHasNoLines) {
  for (const std::string_view lines : {"\n", "\n\n\n", "b\na\n", "no end", " \n", "a"}) {
    EXPECT_EQ(find_line(lines, "c", ' '), "") << lines;
  }
  EXPECT_EQ(find_line("no end", "no", ' '), "no end");
}

}  // namespace
}  // namespace medlar
