// Completions, corrections and snippets scored against made-up answers.
#include "query/evaluation/scorecard.h"

#include <fstream>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/query/evaluation/evaluating.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

double score(const Scorecard& card, std::string_view name) {
  for (const Score& s : card.scores) {
    if (s.name == name) return s.value;
  }
  ADD_FAILURE() << "no score " << name;
  return -1;
}

TEST(ReadCases, NamesBadLines) {
  const TempDir dir;
  const auto file = dir / "cases.tsv";
  std::ofstream(file) << "# a comment\nasthma\nheart attack\theart\n";
  const auto cases = read_cases(file, 1, 2);
  ASSERT_TRUE(cases) << error_of(cases);
  ASSERT_EQ(cases->size(), 2U);
  EXPECT_EQ(cases->at(1).line, 3U);
  EXPECT_THAT(cases->at(1).columns, testing::ElementsAre("heart attack", "heart"));
  EXPECT_THAT(error_of(read_cases(file, 3, 3)), testing::HasSubstr("cases.tsv:2: 1 columns"));
  std::ofstream(file) << "a\t\tb\n";
  EXPECT_THAT(error_of(read_cases(file, 1, 3)), testing::HasSubstr("cases.tsv:1"));
  std::ofstream(file) << "# nothing\n";
  EXPECT_THAT(error_of(read_cases(file, 1, 3)), testing::HasSubstr("holds no cases"));
}

TEST(ScoreSuggestions, CountsLetters) {
  // "Asthma" comes second after one letter and first after two; "Gout" never comes.
  const Suggest suggest = [](std::string_view typed, std::size_t) -> std::vector<std::string> {
    if (typed == "A") return {"Angina", "ASTHMA"};
    if (typed.starts_with("As")) return {"Asthma"};
    return {"Something else"};
  };
  const Scorecard card = score_suggestions({{1, {"Asthma"}}, {2, {"Gout"}}}, suggest);
  EXPECT_EQ(card.cases, 2U);
  EXPECT_DOUBLE_EQ(score(card, "found@1"), 0.5);
  EXPECT_DOUBLE_EQ(score(card, "rr@1"), 0.25);
  EXPECT_DOUBLE_EQ(score(card, "rr@2"), 0.5);
  EXPECT_DOUBLE_EQ(score(card, "found@10"), 0.5);    // all six letters are typed by then
  EXPECT_DOUBLE_EQ(score(card, "saved"), 5.0 / 10);  // five of asthma's six, none of gout's four
  EXPECT_EQ(card.outcomes.at(0).outcome, "rank 2 after 1 letters");
}

TEST(ScoreSpelling, TellsHarmFromMissing) {
  const std::map<std::string, std::string, std::less<>> becomes{
      {"hemroids", "Hemorrhoids"}, {"migrane", "membrane"}, {"clonidine", "clonazepam"}};
  const Correct correct = [&](std::string_view typed) -> Result<std::string> {
    const auto found = becomes.find(typed);
    return found == becomes.end() ? "" : found->second;
  };
  const auto card = score_spelling({{1, {"hemroids", "hemorrhoids"}},
                                    {2, {"migrane", "migraine"}},
                                    {3, {"diabeties", "diabetes"}},
                                    {4, {"clonidine"}},
                                    {5, {"warfarin"}}},
                                   correct);
  ASSERT_TRUE(card) << error_of(card);
  EXPECT_DOUBLE_EQ(score(*card, "right"), 0.4);
  EXPECT_DOUBLE_EQ(score(*card, "harmless"), 0.2);
  EXPECT_DOUBLE_EQ(score(*card, "harmful"), 0.4);
  EXPECT_EQ(card->outcomes.at(3).outcome, "harmful: became clonazepam, wanted clonidine");
}

TEST(ScoreSnippets, LooksForTheSentence) {
  const SnippetOf snippet_of = [](std::string_view, std::string_view docno) -> Result<std::string> {
    if (docno == "a") return "Before. It is caused by a virus, mostly. After.";
    return "It is caused.";
  };
  const auto card = score_snippets({{1, {"q", "a", "It is caused by a VIRUS mostly"}},
                                    {2, {"q", "b", "It is caused by smoking tobacco"}}},
                                   snippet_of);
  ASSERT_TRUE(card) << error_of(card);
  EXPECT_DOUBLE_EQ(score(*card, "shown"), 0.5);
  EXPECT_DOUBLE_EQ(score(*card, "words"), 0.75);
  const SnippetOf broken = [](std::string_view, std::string_view) -> Result<std::string> {
    return failure(ErrorCode::kUsage, "no article", "look");
  };
  EXPECT_EQ(error_of(score_snippets({{1, {"q", "a", "s"}}}, broken)), "no article | look");
}

}  // namespace
}  // namespace medlar
