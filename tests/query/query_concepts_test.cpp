// What a query is understood to name, over an index of a few articles.
#include "query/searcher.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "indexer/indexer.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kArticles = R"json(
{"id": "mi", "title": "Myocardial infarction", "text": "A myocardial infarction is sudden. Ask for an electrocardiogram."}
{"id": "attack", "title": "When the heart hurts", "text": "A heart attack is sudden. Heart attacks can kill."}
{"id": "pe", "title": "Clots that travel", "text": "A pulmonary embolism (PE) blocks a lung. The PE is then dissolved with heparin."}
{"id": "preeclampsia", "title": "Late pregnancy", "text": "Preeclampsia (PE) raises the blood pressure of pregnancy. PE ends with birth."}
{"id": "gym", "title": "School", "text": "PE is taught on Mondays."}
{"id": "lung", "title": "Lung cancer", "text": "Cancer of the lung is often found late."}
{"id": "stone", "title": "Kidney stones", "text": "Nephrolithiasis hurts in waves."}
{"id": "drug", "title": "For pain", "text": "Tylenol lowers a fever."}
{"id": "brain", "title": "Neurological diseases", "text": "Neurological diseases are many."}
{"id": "vitamin", "title": "Food", "text": "Have a vitamin with it."}
)json";

// Two concepts of an invented field, with names of up to six words.
constexpr std::string_view kVocabulary =
    "zorbic gland | lay: little gland of the left inner ear | abbr: ZGX\n"
    "quellosis | lay: slow sickness of old garden cats, cat sickness\n";

/// A searcher over an index of these articles, made in `directory`.
Result<Searcher> searcher_over(const TempDir& directory, std::string_view articles,
                               std::string_view vocabulary = {}) {
  IndexOptions options{.paths = {directory.file("articles.jsonl", articles)},
                       .index = directory / "index",
                       .threads = 1};
  if (!vocabulary.empty()) options.vocabularies = {directory.file("own.txt", vocabulary)};
  const auto report = index_corpus(options);
  if (!report) return tl::unexpected<Error>(report.error());
  return Searcher::open(directory / "index");
}

class QueryConcepts : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    directory_ = new TempDir;
    const std::string more =
        R"({"id": "zorbic", "title": "Zorbic", "text": "The zorbic gland swells in quellosis."})"
        "\n"
        R"({"id": "garden", "title": "Garden", "text": "The slow sickness of old garden cats is mild."})"
        "\n";
    auto searcher = searcher_over(*directory_, std::string(kArticles) + more, kVocabulary);
    ASSERT_TRUE(searcher) << searcher.error().message;
    searcher_ = new Searcher(std::move(*searcher));
  }
  static void TearDownTestSuite() {
    delete searcher_;
    delete directory_;
  }

  static SearchResponse answer(std::string query) {
    auto response = searcher_->search({.query = std::move(query), .limit = 100});
    EXPECT_TRUE(response);
    return response ? *response : SearchResponse{};
  }

  /// "heart attack=myocardial infarction" for each concept that was found.
  static std::string found(const std::string& query) {
    std::vector<std::string> all;
    for (const FoundConcept& found : answer(query).concepts) {
      all.push_back(found.text + "=" + found.preferred);
    }
    return fmt::format("{}", fmt::join(all, "; "));
  }

  static std::vector<std::string> ids(const std::string& query) {
    std::vector<std::string> all;
    for (const Hit& hit : answer(query).hits) all.push_back(hit.id);
    return all;
  }

  static TempDir* directory_;
  static Searcher* searcher_;
};

TempDir* QueryConcepts::directory_ = nullptr;
Searcher* QueryConcepts::searcher_ = nullptr;

