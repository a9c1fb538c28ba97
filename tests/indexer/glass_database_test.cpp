// What is written is compared with what Xapian writes of the same articles, by all that it answers.
#include "indexer/format/glass_database.h"

#include <cstdint>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include "indexer/posting_file.h"
#include "indexer/shard_postings.h"
#include "tests/support/random_database.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {
namespace fs = std::filesystem;

void write_by_engine(const std::vector<TestArticle>& articles, const fs::path& target) {
  Xapian::WritableDatabase database(target.string(), Xapian::DB_CREATE | Xapian::DB_NO_TERMLIST);
  for (const TestArticle& article : articles) {
    Xapian::Document document;
    for (const auto& [term, weight] : article.terms) document.add_term(term, weight);
    for (const auto& [slot, value] : article.values) document.add_value(slot, value);
    database.add_document(document);
  }
  database.commit();
}

void expect_sound(const fs::path& database) {
  std::ostringstream said;
  EXPECT_EQ(Xapian::Database::check(database.string(), 0, &said), 0U) << said.str();
}

void expect_same(const fs::path& ours_path, const fs::path& engines_path) {
  expect_sound(ours_path);
  const Xapian::Database ours(ours_path.string());
  const Xapian::Database engines(engines_path.string());
  EXPECT_EQ(ours.get_doccount(), engines.get_doccount());
  EXPECT_EQ(ours.get_lastdocid(), engines.get_lastdocid());
  EXPECT_EQ(ours.get_total_length(), engines.get_total_length());
  EXPECT_EQ(ours.get_doclength_lower_bound(), engines.get_doclength_lower_bound());
  EXPECT_EQ(ours.get_doclength_upper_bound(), engines.get_doclength_upper_bound());
  EXPECT_EQ(entries_of(ours, ""), entries_of(engines, ""));
  std::vector<std::string> terms;
  for (auto at = engines.allterms_begin(); at != engines.allterms_end(); ++at) terms.push_back(*at);
  EXPECT_TRUE(std::equal(terms.begin(), terms.end(), ours.allterms_begin(), ours.allterms_end()));
  for (const std::string& term : terms) {
    EXPECT_EQ(ours.get_termfreq(term), engines.get_termfreq(term)) << term;
    EXPECT_EQ(ours.get_collection_freq(term), engines.get_collection_freq(term)) << term;
    EXPECT_EQ(ours.get_wdf_upper_bound(term), engines.get_wdf_upper_bound(term)) << term;
    EXPECT_EQ(entries_of(ours, term), entries_of(engines, term)) << term;
    auto found = ours.postlist_begin(term);  // in the middle of its chunks
    auto expected = engines.postlist_begin(term);
    found.skip_to(ours.get_doccount() / 2);
    expected.skip_to(ours.get_doccount() / 2);
    ASSERT_EQ(found == ours.postlist_end(term), expected == engines.postlist_end(term)) << term;
    if (found != ours.postlist_end(term)) {
      EXPECT_EQ(*found, *expected) << term;
    }
  }
  for (const unsigned slot : {0U, 1U, 3U, 127U}) {
    EXPECT_EQ(ours.get_value_freq(slot), engines.get_value_freq(slot)) << slot;
    EXPECT_EQ(ours.get_value_lower_bound(slot), engines.get_value_lower_bound(slot)) << slot;
    EXPECT_EQ(ours.get_value_upper_bound(slot), engines.get_value_upper_bound(slot)) << slot;
    EXPECT_EQ(values_of(ours, slot), values_of(engines, slot)) << slot;
  }
}

