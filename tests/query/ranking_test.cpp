// What no change of ranking may break, on an index that is large enough for a space: nothing is
// empty, unstable, or dependent on how the index was built or read.
#include <filesystem>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "indexer/indexer.h"
#include "query/searcher.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

// Each subject has words of its own, so that there is something to learn.
constexpr const char* kSubjects[][6] = {
    {"asthma", "airways", "inhaler", "wheezing", "bronchial", "spasm"},
    {"gout", "crystals", "uric", "joint", "colchicine", "toe"},
    {"migraine", "aura", "headache", "triptan", "light", "nausea"},
    {"anemia", "iron", "hemoglobin", "pale", "ferritin", "tired"},
    {"glaucoma", "pressure", "optic", "nerve", "drops", "vision"},
};
constexpr const char* kCommon[] = {"people", "doctor", "may", "help", "often", "treat", "day",
                                   "body",   "some",   "can", "need", "year",  "tell",  "call"};
constexpr std::size_t kArticles = 400;

/// Sentences of one subject, and two articles that differ in the order of their words only.
std::vector<std::string> articles() {
  std::mt19937 random(7);
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < kArticles; ++i) {
    const auto& subject = kSubjects[i % std::size(kSubjects)];
    std::string text;
    for (int word = 0; word < 300; ++word) {
      text += random() % 4 == 0 ? subject[random() % 6] : kCommon[random() % std::size(kCommon)];
      text += word % 12 == 11 ? ". " : " ";
    }
    lines.push_back(fmt::format(R"({{"id": "a{:03}", "title": "Leaflet {}", "text": "{}"}})", i,
                                random() % 9, text));
  }
  lines.push_back(
      R"({"id": "scattered", "title": "Scattered", "text": "Balloon was one word. Kyphoplasty was said by them. Later they wrote osteoporotic on the sheet."})");
  lines.push_back(
      R"({"id": "together", "title": "Together", "text": "It was one word. They said osteoporotic balloon kyphoplasty to them. Later they wrote on the sheet."})");
  return lines;
}

Searcher searcher(const std::filesystem::path& index, std::vector<std::string> paths,
                  unsigned threads) {
  const auto report = index_corpus({.paths = std::move(paths), .index = index, .threads = threads});
  EXPECT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->counts.articles, kArticles + 2);
  return std::move(Searcher::open(index).value());
}

class RankingTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    directory_ = new TempDir;
    std::string all;
    for (const std::string& line : articles()) all += line + "\n";
    const std::string path = directory_->file("articles.jsonl", all);
    searcher_ = new Searcher(searcher(*directory_ / "index", {path}, 2));
  }
  static void TearDownTestSuite() {
    delete searcher_;
    delete directory_;
  }

  using Ranking = std::vector<std::pair<std::string, double>>;

  static Ranking ranking(Searcher& searcher, const SearchRequest& request) {
    const auto response = searcher.search(request);
    EXPECT_TRUE(response) << response.error().message;
    Ranking ranking;
    for (const Hit& hit : response->hits) ranking.emplace_back(hit.id, hit.score);
    return ranking;
  }

  static Ranking ranking(const std::string& query, std::size_t offset = 0, std::size_t limit = 10) {
    return ranking(*searcher_, {.query = query, .limit = limit, .offset = offset});
  }

  static TempDir* directory_;
  static Searcher* searcher_;
};
TempDir* RankingTest::directory_ = nullptr;
Searcher* RankingTest::searcher_ = nullptr;

constexpr const char* kQueries[] = {
    "inhaler", "uric crystals in the toe", "headache with aura",
    "iron",    "people often need help",   "osteoporotic balloon kyphoplasty"};

TEST_F(RankingTest, APhraseOfRareWordsComesBeforeScatteredOnes) {
  for (const char* query : {"osteoporotic balloon kyphoplasty", "balloon kyphoplasty",
                            "osteoporotic balloon", "the osteoporotic balloon kyphoplasty zzyzx"}) {
    const Ranking found = ranking(query);
    ASSERT_GE(found.size(), 2U) << query;
    EXPECT_EQ(found[0].first, "together") << query;
    EXPECT_EQ(found[1].first, "scattered") << query;
    EXPECT_GT(found[0].second, found[1].second) << query;
  }
}

TEST_F(RankingTest, AnUnknownWordEmptiesNothing) {
  for (const char* query : kQueries) {
    const Ranking with = ranking(fmt::format("{} zzyzxqwertz", query));
    EXPECT_EQ(with.size(), ranking(query).size()) << query;
    EXPECT_FALSE(with.empty()) << query;
  }
}

TEST_F(RankingTest, PagesFitTogether) {
  for (const char* query : kQueries) {
    const Ranking whole = ranking(query, 0, kArticles);
    Ranking pages;
    for (std::size_t offset = 0; offset < whole.size() + 7; offset += 7) {
      const Ranking page = ranking(query, offset, 7);
      pages.insert(pages.end(), page.begin(), page.end());
    }
    EXPECT_EQ(pages, whole) << query;
    std::set<std::string> ids;
    for (std::size_t i = 0; i < whole.size(); ++i) {
      EXPECT_TRUE(ids.insert(whole[i].first).second) << query << ": twice " << whole[i].first;
      EXPECT_LE(whole[i].second, whole[i == 0 ? 0 : i - 1].second) << query;
    }
  }
}

TEST_F(RankingTest, TheSpaceHasAPart) {
  const auto response =
      searcher_->search({.query = "inhaler", .explain = SearchRequest::Explain::kYes});
  ASSERT_TRUE(response);
  for (const Hit& hit : response->hits) {
    double sum = 0;
    bool is_near = false;
    for (const ScorePart& part : hit.parts) {
      sum += part.score;
      is_near = is_near || part.part == kNearnessPart;
    }
    EXPECT_TRUE(is_near) << hit.id;
    EXPECT_NEAR(sum, hit.score, 1e-6) << hit.id;
  }
}

TEST_F(RankingTest, HowTheIndexWasBuiltChangesNothing) {
  std::vector<std::string> paths;
  std::string run;
  const std::vector<std::string> lines = articles();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    run += lines[i] + "\n";
    if (i % 50 < 49 && i + 1 < lines.size()) continue;
    paths.push_back(directory_->file(fmt::format("part-{}.jsonl", paths.size()), run));
    run.clear();
  }
  Searcher by_parts = searcher(*directory_ / "by-parts", paths, 1);
  for (const char* query : kQueries) {
    EXPECT_EQ(ranking(by_parts, {.query = query, .limit = kArticles}), ranking(query, 0, kArticles))
        << query;
  }
}

}  // namespace
}  // namespace medlar
