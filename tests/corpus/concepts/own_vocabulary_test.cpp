// The form of our lines, and our own lists.
#include <map>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corpus/concepts/concept_lines.h"
#include "corpus/concepts/own_lists.h"
#include "corpus/concepts/vocabulary_reader.h"

namespace medlar {
namespace {

TEST(ConceptLines, AreReadAsTheyAreWritten) {
  const Vocabulary read = parse_concept_lines(
      "# a comment\r\n\r\n"
      "heart attack | pro: myocardial infarction, coronary | abbr: MI # the commonest\r\n"
      "  nausea  \n"
      "a|lay:b|brand: c|us: d|uk: e|plural: f|also: g");
  ASSERT_EQ(read.concepts.size(), 3U);
  EXPECT_EQ(read.passed_over, 0U);
  const auto& names = read.concepts[0].names;
  ASSERT_EQ(names.size(), 4U);
  EXPECT_EQ(names[0].text, "heart attack");
  EXPECT_EQ(names[0].kind, ConceptNameKind::kPreferred);
  EXPECT_EQ(names[2].text, "coronary");
  EXPECT_EQ(names[2].kind, ConceptNameKind::kProfessional);
  EXPECT_EQ(names[3].text, "MI");
  EXPECT_EQ(names[3].kind, ConceptNameKind::kAbbreviation);
  EXPECT_EQ(read.concepts[1].names[0].text, "nausea");
  std::vector<ConceptNameKind> kinds;
  for (const ConceptName& name : read.concepts[2].names) kinds.push_back(name.kind);
  EXPECT_THAT(kinds, testing::ElementsAre(ConceptNameKind::kPreferred, ConceptNameKind::kLay,
                                          ConceptNameKind::kBrand, ConceptNameKind::kSpelling,
                                          ConceptNameKind::kSpelling, ConceptNameKind::kPlural,
                                          ConceptNameKind::kOther));
}

TEST(ConceptLines, WhatIsNoLineIsPassedOver) {
  for (const char* line : {"| lay: b", "a, b", "a: b", "a | b", "a | lay:", "a | lay: b,, c",
                           "a | other: b", "a | lay: b: c", "a || lay: b", "|", ":", ","}) {
    const Vocabulary read = parse_concept_lines(line);
    EXPECT_TRUE(read.concepts.empty()) << line;
    EXPECT_EQ(read.passed_over, 1U) << line;
  }
}

TEST(OwnVocabulary, EveryLineIsOne) {
  for (const OwnList& list : own_concept_lists()) {
    const Vocabulary read = parse_concept_lines(list.text);
    EXPECT_EQ(read.passed_over, 0U) << list.file;
    EXPECT_FALSE(read.concepts.empty()) << list.file;
  }
  const Vocabulary own = own_vocabulary();
  EXPECT_EQ(own.source, kOwnSource);
  EXPECT_FALSE(own.licence.empty());
}

}  // namespace
}  // namespace medlar
