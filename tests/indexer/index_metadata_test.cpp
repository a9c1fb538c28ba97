#include "indexer/format/index_metadata.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "corpus/analysis/analyzer.h"
#include "indexer/format/schema.h"

namespace medlar {
namespace {

IndexMetadata ours() {
  return {.schema_version = kSchemaVersion,
          .analyzer_fingerprint = analyzer_fingerprint(),
          .program_version = "9.8.7",
          .articles = 3,
          .sections = 4,
          .tokens = 5,
          .text_bytes = 6,
          .languages = {{"en", 2}, {"es", 1}},
          .sources = {{"CDC", 3}}};
}

TEST(IndexMetadata, ReturnsWhatWasStored) {
  const auto decoded = decode_metadata(encode_metadata(ours()));
  ASSERT_TRUE(decoded);
  EXPECT_EQ(encode_metadata(*decoded), encode_metadata(ours()));
  EXPECT_EQ(decoded->languages.at("es"), 1U);
}

TEST(IndexMetadata, MayNameASourceThatIsNoUtf8) {
  IndexMetadata odd = ours();
  odd.sources = {{"\xff\xfe", 1}};
  EXPECT_TRUE(decode_metadata(encode_metadata(odd)));
}

TEST(IndexMetadata, RefusesWhatThisProgramCannotRead) {
  IndexMetadata older = ours();
  older.schema_version = kSchemaVersion - 1;
  IndexMetadata newer = ours();
  newer.schema_version = kSchemaVersion + 1;
  IndexMetadata other_analyzer = ours();
  other_analyzer.analyzer_fingerprint = "0123456789abcdef";
  struct Row {
    std::string_view what;
    std::string text;
    ErrorCode code;
    std::string_view says;
  };
  for (const Row& row : {
           Row{"older schema", encode_metadata(older), ErrorCode::kIndexIncompatible, "schema"},
           Row{"newer schema", encode_metadata(newer), ErrorCode::kIndexIncompatible, "schema"},
           Row{"other analyzer", encode_metadata(other_analyzer), ErrorCode::kIndexIncompatible,
               "0123456789abcdef"},
           Row{"empty object", "{}", ErrorCode::kIndexIncompatible, "schema version 0"},
           Row{"nothing", "", ErrorCode::kIndexDamaged, "does not say"},
           Row{"garbage", "\xff garbage", ErrorCode::kIndexDamaged, "does not say"},
           Row{"a list", "[1]", ErrorCode::kIndexDamaged, "does not say"},
           Row{"a wrong type", R"({"schema_version": "one"})", ErrorCode::kIndexDamaged,
               "malformed"},
           Row{"cut off", encode_metadata(ours()).substr(0, 40), ErrorCode::kIndexDamaged,
               "does not say"},
       }) {
    const auto decoded = decode_metadata(row.text);
    ASSERT_FALSE(decoded) << row.what;
    EXPECT_EQ(decoded.error().code, row.code) << row.what;
    EXPECT_NE(decoded.error().message.find(row.says), std::string::npos)
        << row.what << ": " << decoded.error().message;
    EXPECT_NE(decoded.error().hint.find("medlar index"), std::string::npos) << row.what;
  }
}

}  // namespace
}  // namespace medlar
