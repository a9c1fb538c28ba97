#include "corpus/cleaning/copy_finder.h"

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace medlar {
namespace {

using testing::ElementsAre;

/// A text of `size` words that no other seed has in this order.
std::string text_of(unsigned seed, unsigned size) {
  std::string text;
  for (unsigned i = 0; i < size; ++i) {
    seed = seed * 1664525U + 1013904223U;
    text += fmt::format("w{} ", static_cast<char>('a' + (seed >> 24U) % 26)) +
            std::string(1 + (seed >> 16U) % 5, static_cast<char>('a' + (seed >> 8U) % 26)) + " ";
  }
  return text;
}

Article article(std::string_view title, std::string_view text) {
  Article article;
  article.title = title;
  article.language = "en";
  article.sections.push_back({.text = std::string(text)});
  return article;
}

/// All steps of the search.
Result<std::vector<CopyGroup>> search(std::vector<CopySketch> sketches, const ArticleReader& read) {
  CopyFinder finder(std::move(sketches));
  Result<void> done;
  for (std::size_t set = 0; done && set < finder.sets(); ++set) {
    done = finder.find_exact(set, read);
  }
  finder.gather_titles();
  for (std::size_t title = 0; done && title < finder.titles(); ++title) {
    done = finder.find_near(title, read);
  }
  if (!done) return tl::unexpected<Error>(done.error());
  return finder.groups();
}

std::vector<CopyGroup> found(const std::vector<Article>& articles,
                             std::vector<CopySketch> sketches = {}) {
  if (sketches.empty()) {
    for (const Article& one : articles) sketches.push_back(copy_sketch(compared_text(one)));
  }
  const auto groups = search(
      sketches, [&](std::size_t number) -> Result<Article> { return articles.at(number - 1); });
  EXPECT_TRUE(groups);
  return groups.value_or(std::vector<CopyGroup>{});
}

TEST(CopyFinder, ExactCopiesLieInNearGroups) {
  const std::string text = text_of(1, 60);
  const std::string framed = "Home and search. " + text + " All rights reserved.";
  const std::vector<Article> articles{article("Gout", text),   article("Croup", text),
                                      article("Gout", framed), article("GOUT", text),
                                      article("Gout", framed), article("Gout", text_of(2, 60))};
  const auto groups = found(articles);
  EXPECT_THAT(groups, ElementsAre(CopyGroup{1, 1}, CopyGroup{}, CopyGroup{3, 1}, CopyGroup{1, 1},
                                  CopyGroup{3, 1}, CopyGroup{}));
  const CopyCounts counts = count_copies(groups);
  EXPECT_EQ(counts.groups, 1U);
  EXPECT_EQ(counts.exact, 2U);
  EXPECT_EQ(counts.near, 1U);
}

TEST(CopyFinder, ShortTextsAreCopiesWordForWord) {
  EXPECT_THAT(found({article("Gout", "Rest."), article("Gout", "Rest!"), article("Gout", "Walk."),
                     article("Croup", "Rest.")}),
              ElementsAre(CopyGroup{1, 1}, CopyGroup{1, 1}, CopyGroup{}, CopyGroup{}));
}

TEST(CopyFinder, EqualHashesAloneMakeNoCopy) {
  const std::vector<Article> articles{article("Gout", text_of(1, 60)),
                                      article("Croup", text_of(2, 60)),
                                      article("Croup", text_of(2, 60))};
  CopySketch same;
  same.exact = 7;
  same.title = 7;
  same.bands.fill(7);
  EXPECT_THAT(found(articles, {same, same, same}),
              ElementsAre(CopyGroup{}, CopyGroup{2, 2}, CopyGroup{2, 2}));
}

TEST(CopyFinder, AChainOfChangesDoesNotLeadAway) {
  // Each begins 10 of 60 words later than the one before.
  const std::string all = text_of(3, 200);
  std::vector<Article> articles;
  std::size_t begin = 0;
  for (int i = 0; i < 8; ++i) {
    std::size_t end = begin;
    for (int word = 0; word < 120; ++word) end = all.find(' ', end) + 1;
    articles.push_back(article("Gout", all.substr(begin, end - begin)));
    for (int word = 0; word < 20; ++word) begin = all.find(' ', begin) + 1;
  }
  const auto groups = found(articles);
  EXPECT_EQ(groups[1].near, 1U);
  EXPECT_NE(groups[7].near, 1U);
}

TEST(CopyFinder, OneMouldForManyTakesLittleReading) {
  constexpr std::size_t kMany = 300;
  const std::string mould = text_of(4, 80);
  std::vector<CopySketch> sketches;
  const auto make = [&](std::size_t number) {
    return article("Leaflet", fmt::format("{} drug{} {}", mould, number, mould));
  };
  for (std::size_t n = 1; n <= kMany; ++n) sketches.push_back(copy_sketch(compared_text(make(n))));
  std::size_t reads = 0;
  const auto groups = search(sketches, [&](std::size_t number) -> Result<Article> {
    ++reads;
    return make(number);
  });
  ASSERT_TRUE(groups);
  EXPECT_EQ(count_copies(*groups).groups, 0U);
  EXPECT_LT(reads, 2 * kMany);  // first articles once
}

TEST(CopyFinder, ACopyHasTheTitleOfItsFirst) {
  const std::string text = text_of(1, 60);
  std::vector<CopySketch> sketches;
  const std::vector<Article> articles{article("Gout", text), article("Croup", text + " too"),
                                      article("Gout", text + " too"), article("Croup", text)};
  for (const Article& one : articles) sketches.push_back(copy_sketch(compared_text(one)));
  for (CopySketch& sketch : sketches) sketch.bands = sketches.front().bands;  // by an odd chance
  EXPECT_THAT(found(articles, sketches),
              ElementsAre(CopyGroup{0, 1}, CopyGroup{0, 2}, CopyGroup{0, 1}, CopyGroup{0, 2}));
}

TEST(CopyFinder, AFailureToReadIsPassedOn) {
  const auto fails = [](std::size_t) -> Result<Article> {
    return failure(ErrorCode::kIndexDamaged, "gone", "rebuild");
  };
  const std::string text = text_of(1, 60);
  const CopySketch sketch = copy_sketch(compared_text(article("Gout", text)));
  const CopySketch near = copy_sketch(compared_text(article("Gout", text + " too")));
  for (const CopySketch& other : {sketch, near}) {
    const auto groups = search({sketch, other}, fails);
    ASSERT_FALSE(groups);
    EXPECT_EQ(groups.error().code, ErrorCode::kIndexDamaged);
  }
}

}  // namespace
}  // namespace medlar
