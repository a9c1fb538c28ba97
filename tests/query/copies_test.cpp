// Articles that say the same: one hit for all of them, or for some, or for none.
#include "query/copies.h"

#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/indexer.h"
#include "query/searcher.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr std::string_view kText =
    "A stye is a small boil at the edge of the eyelid, where a lash root or a gland is infected. "
    "The lid turns red and swells, the eye waters, and a yellow point appears after some days. "
    "Hold a warm wet cloth against the closed eye four times a day until the stye opens by itself. "
    "Never press it. Leave out lenses and make-up until the eye is well again.";

constexpr std::string_view kFrame =
    "Lakeside Clinic. Find us, book a visit, read our news. This page cannot replace advice.";

std::string line(std::string_view id, std::string_view source, std::string_view url,
                 std::string_view text, std::string_view reviewed = "2019") {
  return fmt::format(
      R"({{"id": "{}", "title": "Stye", "source": "{}", "url": "{}", "text": "{}", "reviewed": "{}"}})"
      "\n",
      id, source, url, text, reviewed);
}

class CopiesTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    directory_ = new TempDir;
    const std::string text(kText);
    const std::string articles =
        line("first", "NIH", "https://nih.example/stye", text) +
        line("exact", "Mirror", "https://mirror.example/stye", text, "2021") +
        line("near", "Lakeside", "", std::string(kFrame) + " " + text, "2020") +
        line("other", "NIH", "", "A stye in a child heals by itself.");
    const auto report = index_corpus({.paths = {directory_->file("articles.jsonl", articles)},
                                      .index = *directory_ / "index",
                                      .threads = 1});
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->copies.groups, 1U);
    EXPECT_EQ(report->copies.exact, 1U);
    EXPECT_EQ(report->copies.near, 1U);
  }
  static void TearDownTestSuite() { delete directory_; }

  static SearchResponse search(const SearchRequest& request) {
    auto searcher = Searcher::open(*directory_ / "index");
    if (!searcher) {
      ADD_FAILURE() << searcher.error().message;
      return {};
    }
    const auto response = searcher->search(request);
    EXPECT_TRUE(response);
    return response.value_or(SearchResponse{});
  }

  static std::vector<std::string> ids(const SearchResponse& response) {
    std::vector<std::string> list;
    for (const Hit& hit : response.hits) list.push_back(hit.id);
    return list;
  }

  static std::vector<std::string> also_at(const Hit& hit) {
    std::vector<std::string> list;
    for (const AlsoAt& copy : hit.also_at) list.push_back(copy.id);
    return list;
  }

  static TempDir* directory_;
};

TempDir* CopiesTest::directory_ = nullptr;

TEST_F(CopiesTest, OneHitStandsForAllThatSayTheSame) {
  const SearchResponse response = search({.query = "stye eyelid"});
  EXPECT_EQ(response.total, 2U);
  EXPECT_TRUE(response.total_is_exact);
  ASSERT_EQ(response.hits.size(), 2U);
  const Hit& hit = response.hits.front();
  EXPECT_EQ(hit.id, "first") << "of equal scores the first article";
  EXPECT_EQ(hit.copies, 2U);
  EXPECT_THAT(also_at(hit), ElementsAre("exact", "near"));
  EXPECT_EQ(hit.also_at[0].url, "https://mirror.example/stye");
  EXPECT_EQ(hit.also_at[0].source, "Mirror");
  EXPECT_THAT(response.hits.back().also_at, IsEmpty());
  EXPECT_EQ(response.hits.back().copies, 0U);
}

TEST_F(CopiesTest, OrOnlyForWhatIsTheSameWordForWord) {
  const SearchResponse response =
      search({.query = "stye eyelid", .duplicates = Duplicates::kExact});
  EXPECT_EQ(response.total, 3U);
  EXPECT_THAT(ids(response), UnorderedElementsAre("first", "near", "other"));
  for (const Hit& hit : response.hits) EXPECT_EQ(hit.copies, hit.id == "first" ? 1U : 0U);
}

TEST_F(CopiesTest, OrForNone) {
  const SearchResponse response = search({.query = "stye eyelid", .duplicates = Duplicates::kShow});
  EXPECT_EQ(response.total, 4U);
  EXPECT_THAT(ids(response), UnorderedElementsAre("first", "exact", "near", "other"));
  for (const Hit& hit : response.hits) EXPECT_EQ(hit.copies, 0U);
}

TEST_F(CopiesTest, AFilterFindsTheCopy) {
  const SearchResponse response = search({.query = "stye eyelid", .filters = {"source:lakeside"}});
  ASSERT_THAT(ids(response), ElementsAre("near"));
  EXPECT_THAT(also_at(response.hits.front()), ElementsAre("first", "exact"));
}

TEST_F(CopiesTest, TheOrderAskedForDecidesWhichIsShown) {
  EXPECT_EQ(search({.query = "eyelid", .sort = SortOrder::kReviewed}).hits.front().id, "exact");
}

TEST_F(CopiesTest, PagesCountHits) {
  const SearchResponse second = search({.query = "stye eyelid", .limit = 1, .offset = 1});
  ASSERT_THAT(ids(second), ElementsAre("other"));
  EXPECT_EQ(second.hits.front().rank, 2U);
}

TEST_F(CopiesTest, FacetsCountArticles) {
  const SearchResponse response = search({.query = "eyelid", .facets = {"source"}});
  EXPECT_EQ(response.total, 1U);
  ASSERT_EQ(response.facets.size(), 1U);
  EXPECT_EQ(response.facets.front().values.size(), 3U);
  EXPECT_TRUE(response.facets_are_exact);
}

}  // namespace
}  // namespace medlar
