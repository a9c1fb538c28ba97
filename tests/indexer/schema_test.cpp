#include "indexer/format/schema.h"

#include <set>

#include <gtest/gtest.h>

namespace medlar {
namespace {

TEST(Schema, NamesPrefixesAndSlotsAreDistinct) {
  std::set<std::string_view> names;
  std::set<std::string_view> prefixes;
  std::set<int> slots;
  for (const FieldInfo& info : kFields) {
    EXPECT_TRUE(names.insert(info.name).second) << info.name;
    EXPECT_TRUE(prefixes.insert(info.prefix).second) << info.prefix;
    if (info.slot >= 0) {
      EXPECT_TRUE(slots.insert(info.slot).second) << info.slot;
    }
    EXPECT_EQ(find_field(info.name), &info);
    EXPECT_FALSE(info.description.empty());
    EXPECT_FALSE(info.example.empty());
  }
}

TEST(Schema, NoTermOfOneFieldReadsAsOneOfAnother) {
  // Text follows a prefix in lower case: of two prefixes neither may continue the other so.
  for (const FieldInfo& a : kFields) {
    for (const char c : a.prefix) EXPECT_TRUE(c >= 'A' && c <= 'Z') << a.name;
    for (const FieldInfo& b : kFields) {
      if (&a != &b && !a.prefix.empty()) {
        EXPECT_NE(a.prefix, b.prefix);
      }
    }
  }
}

TEST(Schema, UnknownFieldsAreNone) {
  for (const std::string_view name : {"", "titel", "TITLE", "title:", "Title"}) {
    EXPECT_EQ(find_field(name), nullptr) << name;
  }
}

TEST(Schema, StemTermsFollowXapiansConvention) {
  EXPECT_EQ(stem_term(field("text"), "fractur"), "Zfractur");
  EXPECT_EQ(stem_term(field("title"), "fractur"), "ZSfractur");
  EXPECT_EQ(stem_term(field("name"), "clot"), "ZXNclot");
  EXPECT_EQ(stem_term(field("section"), "treat"), "ZXHtreat");
}

TEST(Schema, KeywordsAreFoldedAndIdentifiersAreNot) {
  struct Row {
    std::string_view field, value, term;
  };
  for (const Row& row : {Row{"source", "CDC", "XSRCcdc"}, Row{"source", "cdc", "XSRCcdc"},
                         Row{"language", "es", "Les"}, Row{"audience", "Patient", "XAUDpatient"},
                         Row{"source", "Cl\xC3\xADnica", "XSRCclinica"},
                         Row{"id", "GARD_0000004", "QGARD_0000004"}}) {
    EXPECT_EQ(keyword_term(field(row.field), row.value), row.term);
  }
}

TEST(Schema, LongKeywordsAreHashedBelowTheEnginesLimit) {
  constexpr std::size_t kEngineLimit = 245;
  std::set<std::string> terms;
  for (const std::size_t size : {199U, 200U, 201U, 1000U, 100'000U}) {
    for (const std::string_view end : {"a", "b"}) {
      const std::string term =
          keyword_term(field("url"), std::string(size, 'x') + std::string(end));
      EXPECT_LT(term.size(), kEngineLimit) << size;
      EXPECT_TRUE(terms.insert(term).second) << size << end;
    }
  }
  std::string wide;
  for (int i = 0; i < 500; ++i) wide += "\xE5\x8C\xBB";  // three bytes a letter
  EXPECT_LT(keyword_term(field("source"), wide).size(), kEngineLimit);
}

TEST(Schema, TitlesSortWithoutRegardToCaseAndAccents) {
  EXPECT_LT(title_sort_key("asthma"), title_sort_key("Bronchitis"));
  EXPECT_EQ(title_sort_key("\xC3\x81lcera"), title_sort_key("alcera"));
  EXPECT_LE(title_sort_key(std::string(5000, 'x')).size(), 64U);
}

}  // namespace
}  // namespace medlar
