#include "indexer/format/article_record.h"

#include <gtest/gtest.h>

#include "tests/support/articles.h"

namespace medlar {
namespace {

TEST(ArticleRecord, ReturnsEveryField) {
  const auto decoded = decode_article(encode_article(full_article(7)));
  ASSERT_TRUE(decoded);
  EXPECT_TRUE(same(*decoded, full_article(7)));
}

TEST(ArticleRecord, ReturnsAnEmptyArticle) {
  const auto decoded = decode_article(encode_article({}));
  ASSERT_TRUE(decoded);
  EXPECT_TRUE(same(*decoded, {}));
}

TEST(ArticleRecord, ReturnsTextsOfEveryLengthAtWhichALengthTakesAnotherByte) {
  for (const std::size_t size : {0U, 1U, 127U, 128U, 16'383U, 16'384U, 3'000'000U}) {
    Article article = full_article(1);
    article.sections[0].text.assign(size, 'x');
    const auto decoded = decode_article(encode_article(article));
    ASSERT_TRUE(decoded) << size;
    EXPECT_TRUE(same(*decoded, article)) << size;
  }
}

TEST(ArticleRecord, LeavesOutWhatAReaderDropped) {
  Article article = full_article(1);
  article.dropped = {{"navigation", "Home"}};
  EXPECT_EQ(encode_article(article), encode_article(full_article(1)));
}

TEST(ArticleRecord, RefusesEveryTruncation) {
  const std::string record = encode_article(full_article(3));
  for (std::size_t size = 0; size < record.size(); ++size) {
    const auto decoded = decode_article(std::string_view(record).substr(0, size));
    ASSERT_FALSE(decoded) << size;
    EXPECT_EQ(decoded.error().code, ErrorCode::kIndexDamaged);
  }
}

TEST(ArticleRecord, RefusesBytesAfterItsEnd) {
  EXPECT_FALSE(decode_article(encode_article(full_article(3)) + "x"));
}

TEST(ArticleRecord, SurvivesEveryDamagedByte) {
  const std::string record = encode_article(full_article(3));
  for (std::size_t at = 0; at < record.size(); ++at) {
    for (const char damage : {'\x00', '\x7f', '\x80', '\xff'}) {
      std::string damaged = record;
      damaged[at] = damage;
      const auto decoded = decode_article(damaged);  // an article or an error, never a crash
      if (!decoded) {
        EXPECT_EQ(decoded.error().code, ErrorCode::kIndexDamaged);
      }
    }
  }
}

TEST(ArticleRecord, RefusesLengthsAndCountsBeyondReason) {
  const std::string largest = "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01";
  const std::string endless(20, '\xff');
  const std::string no_strings(8, '\0');
  for (const std::string& record : {largest, endless, no_strings + largest, no_strings + endless,
                                    no_strings + std::string(3, '\0') + largest}) {
    EXPECT_FALSE(decode_article(record));
  }
}

}  // namespace
}  // namespace medlar
