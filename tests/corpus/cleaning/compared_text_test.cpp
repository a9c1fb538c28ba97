#include "corpus/cleaning/compared_text.h"

#include <gtest/gtest.h>

namespace medlar {
namespace {

std::vector<ComparedWord> words(std::string_view text) {
  std::vector<ComparedWord> list;
  add_compared_words(text, list);
  return list;
}

Article article(std::string_view title, std::string_view source = {}, std::string_view url = {}) {
  Article article;
  article.title = title;
  article.source = source;
  article.url = url;
  article.language = "en";
  return article;
}

struct TwoTexts {
  std::string_view a;
  std::string_view b;
};

TEST(ComparedText, TheseSayTheSame) {
  for (const auto& [a, b] : {
           TwoTexts{"Rest, ice; and (then) walk.", "REST ICE\n\nand then - walk"},
           TwoTexts{"Don't stop", "don\u2019t stop"},
           TwoTexts{"take 5mg", "take 5 mg"},
           TwoTexts{"1,500 ml", "1500 ml"},
           TwoTexts{"a\u00a0b\u2013c \u201cd\u201d", "a b c d"},
           TwoTexts{"\u00c9PAULE", "\u00e9paule"},
           TwoTexts{"", " \n.-"},
       }) {
    EXPECT_EQ(words(a), words(b)) << a << " | " << b;
  }
}

TEST(ComparedText, TheseDoNot) {
  for (const auto& [a, b] : {
           TwoTexts{".5 mg", "5 mg"},
           TwoTexts{"2.5", "2 5"},
           TwoTexts{"< 10", "> 10"},
           TwoTexts{"CD4+", "CD4"},
           TwoTexts{"FGFR2", "FGFR3"},
           TwoTexts{"hepatitis B", "hepatitis C"},
       }) {
    EXPECT_NE(words(a), words(b)) << a << " | " << b;
  }
}

TEST(ComparedText, SignsAreTold) {
  for (const auto& [text, signs] : {
           std::pair{"take 5 mg", "-s-"},
           std::pair{"vitamin B12", "-s"},
           std::pair{"hepatitis C and a rash", "-s---"},
           std::pair{"less < more", "-s-"},
       }) {
    std::string told;
    for (const ComparedWord& word : words(text)) told += word.is_sign ? 's' : '-';
    EXPECT_EQ(told, signs) << text;
  }
}

TEST(ComparedText, BytesThatAreNoTextEndIt) {
  EXPECT_LE(words("\xE2\x80").size(), 1U);
  EXPECT_LE(words("word \xF0").size(), 2U);
  EXPECT_LE(words("\xC3").size(), 1U);
}

TEST(ComparedText, ATitleIsReadWithoutItsPublisher) {
  const auto title = [](const Article& article) { return compared_text(article).title; };
  const auto asthma = title(article("Asthma"));
  EXPECT_EQ(title(article("The ASTHMA")), asthma);
  EXPECT_EQ(title(article("Asthma | CDC", "cdc")), asthma);
  EXPECT_EQ(title(article("Asthma - Example Clinic", "", "https://www.exampleclinic.org/a")),
            asthma);
  for (const char* const other :
       {"Asthma | Mayo", "Asthma - children", "Asthma A", "Asthma 2", "Childhood asthma", ""}) {
    EXPECT_NE(title(article(other, "CDC", "https://exampleclinic.org/")), asthma) << other;
  }
  EXPECT_NE(title(article("Type 2B")), title(article("Type 2B2")));
}

}  // namespace
}  // namespace medlar
