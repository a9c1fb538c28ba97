// What a table holds, how concepts of several sources become one, and what damage does.
#include "corpus/concepts/concept_table.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/corpus/concepts/concept_names.h"

namespace medlar {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;

TEST(ConceptTable, HoldsWhatWasAdded) {
  std::string bytes =
      table_of_lines({{"Medlar", "heart attack | pro: myocardial infarction | abbr: MI\nnausea"},
                      {"mined", "cefalea", "es-MX"}});
  set_article_counts(bytes, std::vector<std::uint32_t>{7, 5, 3, 1, 2});
  const auto table = ConceptTable::from_bytes(bytes);
  ASSERT_TRUE(table.has_value());
  EXPECT_TRUE(table->is_as_written());
  EXPECT_THAT(listed_concepts(*table),
              ElementsAre("heart attack|myocardial infarction|=MI", "nausea", "cefalea"));
  EXPECT_EQ(table->names(), 5U);
  EXPECT_EQ(table->name(2).kind, ConceptNameKind::kAbbreviation);
  EXPECT_EQ(table->name(2).articles, 3U);
  EXPECT_EQ(table->name(2).language, "en");
  EXPECT_EQ(table->name(4).language, "es");
  EXPECT_EQ(table->name(4).source, 1U);
  EXPECT_EQ(table->name(4).subject, 2U);
  ASSERT_EQ(table->sources(), 2U);
  EXPECT_EQ(table->source(0).name, "Medlar");
  EXPECT_EQ(table->source(0).concepts, 2U);
  EXPECT_EQ(table->source(0).names, 4U);
  EXPECT_EQ(table->source(1).name, "mined");
  EXPECT_TRUE(ConceptTable().is_as_written());
}

TEST(ConceptTable, MergesWhatCanOnlyBeOne) {
  struct Case {
    std::vector<ConceptLines> sources;
    std::vector<std::string> concepts;
  };
  const std::vector<Case> cases = {
      // By the preferred name, whatever its order and number; new names are added.
      {{{"Medlar", "heart attack | pro: myocardial infarction"},
        {"b", "Infarction Myocardial | also: cardiac infarct"}},
       {"heart attack|myocardial infarction|cardiac infarct"}},
      // By the preferred name of one that is known.
      {{{"Medlar", "lung cancer"}, {"b", "lung neoplasms | also: cancer of the lung, lung tumor"}},
       {"lung cancer|lung neoplasms|lung tumor"}},
      // Not by any other name, which stays with the first that has it.
      {{{"Medlar", "nausea | lay: upset stomach"}, {"b", "dyspepsia | lay: upset stomach"}},
       {"nausea|upset stomach", "dyspepsia"}},
      // Two are known by its names: it is neither.
      {{{"Medlar", "cold\nflu"}, {"b", "airway infection | lay: cold, flu, grippe"}},
       {"cold", "flu", "airway infection|grippe"}},
      // Abbreviations have several meanings, and unite nothing.
      {{{"Medlar", "pulmonary embolism | abbr: PE"},
        {"b", "physical examination | abbr: PE\npulmonary embolism | abbr: PE, PTE"}},
       {"pulmonary embolism|=PE|=PTE", "physical examination|=PE"}},
      // A line twice.
      {{{"Medlar", "aspirin | brand: Bayer\naspirin | brand: Ecotrin"}}, {"aspirin|Bayer|Ecotrin"}},
      // One source knows how its own differ.
      {{{"Medlar", "blood test\ntest blood"}}, {"blood test", "test blood"}},
      // Languages are apart.
      {{{"Medlar", "pie"}, {"b", "pie | pro: extremidad inferior", "es"}},
       {"pie", "pie|extremidad inferior"}},
      // Too long, empty, no word at all, common words of others.
      {{{"Medlar", "alpha beta gamma delta epsilon zeta eta | also: alphabet\n--- | also: of the"},
        {"b", "gall bladder | also: will, bag, the gall, cholecyst\nhand | also: manus"}},
       {"alpha beta gamma delta epsilon zeta eta|alphabet", "gall bladder|cholecyst",
        "hand|manus"}},
      {{{"Medlar", "dilation and curettage | abbr: D&C, C diff, x"}},
       {"dilation and curettage|=C diff"}},
      {{{"b", "12 | also: 3.5, a, x, being"}}, {}},
  };
  for (const Case& row : cases) {
    const std::string bytes = table_of_lines(row.sources);
    const auto table = ConceptTable::from_bytes(bytes);
    ASSERT_TRUE(table.has_value());
    EXPECT_THAT(listed_concepts(*table), ElementsAreArray(row.concepts));
  }
}

TEST(ConceptTable, CountsWhatEachSourceBrought) {
  const std::string bytes =
      table_of_lines({{"Medlar", "nausea | also: queasiness, of the"},
                      {"b", "queasiness | also: will\nvomiting | lay: throwing up\n12"}});
  const auto table = ConceptTable::from_bytes(bytes);
  ASSERT_TRUE(table.has_value());
  EXPECT_EQ(table->source(0).left_out, 1U);
  EXPECT_EQ(table->source(1).concepts, 2U);
  EXPECT_EQ(table->source(1).names, 2U);
  EXPECT_EQ(table->source(1).left_out, 2U);
}

const std::string& some_bytes() {
  static const std::string bytes = [] {
    std::string table = table_of_lines(
        {{"Medlar",
          "heart attack | pro: myocardial infarction | abbr: MI\nnausea\nmitral insufficiency | "
          "abbr: MI\n5-HT3 antagonist\ntype 2 diabetes"},
         {"b", "cefalea | also: dolor de cabeza", "es"}});
    set_article_counts(table, std::vector<std::uint32_t>{7, 5, 3, 1, 2});
    return table;
  }();
  return bytes;
}

/// Uses all that can be asked of a table.
void use(std::string_view bytes) {
  const auto table = ConceptTable::from_bytes(bytes);
  if (!table) {
    EXPECT_FALSE(table.error().hint.empty());
    return;
  }
  std::size_t letters = 0;
  for (std::uint32_t i = 0; i < table->names() && i < 100; ++i)
    letters += table->name(i).text.size();
  for (std::uint32_t i = 0; i < table->sources() && i < 100; ++i) {
    letters += table->source(i).name.size() + table->source(i).licence.size();
  }
  for (std::uint32_t i = 0; i < table->concepts() && i < 100; ++i) {
    const auto names = table->names_of(i);
    EXPECT_LE(names.begin, names.end);
    EXPECT_LE(names.end, table->names());
  }
  table->name(0xFFFFFFFF);
  table->source(0xFFFFFFFF);
  table->names_of(0xFFFFFFFF);
  for (const char* text : {"heart attack, MI", "5-HT3 antagonists", "type 2 diabetes", "nausea"}) {
    for (const FoundName& found : find_names(*table, text)) {
      EXPECT_LT(found.name, table->names());
    }
  }
  EXPECT_LE(letters, 300 * bytes.size());
}

TEST(ConceptTable, DamageLeadsNowhere) {
  const std::string& bytes = some_bytes();
  use(bytes);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(ConceptTable::from_bytes(std::string(bytes.substr(0, size)))) << size;
  }
  EXPECT_FALSE(ConceptTable::from_bytes(bytes + '\0'));
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const unsigned flip : {0x01U, 0x80U, 0xFFU}) {
      std::string damaged = bytes;
      damaged[at] = static_cast<char>(static_cast<unsigned char>(damaged[at]) ^ flip);
      use(damaged);
      const auto table = ConceptTable::from_bytes(damaged);
      EXPECT_FALSE(table && table->is_as_written()) << at;
    }
  }
}

TEST(ConceptTable, TheSameVocabulariesMakeTheSameBytes) {
  const auto make = [] { return table_of_lines({{"a", "one name | also: x two"}, {"b", "pe"}}); };
  EXPECT_EQ(make(), make());
}

}  // namespace
}  // namespace medlar
