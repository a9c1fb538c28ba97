#include "corpus/analysis/name_words.h"

#include <gtest/gtest.h>

namespace medlar {
namespace {

/// The words with a blank between, or a hyphen where they are joined.
std::string shown(const std::vector<NameWord>& words) {
  std::string all;
  for (const NameWord& word : words) {
    all += (all.empty() ? "" : word.is_joined ? "-" : " ") + word.folded;
  }
  return all;
}

TEST(NameWords, CaseAccentsAndPunctuationSayNothing) {
  struct Row {
    std::string_view name, words, typed;
  };
  for (const Row& row : {
           Row{"Pulmonary Embolism", "pulmonary embolism", "pulmonary embolism"},
           Row{"Crohn's disease", "crohns disease", "crohn disease"},
           Row{"Crohn\u2019s disease", "crohns disease", "crohn disease"},
           Row{"M\u00e9ni\u00e8re's", "menieres", "meniere"},
           Row{"Me\u0301nie\u0300re", "meniere", "meniere"},
           Row{"X-ray", "x-ray", "x-ray"},
           Row{"x ray", "x ray", "x ray"},
           Row{"x\u00a0ray", "x ray", "x ray"},
           Row{"5-HT3 antagonists", "5-ht3 antagonists", "5-ht3 antagonists"},
           Row{"U.S. health", "us health", "us health"},
           Row{"Vitamin B12 (cobalamin)", "vitamin b12 cobalamin", "vitamin b12 cobalamin"},
           Row{"warfarin 2.5mg, 1,000 IU", "warfarin 2.5mg 1000 iu", "warfarin 2.5mg 1000 iu"},
           Row{"\u03b2-blockers", "beta-blockers", "beta-blockers"},
           Row{"\u03b2\u03ae\u03c7\u03b1\u03c2", "\u03b2\u03b7\u03c7\u03b1\u03c3",
               "\u03b2\u03b7\u03c7\u03b1\u03c3"},
           Row{"Presi\u00f3n arterial; \u00bfalta?", "presion arterial alta",
               "presion arterial alta"},
           Row{"L'embolie", "lembolie", "lembolie"},
           Row{"Stra\u00dfe", "strasse", "strasse"},
           Row{"and/or", "and-or", "and-or"},
           Row{"a_b", "ab", "ab"},
           Row{"'s", "s", "s"},
           Row{"", "", ""},
           Row{" \t--- ...!", "", ""},
       }) {
    EXPECT_EQ(shown(name_words(row.name)), row.words) << row.name;
    EXPECT_EQ(shown(typed_words(row.name)), row.typed) << row.name;
  }
}

TEST(NameWords, WordsJoinWithoutWhiteSpace) {
  const auto words = name_words("(non-small-cell) lung 5-HT3");
  ASSERT_EQ(shown(words), "non-small-cell lung 5-ht3");
  for (const auto& [first, joined] : {std::pair{0U, "nonsmallcell"},
                                      {1U, "smallcell"},
                                      {2U, "cell"},
                                      {3U, "lung"},
                                      {4U, "5ht3"}}) {
    EXPECT_EQ(joined_from(words, first), joined);
  }
  for (const std::string_view letter : {"a", "\u0436", "\u75c5"}) {
    std::string chain;
    for (int i = 0; i < 100; ++i) chain.append(i == 0 ? "" : "-").append(letter);
    const std::string joined = joined_from(name_words(chain), 0);
    EXPECT_LE(joined.size(), kMaxJoinedBytes);
    EXPECT_GT(joined.size(), kMaxJoinedBytes - letter.size());
    EXPECT_EQ(joined.size() % letter.size(), 0U);
  }
}

TEST(NameWords, SayWhereTheirLettersEndAsWritten) {
  struct Row {
    std::string_view name;
    std::size_t size;
    std::string_view marked;
  };
  for (const Row& row : {
           Row{"Embolism", 3, "Emb"},
           Row{"Embolism", 8, "Embolism"},
           Row{"M\u00e9ni\u00e8re", 2, "M\u00e9"},
           Row{"Me\u0301nie\u0300re", 2, "Me\u0301"},
           Row{"Me\u0301nie\u0300re", 5, "Me\u0301nie\u0300"},
           Row{"O'Brien", 1, "O"},
           Row{"O'Brien", 2, "O'B"},
           Row{"Crohn\u2019s", 5, "Crohn"},
           Row{"Crohn's", 6, "Crohn's"},
           Row{"Stra\u00dfe", 5, "Stra\u00df"},
           Row{"\u00e6ther", 1, "\u00e6"},
           Row{"\u03b2", 2, "\u03b2"},
           Row{"1,000", 2, "1,0"},
       }) {
    const auto words = name_words(row.name);
    ASSERT_EQ(words.size(), 1U) << row.name;
    const std::size_t end = end_as_written(row.name, words[0], row.size);
    EXPECT_EQ(row.name.substr(words[0].begin, end - words[0].begin), row.marked);
  }
}

}  // namespace
}  // namespace medlar
