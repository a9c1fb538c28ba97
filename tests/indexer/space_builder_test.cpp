// Spaces of made-up corpora: two subjects, each with words of its own.
#include "indexer/space_builder.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include "corpus/split_mix.h"
#include "indexer/format/index_check.h"
#include "indexer/format/index_layout.h"
#include "indexer/format/posting_list.h"
#include "indexer/format/record_bytes.h"
#include "indexer/format/space_file.h"
#include "indexer/indexer.h"
#include "indexer/posting_file.h"
#include "query/searcher.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace fs = std::filesystem;
namespace {

constexpr int kArticles = 200;

/// A line of JSON for an article of subject 0 or 1: a dozen of the subject's 30 words.
std::string article_line(int number) {
  std::string text;
  for (int i = 0; i < 12; ++i) {
    const auto draw = split_mix(static_cast<std::uint64_t>(number * 100 + i + 1)) % 30;
    text += fmt::format("{}{} ", number % 2 == 0 ? "lungvox" : "jointvox",
                        std::string(1 + draw % 6, static_cast<char>('b' + draw / 6)));
  }
  return json_line(fmt::format("a{:03}", number), fmt::format("Leaflet {}", number), text + ".");
}

std::string corpus() {
  std::string lines;
  for (int i = 0; i < kArticles; ++i) lines += article_line(i);
  return lines;
}

void expect_built(const IndexOptions& options) {
  const auto report = index_corpus(options);
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_EQ(report->generation > 0, true);
}

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::string space_bytes(const fs::path& index) {
  return bytes_of(current_generation(index).value().space());
}

TEST(SpaceBuilder, OneSubjectLiesTogether) {
  const TempDir dir;
  expect_built({.paths = {dir.file("a.jsonl", corpus())}, .index = dir / "index"});
  const auto check = check_index(dir / "index");
  ASSERT_TRUE(check);
  EXPECT_TRUE(check->faults.empty()) << check->faults.front();
  const std::string bytes = space_bytes(dir / "index");
  const auto space = Space::from_bytes(bytes);
  ASSERT_TRUE(space);
  ASSERT_EQ(space->articles(), static_cast<std::uint32_t>(kArticles));
  ASSERT_EQ(space->dimensions(), kArticles / kArticlesPerDimension);
  const auto first = space->article(1);
  const Direction lungs(Place(first.begin(), first.end()));
  double own = 0;
  double other = 0;
  for (std::uint32_t number = 2; number <= kArticles; ++number) {
    (number % 2 == 1 ? own : other) += lungs.cosine(space->article(number));
  }
  EXPECT_GT(own, 20 * std::abs(other)) << own << " " << other;
}

TEST(SpaceBuilder, ThreadsAndUnitsChangeNothing) {
  const TempDir dir;
  expect_built({.paths = {dir.file("a.jsonl", corpus())}, .index = dir / "one", .threads = 1});
  const std::string one = space_bytes(dir / "one");
  expect_built({.paths = {(dir / "a.jsonl").string()}, .index = dir / "four", .threads = 4});
  EXPECT_EQ(space_bytes(dir / "four"), one);
  // A file for each article: as many shards.
  for (int i = 0; i < kArticles; ++i) {
    dir.file(fmt::format("many/{:03}.jsonl", i), article_line(i));
  }
  expect_built({.paths = {(dir / "many").string()}, .index = dir / "shards", .threads = 2});
  EXPECT_EQ(space_bytes(dir / "shards"), one);
}

TEST(SpaceBuilder, TheOrderOfArticlesOnlyNumbersThem) {
  const TempDir dir;
  std::string turned;
  for (int i = kArticles; i-- > 0;) turned += article_line(i);
  expect_built({.paths = {dir.file("a.jsonl", corpus())}, .index = dir / "index"});
  expect_built({.paths = {dir.file("b.jsonl", turned)}, .index = dir / "turned"});
  const std::string bytes = space_bytes(dir / "index");
  const std::string other_bytes = space_bytes(dir / "turned");
  const auto space = Space::from_bytes(bytes);
  const auto other = Space::from_bytes(other_bytes);
  ASSERT_TRUE(space && other);
  for (std::uint32_t number = 1; number <= kArticles; ++number) {
    const auto a = space->article(number);
    const auto b = other->article(kArticles + 1 - number);
    ASSERT_TRUE(std::equal(a.begin(), a.end(), b.begin(), b.end())) << number;
  }
}

/// The postings of a database's articles, a file for each so many of them.
std::vector<PostingFile> postings_of(const fs::path& database, std::uint32_t in_a_file,
                                     const TempDir& dir) {
  const Xapian::Database all(database.string());
  std::vector<PostingFile> files;
  for (std::uint32_t before = 0; before < all.get_doccount(); before += in_a_file) {
    std::string bytes;
    for (auto term = all.allterms_begin(); term != all.allterms_end(); ++term) {
      PostingPart part;
      std::string entries;
      std::uint32_t last = 0;
      for (auto at = all.postlist_begin(*term); at != all.postlist_end(*term); ++at) {
        if (*at <= before || *at > before + in_a_file) continue;
        if (last == 0) {
          part.first = *at - before;
        } else {
          put_number(entries, *at - last - 1);
        }
        put_number(entries, at.get_wdf());
        last = *at;
      }
      part.entries = entries;
      if (last != 0) put_list({term_list_key(*term), 1, 1, {&part, 1}}, bytes);
    }
    files.push_back({dir.file(fmt::format("postings-{}", before), bytes),
                     std::min(in_a_file, all.get_doccount() - before)});
  }
  return files;
}

TEST(SpaceBuilder, ArticlesThatWereNotLearntFromAreFoldedIn) {
  const TempDir dir;
  expect_built({.paths = {dir.file("a.jsonl", corpus())}, .index = dir / "index"});
  const fs::path database = current_generation(dir / "index").value().database();
  const auto build = [&](std::uint32_t learnt, unsigned threads) {
    const auto built = build_space({.database = database,
                                    .postings = postings_of(database, 30 + 7 * threads, dir),
                                    .file = dir / "space",
                                    .threads = threads,
                                    .learnt_articles = learnt});
    EXPECT_TRUE(built);
    return bytes_of(dir / "space");
  };
  EXPECT_EQ(build(kArticles, 1), space_bytes(dir / "index"));
  const std::string sampled = build(120, 1);
  EXPECT_EQ(build(120, 3), sampled);
  EXPECT_NE(sampled, space_bytes(dir / "index"));
  const auto space = Space::from_bytes(sampled);
  ASSERT_TRUE(space);
  ASSERT_EQ(space->articles(), static_cast<std::uint32_t>(kArticles));
  // All of them, learnt from or not, lie with their subject.
  Place middle(space->dimensions(), 0);
  for (std::uint32_t number = 1; number <= kArticles; number += 2) {
    const auto place = space->article(number);
    for (std::size_t i = 0; i < middle.size(); ++i) middle[i] += place[i];
  }
  const Direction lungs(middle);
  for (std::uint32_t number = 1; number <= kArticles; ++number) {
    EXPECT_EQ(lungs.cosine(space->article(number)) > 0.2, number % 2 == 1) << number;
  }
}

TEST(SpaceBuilder, DamagedPostingsAreAFailure) {
  const TempDir dir;
  expect_built({.paths = {dir.file("a.jsonl", corpus())}, .index = dir / "index"});
  const fs::path database = current_generation(dir / "index").value().database();
  std::vector<PostingFile> fewer = postings_of(database, 100, dir);
  fewer.pop_back();
  std::vector<PostingFile> moved = postings_of(database, 100, dir);
  moved.front().articles += 50;
  moved.back().articles -= 50;  // it has lists about more
  for (const auto& postings : {fewer, moved}) {
    const auto built =
        build_space({.database = database, .postings = postings, .file = dir / "space"});
    ASSERT_FALSE(built);
    EXPECT_EQ(built.error().code, ErrorCode::kInputOutput);
  }
}

TEST(SpaceBuilder, PoorCorporaAreNoTrouble) {
  struct Row {
    const char* name;
    int articles;
    std::string (*text)(int number);
    bool has_dimensions;
  };
  const std::vector<Row> rows = {
      {"too few", 20, [](int i) { return fmt::format("words of number {}.", i); }, false},
      {"all the same", 150, [](int) { return std::string("Gout hurts the big toe."); }, true},
      {"nothing shared", 150, [](int i) { return fmt::format("q{0}z w{0}z.", i); }, true},
      {"one word each of two", 150,
       [](int i) { return std::string(i % 2 == 0 ? "fever" : "rash"); }, true},
  };
  for (const Row& row : rows) {
    const TempDir dir;
    std::string lines;
    for (int i = 0; i < row.articles; ++i) {
      lines += json_line(fmt::format("a{}", i), "", row.text(i));
    }
    expect_built({.paths = {dir.file("a.jsonl", lines)}, .index = dir / "index"});
    const std::string bytes = space_bytes(dir / "index");
    const auto space = Space::from_bytes(bytes);
    ASSERT_TRUE(space) << row.name;
    EXPECT_EQ(space->dimensions() > 0, row.has_dimensions) << row.name;
    auto searcher = Searcher::open(dir / "index");
    ASSERT_TRUE(searcher) << row.name;
    for (const char* const query : {"gout fever", "q7z", "number", "nothing known"}) {
      const auto response = searcher->search({.query = query});
      ASSERT_TRUE(response) << row.name;
      for (const Hit& hit : response->hits) EXPECT_TRUE(std::isfinite(hit.score)) << row.name;
    }
  }
}

}  // namespace
}  // namespace medlar
