// Counting of values where the index is too large for an index of its own in a test.
#include "query/facet_counter.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include "indexer/format/schema.h"

namespace medlar {
namespace {

void show(FacetCounter& counter, std::string_view field_name, const std::string& value) {
  Xapian::Document document;
  document.add_value(static_cast<Xapian::valueno>(find_field(field_name)->slot), value);
  counter.spy()(document, 1.0);
}

TEST(FacetCounter, ValuesThatAFilterTakesForTheSameCountTogether) {
  FacetCounter counter({"source"});
  for (const char* const value : {"CDC", "cdc", "CDC", "Clinica", "Cl\u00ednica", "Cl\u00ednica"}) {
    show(counter, "source", value);
  }
  const auto facets = counter.facets(6);
  ASSERT_EQ(facets.size(), 1U);
  ASSERT_EQ(facets[0].values.size(), 2U);
  EXPECT_EQ(facets[0].values[0].value, "CDC");
  EXPECT_EQ(facets[0].values[0].count, 3U);
  EXPECT_EQ(facets[0].values[1].value, "Cl\u00ednica");
  EXPECT_EQ(facets[0].values[1].count, 3U);
}

TEST(FacetCounter, EachOfSeveralValuesCounts) {
  FacetCounter counter({"role"});
  for (const char* const value : {"symptoms treatment", "treatment", ""}) {
    show(counter, "role", value);
  }
  const auto facets = counter.facets(3);
  ASSERT_EQ(facets[0].values.size(), 2U);
  EXPECT_EQ(facets[0].values[0].value, "treatment");
  EXPECT_EQ(facets[0].values[0].count, 2U);
  EXPECT_EQ(facets[0].values[1].value, "symptoms");
}

TEST(FacetCounter, DatesCountByTheirYear) {
  FacetCounter counter({"reviewed"});
  for (const char* const value : {"2009", "2009-03", "2009-03-01", "2010-01-01", ""}) {
    show(counter, "reviewed", value);
  }
  const auto facets = counter.facets(5);
  ASSERT_EQ(facets[0].values.size(), 2U);
  EXPECT_EQ(facets[0].values[0].value, "2009");
  EXPECT_EQ(facets[0].values[0].count, 3U);
}

TEST(FacetCounter, ThePartThatWasSeenStandsForTheWhole) {
  FacetCounter counter({"source"});
  for (int i = 0; i < 30; ++i) show(counter, "source", i < 10 ? "a" : "b");
  EXPECT_EQ(counter.counted(), 30U);
  EXPECT_EQ(counter.facets(30)[0].values[0].count, 20U);
  EXPECT_EQ(counter.facets(300)[0].values[0].count, 200U);
  EXPECT_EQ(counter.facets(300)[0].values[1].count, 100U);
  EXPECT_EQ(counter.facets(10)[0].values[0].count, 20U) << "never scaled down";
  EXPECT_TRUE(FacetCounter({"source"}).facets(10)[0].values.empty());
}

TEST(FacetCounter, ShowsTheMostFrequentValues) {
  FacetCounter counter({"source"});
  for (int i = 0; i < 300; ++i) show(counter, "source", fmt::format("publisher {:03}", i));
  show(counter, "source", "publisher 299");
  const auto facets = counter.facets(301);
  ASSERT_EQ(facets[0].values.size(), kMaxFacetValues);
  EXPECT_EQ(facets[0].values[0].value, "publisher 299");
  EXPECT_EQ(facets[0].values[1].value, "publisher 000");
}

}  // namespace
}  // namespace medlar
