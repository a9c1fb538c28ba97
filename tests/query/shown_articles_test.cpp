// Titles and snippets for a comparison's page, from an index of its own.
#include "query/evaluation/shown_articles.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/indexer.h"
#include "tests/query/comparison_fixture.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

using testing::HasSubstr;
using testing::Key;
using testing::UnorderedElementsAre;

constexpr std::string_view kArticles = R"json(
{"id": "good", "title": "Gout & joints", "text": "Gout hurts the <b>toe</b>.", "url": "https://a.example/gout", "source": "CDC"}
{"id": "with two blanks", "title": "Blanks", "text": "Nothing of it."}
{"id": "under_score", "title": "Underscore", "text": "A toe."}
)json";

TEST(ShownArticles, AreLookedUp) {
  const TempDir directory;
  ASSERT_TRUE(index_corpus({.paths = {directory.file("articles.jsonl", kArticles)},
                            .index = directory / "index",
                            .threads = 1}));
  auto searcher = Searcher::open(directory / "index");
  ASSERT_TRUE(searcher) << searcher.error().message;
  const Compared compared(
      {a_run("a", {{"1", {"good", "with_two_blanks", "under_score", "unknown_one", "unknown"}},
                   {"unjudged", {"good"}}})},
      {{{"1", {{"good", 1}}}, {"q_2", {{"under_score", 1}}}}, 1});
  ComparisonPage page = compared.page({"a"});
  add_texts({{"1", "gout toe"}, {"q 2", "toes"}}, page);
  const auto added = add_articles(*searcher, {.filters = {"source:nobody"}}, page);
  ASSERT_TRUE(added) << added.error().message;

  const ShownTopic& first = page.topics.at("1");
  EXPECT_EQ(first.text, "gout toe");
  EXPECT_THAT(first.articles,
              UnorderedElementsAre(Key("good"), Key("with_two_blanks"), Key("under_score")));
  const ShownArticle& good = first.articles.at("good");
  EXPECT_EQ(good.title, "Gout & joints");
  EXPECT_EQ(good.url, "https://a.example/gout");
  EXPECT_EQ(good.source, "CDC");
  EXPECT_EQ(good.snippet_html, "<mark>Gout</mark> hurts the &lt;b&gt;<mark>toe</mark>&lt;/b&gt;.");
  EXPECT_EQ(first.articles.at("with_two_blanks").title, "Blanks");
  const ShownTopic& second = page.topics.at("q_2");  // without results: what it should have found
  EXPECT_EQ(second.articles.at("under_score").snippet_html, "A <mark>toe</mark>.");
  EXPECT_FALSE(page.topics.contains("unjudged"));

  const std::string html = render_comparison_page(page);
  EXPECT_THAT(html, HasSubstr("<bdi>Gout &amp; joints</bdi>"));
  EXPECT_THAT(html, HasSubstr("<span class=\"name\"><bdi>unknown_one</bdi></span>"));
  EXPECT_THAT(html, HasSubstr("Of 6 articles shown, 2 are not in the index"));
}

}  // namespace
}  // namespace medlar
