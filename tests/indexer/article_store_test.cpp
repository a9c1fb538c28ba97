#include "indexer/format/article_store.h"

#include <gtest/gtest.h>

#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

/// A store of the articles `first` up to, not including, `end`.
std::filesystem::path store_of(const TempDir& dir, std::string_view name, int first, int end) {
  auto writer = ArticleStoreWriter::create(dir / name);
  EXPECT_TRUE(writer);
  for (int number = first; number < end; ++number) {
    EXPECT_TRUE(writer->add(full_article(number)));
  }
  EXPECT_TRUE(writer->finish());
  return dir / name;
}

Result<Article> read_alone(const std::filesystem::path& file, std::uint64_t number) {
  return ArticleStore::open_unmapped(file).and_then(
      [number](const ArticleStore& store) { return store.article(number); });
}

TEST(ArticleStore, ReturnsArticlesByNumberFromOneUp) {
  const TempDir dir;
  const auto store = ArticleStore::open(store_of(dir, "articles", 0, 5));
  ASSERT_TRUE(store);
  ASSERT_EQ(store->size(), 5U);
  for (int number = 4; number >= 0; --number) {
    const auto article = store->article(static_cast<std::uint64_t>(number) + 1);
    ASSERT_TRUE(article);
    EXPECT_TRUE(same(*article, full_article(number)));
    const auto alone = read_alone(dir / "articles", static_cast<std::uint64_t>(number) + 1);
    ASSERT_TRUE(alone);
    EXPECT_TRUE(same(*alone, full_article(number)));
  }
  for (const std::uint64_t none : {std::uint64_t{0}, std::uint64_t{6}, ~std::uint64_t{0}}) {
    for (const auto& article : {store->article(none), read_alone(dir / "articles", none)}) {
      ASSERT_FALSE(article) << none;
      EXPECT_EQ(article.error().code, ErrorCode::kIndexDamaged);
    }
  }
  EXPECT_EQ(read_alone(dir / "missing", 1).error().code, ErrorCode::kIndexDamaged);
  EXPECT_EQ(read_alone(dir.path(), 1).error().code, ErrorCode::kInputOutput) << "a folder";
}

TEST(ArticleStore, MayBeEmpty) {
  const TempDir dir;
  const auto store = ArticleStore::open(store_of(dir, "articles", 0, 0));
  ASSERT_TRUE(store);
  EXPECT_EQ(store->size(), 0U);
}

TEST(ArticleStore, MergesStoresInTheOrderGiven) {
  const TempDir dir;
  const auto merged = merge_stores({store_of(dir, "c", 6, 9), store_of(dir, "none", 0, 0),
                                    store_of(dir, "a", 0, 1), store_of(dir, "b", 1, 6)},
                                   dir / "merged");
  ASSERT_TRUE(merged);
  const auto store = ArticleStore::open(dir / "merged");
  ASSERT_TRUE(store);
  ASSERT_EQ(store->size(), 9U);
  std::uint64_t at = 0;
  for (const int number : {6, 7, 8, 0, 1, 2, 3, 4, 5}) {
    EXPECT_TRUE(same(*store->article(++at), full_article(number))) << number;
  }
}

TEST(ArticleStore, AMergeIsTheSameHoweverItsShardsWereDivided) {
  const TempDir dir;
  ASSERT_TRUE(merge_stores({store_of(dir, "all", 0, 600)}, dir / "one"));
  ASSERT_TRUE(merge_stores(
      {store_of(dir, "a", 0, 1), store_of(dir, "b", 1, 120), store_of(dir, "c", 120, 600)},
      dir / "three"));
  EXPECT_TRUE(read_file(dir / "one") == read_file(dir / "three"));
}

TEST(ArticleStore, AMergeOfManyArticlesLearnsWhatTheyHaveInCommon) {
  const TempDir dir;
  const auto shard = store_of(dir, "shard", 0, 600);
  ASSERT_TRUE(merge_stores({shard}, dir / "merged"));
  const std::string whole = read_file(dir / "merged");
  EXPECT_LT(whole.size(), read_file(shard).size() / 2);
  for (const auto open : {&ArticleStore::open, &ArticleStore::load, &ArticleStore::open_unmapped}) {
    const auto store = open(dir / "merged");
    ASSERT_TRUE(store);
    for (int number = 0; number < 600; ++number) {
      ASSERT_TRUE(
          same(*store->article(static_cast<std::uint64_t>(number) + 1), full_article(number)));
    }
  }
  // The dictionary stands before the tables.
  const std::size_t tables = whole.size() - 601 * 8 - 24;
  for (std::size_t at = tables - 1000; at < tables; at += 7) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x41);
    const auto opened = ArticleStore::open(dir.file("damaged", damaged));
    for (int number = 0; opened && number < 600; number += 50) {
      const auto article = opened->article(static_cast<std::uint64_t>(number) + 1);
      ASSERT_TRUE(!article || same(*article, full_article(number))) << at;
    }
  }
}

TEST(ArticleStore, AMergeOfAMissingOrDamagedStoreFails) {
  const TempDir dir;
  EXPECT_FALSE(merge_stores({dir / "missing"}, dir / "merged"));
  dir.file("damaged", "no store");
  EXPECT_FALSE(merge_stores({dir / "damaged"}, dir / "merged"));
}

TEST(ArticleStore, CannotBeWrittenIntoAMissingFolder) {
  const TempDir dir;
  const auto writer = ArticleStoreWriter::create(dir / "missing" / "articles");
  ASSERT_FALSE(writer);
  EXPECT_EQ(writer.error().code, ErrorCode::kInputOutput);
}

TEST(ArticleStore, RefusesEveryTruncation) {
  const TempDir dir;
  const std::string whole = read_file(store_of(dir, "articles", 0, 3));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    dir.file("cut", std::string_view(whole).substr(0, size));
    const auto store = ArticleStore::open(dir / "cut");
    ASSERT_FALSE(store) << size;
    EXPECT_EQ(store.error().code, ErrorCode::kIndexDamaged);
    const auto article = read_alone(dir / "cut", 1);
    ASSERT_FALSE(article) << size;
    EXPECT_EQ(article.error().code, ErrorCode::kIndexDamaged);
  }
}

TEST(ArticleStore, NeverReturnsAnotherTextForADamagedByte) {
  const TempDir dir;
  const std::string whole = read_file(store_of(dir, "articles", 0, 3));
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x41);
    dir.file("damaged", damaged);
    const auto store = ArticleStore::open(dir / "damaged");
    if (!store) continue;
    for (std::uint64_t number = 1; number <= std::min<std::uint64_t>(store->size(), 3); ++number) {
      for (const auto& article : {store->article(number), read_alone(dir / "damaged", number)}) {
        if (!article) {
          EXPECT_EQ(article.error().code, ErrorCode::kIndexDamaged);
        } else if (store->size() == 3) {
          EXPECT_TRUE(same(*article, full_article(static_cast<int>(number) - 1))) << at;
        }
      }
    }
  }
}

}  // namespace
}  // namespace medlar
