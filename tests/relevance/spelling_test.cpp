// How misspelt words fare on real text: patients' slips against an index of all of MedQuAD, and
// words that must stay as they are.
//
// Prints its figures; with MEDLAR_SPELLING_MISSES set, also every case that did not become right.
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "indexer/indexer.h"
#include "query/evaluation/scorecard.h"
#include "query/searcher.h"
#include "test_paths.h"
#include "tests/support/shared_data.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

constexpr double kMinRight = 0.85;
constexpr double kMaxHarmful = 0.01;

// Names, medicines that look like others, and words that are far from medicine: none may change,
// whether the index has them or not.
constexpr const char* kKept[] = {
    "Effexor",        "Ocella",         "FXTAS",         "Schmorl",       "dancer",
    "southern",       "refused",        "effexor",       "ocella",        "schmorl",
    "hydralazine",    "hydroxyzine",    "clonidine",     "clonazepam",    "Klonopin",
    "celecoxib",      "Celebrex",       "Celexa",        "citalopram",    "Cerebyx",
    "prednisone",     "prednisolone",   "vinblastine",   "vincristine",   "chlorpromazine",
    "chlorpropamide", "lamotrigine",    "lamivudine",    "tramadol",      "trazodone",
    "metformin",      "metronidazole",  "zolpidem",      "Zoloft",        "Zocor",
    "Xanax",          "Zantac",         "Zyrtec",        "Zyprexa",       "Lamictal",
    "Lamisil",        "Losec",          "Lasix",         "Norvasc",       "Norvir",
    "Prilosec",       "Prozac",         "Fosamax",       "Flomax",        "Actonel",
    "Actos",          "Lantus",         "Nexium",        "Nexavar",       "Humalog",
    "Humulin",        "Diabeta",        "quinine",       "quinidine",     "carbamazepine",
    "oxcarbazepine",  "sulfadiazine",   "sulfasalazine", "rituximab",     "infliximab",
    "pembrolizumab",  "nivolumab",      "secukinumab",   "ixekizumab",    "apixaban",
    "rivaroxaban",    "erdafitinib",    "avapritinib",   "fostamatinib",  "pitavastatin",
    "semaglutide",    "tirzepatide",    "bempedoic",     "empagliflozin", "sotagliflozin",
    "anaemia",        "anemia",         "haemorrhoids",  "oesophagus",    "hypoglycaemia",
    "hyperglycaemia", "hypothyroidism", "ileum",         "ilium",         "dysphagia",
    "dysphasia",      "Crohn",          "Lyme",          "gout",          "croup",
    "H1N1",           "5-HT3",          "CD4+",          "vitamin B12",   "2.5 mg twice a day",
    "Kleine-Levin",   "Ehlers-Danlos",  "McArdle",       "COVID-19",      "HbA1c",
    "Edinburgh",      "Massachusetts",  "Priya",         "Nguyen",        "www.webmd.com",
    "football",       "keyboard",       "spaghetti",     "xylophone",     "presión arterial",
};

class SpellingOnRealText : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!std::filesystem::exists(shared_data("medquad/docs.jsonl"))) return;
    directory_ = new TempDir;
    const auto report = index_corpus(
        {.paths = {shared_data("medquad/docs.jsonl").string()}, .index = *directory_ / "index"});
    ASSERT_TRUE(report) << report.error().message;
  }
  static void TearDownTestSuite() { delete directory_; }

  void SetUp() override {
    MEDLAR_NEED_SHARED_DATA("medquad/docs.jsonl");
    auto searcher = Searcher::open(*directory_ / "index");
    ASSERT_TRUE(searcher) << searcher.error().message;
    searcher_.emplace(std::move(*searcher));
  }

  Result<std::string> corrected(std::string_view query) {
    auto response = searcher_->search({.query = std::string(query), .limit = 0});
    if (!response) return tl::unexpected<Error>(response.error());
    return std::move(response->corrected);
  }

  static TempDir* directory_;  // null where the real data is missing
  std::optional<Searcher> searcher_;
};
TempDir* SpellingOnRealText::directory_ = nullptr;

TEST_F(SpellingOnRealText, SlipsBecomeRight) {
  const auto cases = read_cases(MEDLAR_SOURCE_DIR "/tests/relevance/spelling_cases.tsv", 1, 2);
  ASSERT_TRUE(cases) << cases.error().message;
  const auto card =
      score_spelling(*cases, [&](std::string_view typed) { return corrected(typed); });
  ASSERT_TRUE(card) << card.error().message;
  if (std::getenv("MEDLAR_SPELLING_MISSES") != nullptr) {
    for (const CaseOutcome& one : card->outcomes) {
      if (one.outcome != "right") std::cout << one.typed << ": " << one.outcome << '\n';
    }
  }
  for (const Score& score : card->scores) {
    std::cout << score.name << " " << score.value << " of " << card->cases << '\n';
    EXPECT_TRUE(score.name != "right" || score.value >= kMinRight);
    EXPECT_TRUE(score.name != "harmful" || score.value <= kMaxHarmful);
  }
}

TEST_F(SpellingOnRealText, NamesAndOtherWordsStay) {
  for (const char* const query : kKept) {
    const auto became = corrected(query);
    ASSERT_TRUE(became) << became.error().message;
    EXPECT_EQ(*became, "") << query;
  }
}

}  // namespace
}  // namespace medlar