TEST_F(QueryConcepts, NamesOfOneToSixWordsInEitherDirection) {
  struct Row {
    const char* query;
    const char* concepts;
  };
  for (const Row& row : {
           Row{"heart attack", "heart attack=heart attack"},
           {"myocardial infarction", "myocardial infarction=heart attack"},
           {"heart attacks", "heart attacks=heart attack"},
           {"Heart Attack at night", "Heart Attack=heart attack"},
           {"quellosis", "quellosis=quellosis"},
           {"cat sickness", "cat sickness=quellosis"},
           {"slow sickness of old garden cats", "slow sickness of old garden cats=quellosis"},
           {"zorbic gland", "zorbic gland=zorbic gland"},
           {"little gland of the left inner ear",
            "little gland of the left inner ear=zorbic gland"},
           {"zgx", "zgx=zorbic gland"},
           // Two in one query, a word between them or none.
           {"zorbic gland quellosis", "zorbic gland=zorbic gland; quellosis=quellosis"},
           {"cat sickness or zorbic glands", "cat sickness=quellosis; zorbic glands=zorbic gland"},
           // A stop word inside, another order.
           {"cancer of the lung", "cancer of the lung=lung cancer"},
           // Quoted, in a field, excluded: as written.
           {"\"heart attack\"", ""},
           {"title:quellosis", ""},
           {"zorbic gland -quellosis", "zorbic gland=zorbic gland"},
           {"heart \"attack\"", "heart=heart"},
           // What punctuation parts is no name, and neither is another word of its stem.
           {"zorbic. gland", "gland=gland"},
           {"quellotic", ""},
       }) {
    EXPECT_EQ(found(row.query), row.concepts) << row.query;
  }
}

TEST_F(QueryConcepts, WhatIsAddedFindsWhatTheWordsDoNot) {
  EXPECT_THAT(ids("heart attack"), testing::IsSupersetOf({"attack", "mi"}));
  EXPECT_THAT(ids("myocardial infarction"), testing::IsSupersetOf({"attack", "mi"}));
  EXPECT_THAT(ids("kidney stones"), testing::Contains("stone"));
  EXPECT_THAT(ids("acetaminophen"), testing::ElementsAre("drug"));
  EXPECT_THAT(ids("cat sickness"), testing::IsSupersetOf({"garden", "zorbic"}));
  EXPECT_THAT(ids("\"heart attack\""), testing::ElementsAre("attack"));
  EXPECT_THAT(answer("heart attack").added, testing::Contains("myocardial infarction"));
  // A name that no article has is not shown as looked for.
  EXPECT_THAT(answer("quellosis").added, testing::ElementsAre("slow sickness of old garden cats"));
}

TEST_F(QueryConcepts, AreMarkedInSnippetsAndCanBeTurnedOff) {
  const SearchResponse response = answer("cat sickness");
  for (const Hit& hit : response.hits) {
    if (hit.id != "garden") continue;
    ASSERT_FALSE(hit.snippet.matches.empty());
    const TextRange first = hit.snippet.matches.front();
    EXPECT_EQ(hit.snippet.text.substr(first.begin, first.end - first.begin),
              "slow sickness of old garden cats");
  }
  const auto off =
      searcher_->search({.query = "acetaminophen", .expansion = SearchRequest::Expansion::kNone});
  ASSERT_TRUE(off);
  EXPECT_TRUE(off->hits.empty());
  EXPECT_TRUE(off->added.empty());
}

TEST_F(QueryConcepts, AWordIsNoNameByItsStemAlone) {
  // The article of neurological diseases says nothing of the doctor, nor "a vitamin" of vitamin A.
  for (const char* query : {"neurologist", "vitamin a", "neurological"}) {
    EXPECT_EQ(found(query), "") << query;
  }
}

TEST_F(QueryConcepts, AbbreviationsOfSeveralMeaningsAreAChoice) {
  const SearchResponse open = answer("PE");
  ASSERT_EQ(open.abbreviations.size(), 1U);
  const AmbiguousAbbreviation& pe = open.abbreviations[0];
  EXPECT_EQ(pe.text, "PE");
  EXPECT_FALSE(pe.is_decided);
  ASSERT_GE(pe.senses.size(), 2U);
  EXPECT_EQ(pe.senses[0].articles, 1U);
  EXPECT_NE(pe.senses[0].meaning, pe.senses[1].meaning);
  EXPECT_EQ(pe.senses[0].query, pe.senses[0].meaning);

  const SearchResponse told = answer("PE and birth in pregnancy");
  ASSERT_EQ(told.abbreviations.size(), 1U);
  EXPECT_TRUE(told.abbreviations[0].is_decided);
  EXPECT_THAT(told.abbreviations[0].senses[0].meaning, HasSubstr("preeclampsia"));
  EXPECT_EQ(told.abbreviations[0].senses[0].query, "preeclampsia and birth in pregnancy");
  // The article of the school says PE too, but nothing of either.
  EXPECT_EQ(told.hits.at(0).id, "preeclampsia");
}

