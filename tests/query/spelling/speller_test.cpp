// What is changed, what is suggested and what is left alone, over a lexicon of a few words.
#include "query/spelling/speller.h"

#include <map>
#include <memory>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "query/query_parser.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

// Words of an index, with their counts.
const std::map<std::string, std::uint64_t> kCounts{
    {"hemorrhoids", 400},  {"diabetes", 9000},   {"pneumonia", 700},   {"asthma", 2000},
    {"heart", 8000},       {"attack", 3000},     {"preeclampsia", 90}, {"eclampsia", 20},
    {"pre", 40},           {"cancer", 20000},    {"cells", 9000},      {"flexor", 30},
    {"school", 300},       {"extras", 40},       {"northern", 60},     {"refuse", 90},
    {"hydralazine", 30},   {"prednisolone", 25}, {"prednisone", 60},   {"simvastatin", 30},
    {"lovastatin", 30},    {"thyroid", 2500},    {"tablets", 800},     {"ibuprofen", 300},
    {"inflammatory", 700}, {"anti", 500},        {"kidney", 5000},     {"kidny", 1},
    {"sorethroat", 1},     {"sore", 200},        {"throat", 900},      {"breast", 4000},
    {"beast", 25},         {"lung", 4000},       {"prostate", 3000},   {"surgery", 5000},
    {"infliximab", 40}};

class SpellerTest : public testing::Test {
 protected:
  SpellerTest() {
    AnalyzerSet analyzers;
    WordCounts counts;
    for (const auto& [word, count] : kCounts) {
      counts[{word, std::string(analyzers.for_language("en").analyze(word).front().term)}] = count;
    }
    EXPECT_TRUE(write_lexicon(counts, directory_ / "words"));
    EXPECT_TRUE(
        write_spelling_targets({counts, {}, {{"kancrus", "cancer"}}}, directory_ / "spellings"));
    lexicon_.emplace(Lexicon::open(directory_ / "words").value());
    speller_.emplace(
        SpellingTargets::open(directory_ / "spellings").value(),
        SpellingEvidence{
            *lexicon_,
            nullptr,
            [](std::string_view text) { return text == "quetiapine" || text == "Depo-Provera"; },
            {.articles =
                 [](std::string_view stem) {
                   return stem == "surgeri" || stem == "cancer" ? 50U : 0U;
                 },
             .lift =
                 [](std::string_view stem, std::string_view beside) {
                   return stem == "breast" && beside == "cancer" ? 10.0 : 1.0;
                 },
             .side_by_side =
                 [](std::string_view first, std::string_view second) {
                   return (first == "heart" && second == "attack") ||
                                  (first == "sore" && second == "throat")
                              ? 60U
                              : 0U;
                 }}});
  }

  /// "heart attack" for a change, "? prednisone prednisolone" for a suggestion; "" for neither.
  std::string spelt(const std::string& query) {
    const QueryTree tree = parse_query(query, {"en", {"en"}}, analyzers_);
    std::string all;
    for (const SpellingChange& change : speller_->changes(query, query_words(query, tree))) {
      if (!all.empty()) all += "; ";
      if (change.certainty == SpellingChange::Certainty::kSuggested) all += "?";
      for (const std::string& meant : change.meant) all += (all.ends_with('?') ? " " : "") + meant;
    }
    return all;
  }

  TempDir directory_;
  AnalyzerSet analyzers_;
  std::optional<Lexicon> lexicon_;
  std::optional<Speller> speller_;
};

TEST_F(SpellerTest, SetsRightWhatNoOneKnows) {
  for (const auto& [typed, meant] : std::initializer_list<std::pair<const char*, const char*>>{
           {"hemroids", "hemorrhoids"},
           {"diabeties", "diabetes"},
           {"pnuemonia", "pneumonia"},
           {"asthama", "asthma"},
           {"thyriod tablets", "thyroid"},
           {"ibuprophen", "ibuprofen"},
           {"anti-inflamatory", "inflammatory"},
           {"heartattack", "heart attack"},
           {"pre eclampsia", "preeclampsia"},
           {"surgerys", "surgery"},
           {"kancrus", "cancer"},  // imported
       }) {
    EXPECT_EQ(spelt(typed), meant) << typed;
  }
}

TEST_F(SpellerTest, LeavesAloneWhatIsKnownOrTooFar) {
  for (const char* query :
       {"Effexor",      "Ocella",       "FXTAS",        "Schmorl",      "dancer",
        "southern",     "refused",      "effexor",      "ocella",       "schmorl",
        "hydroxyzine",  "quetiapine",   "hemoptysis",   "surgeries",    "sore throat",
        "heart attack", "cancr123",     "5mg",          "\"hemroids\"", "title:hemroids",
        "zqxjkvbw",     "Depo-Provera", "preeclampsia", "haemorrhoids", "www.diabeties.example"}) {
    const std::string changed = spelt(query);
    EXPECT_TRUE(changed.empty() || changed.starts_with('?')) << query << ": " << changed;
  }
}

TEST_F(SpellerTest, OffersWhatIsNotCertain) {
  EXPECT_EQ(spelt("brest"), "? breast") << "a name of its own";
  EXPECT_EQ(spelt("brest cancer"), "? breast");
  EXPECT_EQ(spelt("kidny"), "? kidney") << "the index has it, once";
  EXPECT_EQ(spelt("sorethroat"), "sore throat") << "once too, and articles always part it";
}

TEST_F(SpellerTest, NeverTakesOneMedicineForAnother) {
  EXPECT_EQ(spelt("simvastatn"), "simvastatin");
  EXPECT_TRUE(spelt("pravastatin").empty() || spelt("pravastatin").starts_with('?'));
  EXPECT_TRUE(spelt("rituximab").empty() || spelt("rituximab").starts_with('?'));
  EXPECT_TRUE(spelt("prednisolne").starts_with("? ") || spelt("prednisolne") == "prednisolone");
}

TEST_F(SpellerTest, LooksAtNoMoreThanTheFirstMisspeltWords) {
  std::string query;
  for (int i = 0; i < 64; ++i)
    query += "hemroids" + std::string(1, static_cast<char>('a' + i % 26)) + " ";
  const QueryTree tree = parse_query(query, {"en", {"en"}}, analyzers_);
  EXPECT_LE(speller_->changes(query, query_words(query, tree)).size(), kMaxWordsCorrected);
}

}  // namespace
}  // namespace medlar