TEST(GlassDatabase, IsAsTheEngineWritesIt) {
  struct Row {
    std::size_t articles;
    std::size_t articles_of_file;
  };
  // One article; one file; many; more articles than numbers of two bytes.
  for (const Row& row : {Row{1, 1}, Row{3, 1}, Row{500, 500}, Row{3000, 70}, Row{40'000, 9000}}) {
    SCOPED_TRACE(row.articles);
    const TempDir dir;
    const auto articles = random_articles(row.articles, static_cast<unsigned>(row.articles));
    write_database(articles, row.articles_of_file, "about it", dir.path(), dir / "ours");
    write_by_engine(articles, dir / "engines");
    expect_same(dir / "ours", dir / "engines");
  }
}

TEST(GlassDatabase, HoldsATextOfAnySizeAboutItself) {
  for (const std::size_t size : {1U, 2000U, 2040U, 8192U, 100'000U}) {
    const TempDir dir;
    std::string about;
    for (std::size_t i = 0; i < size; ++i) about += static_cast<char>('a' + i % 26);
    write_database(random_articles(20, 1), 20, about, dir.path(), dir / "db");
    expect_sound(dir / "db");
    EXPECT_EQ(Xapian::Database((dir / "db").string()).get_metadata("about"), about) << size;
  }
}

TEST(GlassDatabase, TheSameArticlesAreTheSameBytes) {
  const TempDir dir;
  const auto articles = random_articles(1000, 5);
  write_database(articles, 1000, "about", dir.path(), dir / "one");
  write_database(articles, 33, "about", dir.path(), dir / "many");
  for (const char* const file : {"postlist.glass", "iamglass"}) {
    EXPECT_EQ(read_file(dir / "one" / file), read_file(dir / "many" / file)) << file;
  }
}

/// Each value takes half a chunk, so that nearly all of these numbers begin one.
TEST(GlassDatabase, NumbersOfArticlesSortAsTheyAre) {
  const std::vector<Xapian::docid> numbers = {1,           2,           127,          128,
                                              32'767,      32'768,      4'194'303,    4'194'304,
                                              536'870'911, 536'870'912, 4'294'967'295};
  const TempDir dir;
  PostingTotals totals{.articles = 4'294'967'295};
  std::string entry;
  entry += '\xe8';  // 1,000
  entry += '\x07';
  entry += std::string(1000, 'v');
  std::vector<PostingPart> parts;
  for (const Xapian::docid number : numbers) {
    parts.push_back({number, entry});
    totals.add_value(4, std::string(1000, 'v'));
  }
  auto database = GlassDatabaseWriter::create(dir / "db", totals, "about", "it");
  ASSERT_TRUE(database);
  ASSERT_TRUE(database->add({.key = value_list_key(4), .parts = parts}));
  ASSERT_TRUE(database->finish());
  const Xapian::Database read((dir / "db").string());
  for (const Xapian::docid number : numbers) {
    auto at = read.valuestream_begin(4);
    at.skip_to(number);
    ASSERT_NE(at, read.valuestream_end(4)) << number;
    EXPECT_EQ(at.get_docid(), number);
  }
}

/// The engine counts in 32 bits, and gets it wrong beyond them.
TEST(GlassDatabase, AWeightBeyondTheEnginesIsTheHighest) {
  const TempDir dir;
  ShardPostings shard;
  for (int i = 0; i < 3; ++i) {
    shard.add_term("Zheavy", 4'000'000'000);
    shard.end_article();
  }
  ASSERT_TRUE(shard.write(dir / "shard"));
  auto database = GlassDatabaseWriter::create(dir / "db", shard.totals(), "about", "it");
  ASSERT_TRUE(database);
  ASSERT_TRUE(visit_merged({{dir / "shard", 3}},
                           [&](const PostingList& list) { return database->add(list); }));
  ASSERT_TRUE(database->finish());
  const Xapian::Database read((dir / "db").string());
  EXPECT_EQ(read.get_collection_freq("Zheavy"), 4'294'967'295U);
  EXPECT_EQ(entries_of(read, "Zheavy").back().second, 4'000'000'000U);
}

TEST(GlassDatabase, RefusesAKeyThatIsTooLong) {
  const TempDir dir;
  auto database = GlassDatabaseWriter::create(dir / "db", {}, "about", "it");
  ASSERT_TRUE(database);
  const PostingPart part{1, "\x01"};
  const auto added = database->add(
      {.key = std::string(256, 'k'), .articles = 1, .weight = 1, .parts = {&part, 1}});
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().code, ErrorCode::kInputOutput);
}

}  // namespace
}  // namespace medlar
