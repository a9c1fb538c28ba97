// Bags of words against the engine: a search that counts facets goes by the engine, looks at every
// match, and must find the same.
#include "query/bag_matcher.h"

#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include "corpus/analysis/analyzer_set.h"
#include "indexer/indexer.h"
#include "query/query_parser.h"
#include "query/searcher.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

// More than one window of articles, and common words in hundreds of them.
constexpr std::size_t kArticles = 5000;

constexpr std::string_view kEnglish[] = {
    "asthma", "cough", "fever", "the",   "pain",     "of",     "blood",     "pressure",
    "kidney", "stone", "heart", "child", "symptoms", "tablet", "treatment", "X-ray"};
constexpr std::string_view kSpanish[] = {"asma", "tos",     "fiebre", "dolor",   "de",
                                         "la",   "presion", "sangre", "corazon", "control"};

template <std::size_t kWords>
std::string random_text(const std::string_view (&words)[kWords], std::size_t length,
                        std::mt19937& random) {
  std::string text;
  for (std::size_t i = 0; i < length; ++i) {
    const std::size_t range = 1 + random() % kWords;  // the first ones are the common ones
    text += fmt::format("{}{}", text.empty() ? "" : " ", words[random() % range]);
  }
  return text;
}

std::string random_articles() {
  std::mt19937 random(11);
  std::vector<std::string> bodies;
  std::string lines;
  for (std::size_t i = 0; i < kArticles; ++i) {
    if (i > 0 && random() % 6 == 0) {
      bodies.push_back(bodies[random() % bodies.size()]);  // says the same as another one
    } else {
      const bool is_spanish = random() % 4 == 0;
      const std::size_t length = 3 + random() % 60;
      bodies.push_back(fmt::format(
          R"("language": "{}", "title": "{}", "text": "{}")", is_spanish ? "es" : "en",
          is_spanish ? random_text(kSpanish, 2, random) : random_text(kEnglish, 2, random),
          is_spanish ? random_text(kSpanish, length, random)
                     : random_text(kEnglish, length, random)));
    }
    lines += fmt::format(R"({{"id": "a{}", "source": "s{}", {}}})"
                         "\n",
                         i, i % 3, bodies.back());
  }
  return lines;
}

class BagMatcherTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    directory_ = new TempDir;
    const auto report =
        index_corpus({.paths = {directory_->file("articles.jsonl", random_articles())},
                      .index = *directory_ / "index",
                      .threads = 2});
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_GT(report->copies.exact, 100U);
  }
  static void TearDownTestSuite() { delete directory_; }

  static Searcher open() { return std::move(Searcher::open(*directory_ / "index").value()); }

  static TempDir* directory_;
};

TempDir* BagMatcherTest::directory_ = nullptr;

/// The page that the request asks for, by the bag matcher and cut from all that the engine finds.
void expect_same(Searcher& searcher, SearchRequest request) {
  request.contents = SearchRequest::Contents::kIds;
  request.limit = 30;
  const auto bag = searcher.search(request);
  SearchRequest all = request;
  all.facets = {"source"};
  all.offset = 0;
  all.limit = kMaxHits;
  const auto engines = searcher.search(all);
  ASSERT_TRUE(bag && engines);
  ASSERT_LT(engines->hits.size(), kMaxHits);
  EXPECT_TRUE(bag->total_is_exact);
  EXPECT_EQ(bag->total, engines->hits.size());
  ASSERT_EQ(
      bag->hits.size(),
      std::min(request.limit, bag->total - std::min<std::uint64_t>(bag->total, request.offset)));
  for (std::size_t i = 0; i < bag->hits.size(); ++i) {
    const Hit& expected = engines->hits[request.offset + i];
    EXPECT_EQ(bag->hits[i].id, expected.id) << i;
    EXPECT_NEAR(bag->hits[i].score, expected.score, 1e-9) << i;
  }
}

TEST_F(BagMatcherTest, FindsWhatTheEngineFinds) {
  Searcher searcher = open();
  for (const char* const query :
       {"asthma", "cough fever", "pain of the kidney", "asma tos", "asthma asma control",
        "blood pressure", "kidney stone symptoms", "treatment of asthma in a child",
        "what are the symptoms of a heart attack", "X-ray", "tablet nosuchword", "de la presion"}) {
    for (const Duplicates duplicates :
         {Duplicates::kCollapse, Duplicates::kExact, Duplicates::kShow}) {
      for (const std::size_t offset : {0U, 195U, 900U}) {
        SCOPED_TRACE(fmt::format("{} {} {}", query, static_cast<int>(duplicates), offset));
        expect_same(searcher, {.query = query, .offset = offset, .duplicates = duplicates});
      }
    }
  }
}

TEST_F(BagMatcherTest, FindsItWithAnyParameters) {
  Searcher searcher = open();
  for (const RankingParameters& ranking :
       {RankingParameters{.k1 = 0.4, .b = 0}, RankingParameters{.k1 = 3, .b = 1},
        RankingParameters{.words_of_concept = 0.1, .whole_name = 3, .asked_role = 2}}) {
    searcher.set_ranking(ranking);
    expect_same(searcher, {.query = "asthma symptoms of a child"});
  }
}

TEST_F(BagMatcherTest, CountsWhereNothingIsToBeShown) {
  Searcher searcher = open();
  RankingParameters by_words;
  by_words.proximity = 0;
  by_words.nearness = 0;
  searcher.set_ranking(by_words);
  const auto response = searcher.search({.query = "asthma", .limit = 0});
  ASSERT_TRUE(response);
  EXPECT_TRUE(response->hits.empty());
  EXPECT_GT(response->total, 1000U);
  EXPECT_TRUE(response->total_is_exact);
}

TEST_F(BagMatcherTest, EndsWhenTheTimeIsUp) {
  AnalyzerSet analyzers;
  const Xapian::Database database((*directory_ / "index/current/db").string());
  BagMatcher matcher(*directory_ / "index/current/db", database);
  const auto bag = bag_of_words(parse_query("asthma", {"en", {"en"}, {}}, analyzers), {});
  ASSERT_TRUE(bag);
  MatchDeadline past(MatchDeadline::Clock::now() - std::chrono::hours(1),
                     std::chrono::milliseconds(1));
  while (!past.cuts_here()) {
  }
  const auto matches = matcher.match(*bag, {}, Duplicates::kShow, 10, past);
  ASSERT_TRUE(matches);
  EXPECT_EQ(matches->total, 0U);
}

}  // namespace
}  // namespace medlar
