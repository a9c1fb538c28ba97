// The table of glued words, and what the analyzer makes of words in it.
#include "corpus/analysis/word_splits.h"

#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corpus/analysis/analyzer.h"

namespace medlar {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::shared_ptr<const WordSplits> some_splits() {
  return std::make_shared<const WordSplits>(std::vector<WordSplit>{{"heartattack", {5}},
                                                                   {"andpulmonary", {3}},
                                                                   {"dueto", {3}},
                                                                   {"painofthe", {4, 6}},
                                                                   {"patient'sheart", {9}},
                                                                   {"elcorazón", {2}},
                                                                   {"asa", {2}}});
}

TEST(WordSplits, FindEveryWordAndNoOther) {
  const auto splits = some_splits();
  EXPECT_EQ(splits->size(), 7U);
  EXPECT_THAT(splits->of("andpulmonary"), ElementsAre(3));
  EXPECT_THAT(splits->of("asa"), ElementsAre(2));
  EXPECT_THAT(splits->of("painofthe"), ElementsAre(4, 6));
  EXPECT_THAT(splits->of("patient'sheart"), ElementsAre(9));
  for (const char* word : {"", "a", "heart", "heartattacks", "zebra", "and", "3"}) {
    EXPECT_THAT(splits->of(word), IsEmpty()) << word;
  }
  EXPECT_THAT(WordSplits().of("heart"), IsEmpty());
}

TEST(WordSplits, AreTheSameOnDisk) {
  const auto splits = some_splits();
  const auto again = WordSplits::from_lines(splits->lines());
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->lines(), splits->lines());
  EXPECT_TRUE(WordSplits::from_lines("").has_value());
}

TEST(WordSplits, RefuseWhatIsNoTable) {
  for (const char* lines :
       {"dueto", "dueto\n", "dueto \n", "dueto x\n", "dueto 0\n", "dueto 5\n", "dueto 3 2\n",
        "dueto 3 3\n", "dueto  3\n", "b1 1\na1 1\n", "a1 1\na1 1\n", "\n", " 1\n",
        "abcdef 1 2 3 4\n", "a\xC3\xB1o 2\n", "dueto 99999999999999999999999\n", "dueto -1\n"}) {
    EXPECT_FALSE(WordSplits::from_lines(lines).has_value()) << lines;
  }
}

std::string shown(std::string_view text) {
  Analyzer analyzer("en", some_splits());
  std::string shown;
  std::uint32_t position = 0;
  for (const Token& token : analyzer.analyze(text)) {
    if (!shown.empty()) shown += token.position == position ? '|' : ' ';
    position = token.position;
    shown += text.substr(token.begin, token.end - token.begin);
    EXPECT_FALSE(token.term.empty());
  }
  return shown;
}

TEST(AnalyzerWithSplits, GivesTheWholeAndThenItsParts) {
  struct Row {
    const char* text;
    const char* tokens;
  };
  for (const Row& row : {
           Row{"pain dueto gout", "pain dueto|due to gout"},
           Row{"A heartattack.", "A heartattack|heart attack"},
           Row{"Heartattack", "Heartattack|Heart attack"},
           Row{"the painofthe leg", "the painofthe|pain of the leg"},
           Row{"a patient'sheart", "a patient'sheart|patient's heart"},
           Row{"x-ray dueto", "x-ray|x ray dueto|due to"},
           // Beside a hyphen and a lost blank behind a sentence.
           Row{"post-heartattack care", "post-heartattack|post heartattack|heart attack care"},
           Row{"chest.Dueto", "chest Dueto|Due to"},
           // An acronym, and words that fold to another length, are left whole.
           Row{"ASA and asa", "ASA and asa|as a"},
           Row{"dueTo DUEto", "dueTo|due To DUEto|DUE to"},
           Row{"duETo", "duETo"},
           Row{"elcorazón", "elcorazón|el corazón"},
           Row{"ＨＥＡＲＴＡＴＴＡＣＫ heartattack's", "ＨＥＡＲＴＡＴＴＡＣＫ heartattack's"},
       }) {
    EXPECT_EQ(shown(row.text), row.tokens) << row.text;
  }
}

TEST(AnalyzerWithSplits, IsTheSameWithoutATable) {
  Analyzer plain("en");
  Analyzer empty("en", std::make_shared<const WordSplits>());
  const std::string text = "pain dueto gout";
  const auto first = plain.analyze(text);
  const auto second = empty.analyze(text);
  ASSERT_EQ(first.size(), 3U);
  ASSERT_EQ(second.size(), 3U);
}

}  // namespace
}  // namespace medlar
