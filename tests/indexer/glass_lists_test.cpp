// What is read is compared with what the engine reads of the same files.
#include "indexer/format/glass_lists.h"

#include <cstdint>
#include <random>
#include <string>

#include <gtest/gtest.h>
#include <xapian.h>

#include "indexer/format/posting_list.h"
#include "tests/support/random_database.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

constexpr std::uint32_t kAll = 1'000'000;

/// The entries of a list that is visited by so many articles at a time.
Entries entries_by(std::uint32_t step, GlassLists::Cursor list, std::uint32_t end) {
  Entries entries;
  for (std::uint32_t next = step; next < end + step; next += step) {
    list.visit_numbers(next, [&](std::uint32_t article, std::uint64_t number) {
      EXPECT_LT(article, next);
      entries.emplace_back(article, number);
    });
  }
  EXPECT_FALSE(list.is_damaged());
  return entries;
}

/// The test of one database, opened by both.
void expect_read_as_by_the_engine(const std::filesystem::path& path) {
  const Xapian::Database engines(path.string());
  const auto lists = GlassLists::open(path);
  ASSERT_TRUE(lists) << lists.error().message;
  const std::uint32_t end = engines.get_lastdocid() + 1;
  for (const std::uint32_t step : {kAll, 4096U, 7U}) {
    EXPECT_EQ(entries_by(step, lists->list(kLengthListKey), end), entries_of(engines, "")) << step;
  }
  std::uint32_t step = 1;
  for (auto term = engines.allterms_begin(); term != engines.allterms_end(); ++term) {
    const GlassLists::Cursor list = lists->list(term_list_key(*term));
    EXPECT_EQ(list.articles(), engines.get_termfreq(*term)) << *term;
    EXPECT_EQ(entries_by(step, list, end), entries_of(engines, *term)) << *term;
    step = step * 3 % 10'007 + 1;
  }
  for (const unsigned slot : {0U, 1U, 3U, 127U}) {
    Values values;
    GlassLists::Cursor list = lists->list(value_list_key(slot));
    list.visit_texts([&](std::uint32_t article, std::string_view value) {
      values.emplace_back(article, value);
    });
    EXPECT_FALSE(list.is_damaged()) << slot;
    EXPECT_EQ(values, values_of(engines, slot)) << slot;
  }
}

TEST(GlassLists, AreReadAsByTheEngine) {
  // One article, one block, many blocks, and numbers of three bytes.
  for (const std::size_t articles : {1U, 3U, 500U, 40'000U}) {
    SCOPED_TRACE(articles);
    const TempDir dir;
    write_database(random_articles(articles, static_cast<unsigned>(articles)), 9000, "about it",
                   dir.path(), dir / "db");
    expect_read_as_by_the_engine(dir / "db");
  }
}

TEST(GlassLists, ATermThatNoArticleHas) {
  const TempDir dir;
  write_database(random_articles(500, 2), 500, "about it", dir.path(), dir / "db");
  const auto lists = GlassLists::open(dir / "db");
  ASSERT_TRUE(lists);
  for (const char* const term : {"Zeverywher", "Zeverywhere1", "A", "zzz", "Z"}) {
    const GlassLists::Cursor list = lists->list(term_list_key(term));
    EXPECT_EQ(list.articles(), 0U) << term;
    EXPECT_EQ(entries_by(kAll, list, 1), Entries()) << term;
  }
}

/// Whatever is damaged, entries come in order and none lies beyond what was asked for.
TEST(GlassLists, DamageIsSeenOrDoesNoHarm) {
  const TempDir dir;
  write_database(random_articles(3000, 3), 3000, "about it", dir.path(), dir / "db");
  const std::string whole = read_file(dir / "db/postlist.glass");
  std::mt19937 random(7);
  std::size_t seen = 0;
  for (int round = 0; round < 300; ++round) {
    std::string damaged = whole;
    for (int i = 0; i < 50; ++i) damaged[random() % damaged.size()] ^= static_cast<char>(random());
    if (round % 10 == 0) damaged.resize(random() % damaged.size());
    dir.file("db/postlist.glass", damaged);
    const auto lists = GlassLists::open(dir / "db");
    if (!lists) {
      ++seen;
      continue;
    }
    for (const std::string& key : {std::string(kLengthListKey), term_list_key("Zeverywhere")}) {
      GlassLists::Cursor list = lists->list(key);
      std::uint32_t last = 0;
      for (const std::uint32_t end : {1000U, 2000U, 4000U}) {
        list.visit_numbers(end, [&](std::uint32_t article, std::uint64_t /*number*/) {
          ASSERT_GT(article, last);
          ASSERT_LT(article, end);
          last = article;
        });
      }
      if (list.is_damaged()) ++seen;
    }
  }
  EXPECT_GT(seen, 0U);
}

TEST(GlassLists, SayWhereTheFilesAreNotThere) {
  const TempDir dir;
  const auto lists = GlassLists::open(dir / "none");
  ASSERT_FALSE(lists);
  EXPECT_EQ(lists.error().code, ErrorCode::kIndexDamaged);
}

}  // namespace
}  // namespace medlar