TEST(AbbreviationsTest, MeanWhatArticlesWriteThemForUnlessOtherWordsSayMore) {
  std::string articles;
  const auto add = [&articles](int times, std::string_view text) {
    for (int i = 0; i < times; ++i) {
      const auto number = std::ranges::count(articles, '\n');
      articles += fmt::format(R"({{"id": "{}", "title": "Page {}", "text": "{}"}})", number, number,
                              fmt::format(fmt::runtime(text), number));
      articles += '\n';
    }
  };
  add(9, "Zebra gout (ZG) makes toes number {} hurt, and ZG passes.");
  add(40, "The zorbic gland of ear number {} is small.");
  add(1, "The zorbic gland (ZG) of ear {} is small. A ZG can swell.");
  add(1, "A zonal graft (ZG) was tried {} times.");
  add(60, "Nothing is said in page {} of either.");
  const TempDir directory;
  auto searcher =
      searcher_over(directory, articles,
                    "zebra gout | abbr: ZG\nzorbic gland | abbr: ZG\nzonal graft | abbr: ZG\n");
  ASSERT_TRUE(searcher) << searcher.error().message;
  constexpr struct {
    const char* query;
    const char* first;
    bool is_decided;
  } kRows[] = {
      {"ZG", "zebra gout", false},  // more articles have a zorbic gland, but few call it ZG
      {"toes ZG", "zebra gout", true},     {"ZG ear", "zorbic gland", true},
      {"ZG unheard", "zebra gout", false},  // what no article has says nothing
      {"ZG number", "zebra gout", false},   // nor what articles of both have
  };
  for (const auto& row : kRows) {
    const auto response = searcher->search({.query = row.query});
    ASSERT_TRUE(response) << row.query;
    ASSERT_EQ(response->abbreviations.size(), 1U) << row.query;
    EXPECT_EQ(response->abbreviations[0].senses.size(), 3U) << row.query;
    EXPECT_EQ(response->abbreviations[0].senses[0].meaning, row.first) << row.query;
    EXPECT_EQ(response->abbreviations[0].is_decided, row.is_decided) << row.query;
  }
}

TEST_F(QueryConcepts, AnArticleNamedInTheQueryComesFirst) {
  EXPECT_EQ(ids("what are kidney stones?").at(0), "stone");
  EXPECT_EQ(ids("heart attack").at(0), "mi");  // by another of its names
  EXPECT_THAT(answer("cat sickness in the garden").tree, HasSubstr("[garden]"));
  // A part of a concept's name names nothing.
  EXPECT_THAT(answer("slow sickness of old garden cats").tree, Not(HasSubstr("[garden]")));
  EXPECT_EQ(answer("kidney kidney stones stones").hits.at(0).id, "stone");
}

TEST(WholeTitlesTest, ComeBeforeOtherNamesOfTheSame) {
  std::string articles = R"({"id": "calculi", "title": "Renal calculi", "text": ")";
  for (int i = 0; i < 50; ++i) articles += "Kidney stones are kidney stones. ";
  articles += "\"}\n";
  articles += R"({"id": "stones", "title": "Kidney stones", "text": ")";
  for (int i = 0; i < 50; ++i) articles += "They hurt while they pass, and then no more. ";
  articles += "\"}\n";
  const TempDir directory;
  auto searcher = searcher_over(directory, articles);
  ASSERT_TRUE(searcher) << searcher.error().message;
  for (const auto& [whole_title, first] : {std::pair(0.0, "calculi"), std::pair(0.25, "stones")}) {
    RankingParameters ranking;
    ranking.whole_title = whole_title;
    searcher->set_ranking(ranking);
    const auto response = searcher->search({.query = "kidney stones"});
    ASSERT_TRUE(response);
    ASSERT_EQ(response->hits.size(), 2U);
    EXPECT_EQ(response->hits[0].id, first) << whole_title;
  }
}

}  // namespace
}  // namespace medlar
