// Each measure by hand. A ranking is drawn as relstring draws it: a digit is a grade, '-' an
// article that nobody judged, '.' one that was to be judged.
#include "query/evaluation/measure_functions.h"

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/query/evaluation/evaluating.h"

namespace medlar {
namespace {

/// The value of a measure for one topic, where `missed` are the grades of articles judged and not
/// found.
double value(std::string_view measure, std::string_view drawn, const std::vector<int>& missed = {},
             int level = 1) {
  std::string articles;
  std::map<std::string, int> grades;
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    articles += fmt::format("a{} ", i);
    if (drawn[i] != '-') grades[fmt::format("a{}", i)] = drawn[i] == '.' ? -1 : drawn[i] - '0';
  }
  for (std::size_t i = 0; i < missed.size(); ++i) grades[fmt::format("m{}", i)] = missed[i];
  const Evaluation evaluation = evaluate(run_of({{"1", articles}}), qrels_of({{"1", grades}}),
                                         measures_of(measure), {.level = level});
  return evaluation.topics.at("1").values.front();
}

// One ranking for most rows: hits "10-2", and an article of grade 1 that was missed. Relevant from
// grade 1: R = 3 articles, found at ranks 1 and 4; from grade 2: R = 1, found at rank 4. Judged not
// relevant: N = 1. log2(3) = 1.584963, log2(5) = 2.321928.
TEST(MeasureFunctions, ByHand) {
  struct Row {
    std::string_view measure;
    double value;
  };
  for (const Row& row : {
           Row{"num_ret", 4},
           Row{"num_rel", 3},
           Row{"num_rel_ret", 2},
           Row{"num_nonrel_judged_ret", 1},
           // relevant of the first k, by k, however many there are
           Row{"P_1", 1.0},
           Row{"P_2", 1.0 / 2},
           Row{"P_5", 2.0 / 5},
           Row{"P(rel=2)@4", 1.0 / 4},
           Row{"condensed_P_2", 1.0 / 2},  // "102"
           Row{"condensed_P_3", 2.0 / 3},
           // by R
           Row{"recall_1", 1.0 / 3},
           Row{"recall_5", 2.0 / 3},
           Row{"R(rel=2)@3", 0},
           // by the most that k hits could hold
           Row{"relative_P_5", 2.0 / 3},
           Row{"relative_P_2", 1.0 / 2},
           Row{"success_1", 1},
           Row{"Success(rel=2)@3", 0},
           Row{"Success(rel=2)@4", 1},
           // precision at each relevant article, (1/1 + 2/4), by R
           Row{"map", 1.5 / 3},
           Row{"AP", 1.5 / 3},
           Row{"map_cut_3", 1.0 / 3},
           Row{"AP(rel=2)", 1.0 / 4},
           Row{"condensed_map", (1 + 2.0 / 3) / 3},
           Row{"recip_rank", 1},
           Row{"RR(rel=2)", 1.0 / 4},
           Row{"RR(rel=2)@3", 0},
           Row{"RR(rel=2,judged_only=True)", 1.0 / 3},
           // DCG 1 / log2(2) + 2 / log2(5) = 1.861353; ideal 2, 1, 1: 2 + 1 / log2(3) + 1 / 2 =
           // 3.130930
           Row{"ndcg", 0.594505},
           Row{"ndcg_cut_10", 0.594505},
           Row{"ndcg_cut_1", 1.0 / 2},
           Row{"ndcg_cut_2", 0.380094},      // 1 / (2 + 0.630930)
           Row{"nDCG(rel=2)@10", 0.594505},  // the gain is the grade, whatever the level
           // gains 2^grade - 1: 1 + 3 / log2(5) = 2.292030; ideal 3, 1, 1: 4.130930
           Row{"ndcg_exp", 0.554846},
           Row{"nDCG(dcg='exp-log2')@1", 1.0 / 3},
           // satisfied with (2^grade - 1) / 2^2: 1/4 at once, else (3/4) 3/4 at rank 4
           Row{"err", 0.25 + 0.75 * 0.75 / 4},
           Row{"err_3", 0.25},
           // (1 - p) times p^(rank - 1) for each relevant article
           Row{"rbp", 0.2 * (1 + 0.512)},
           Row{"RBP(p=0.5)", 0.5 * (1 + 0.125)},
           Row{"RBP(p=0.5,rel=2)", 0.5 * 0.125},
           // of the articles at ranks 1 and 4 none and one judged other stand above; min(R, N) = 1
           Row{"bpref", (1.0 + 0.0) / 3},
           // rank 4: 1/4 + 3/4 of (2 judged of 3) of (1 relevant of these 2)
           Row{"infAP", (1 + 1.0 / 4 + 3.0 / 4 * (2.0 / 3) * (1.0 / 2)) / 3},
           // the first R = 3 hits hold 1
           Row{"Rprec", 1.0 / 3},
           Row{"Rprec_mult_2.00", 2.0 / 6},
           Row{"Rprec_mult_0.20", 1},  // 0.6 articles are 1
           // the best precision from 0.5 * 3 = 1.5, that is 2 relevant articles on
           Row{"iprec_at_recall_0.50", 2.0 / 4},
           Row{"iprec_at_recall_0.00", 1},
           Row{"iprec_at_recall_1.00", 0},
           // recalls 0 to 0.3 need at most 1 article (precision 1), 0.4 to 0.7 need 2 (precision
           // 1/2; 0.7 * 3 + 0.9 is just below 3 in binary), the others 3, which are not found
           Row{"11pt_avg", (4 * 1.0 + 4 * 0.5) / 11},
           Row{"judged_10", 3.0 / 4},
           Row{"judged_2", 1},
           Row{"unjudged_10", 1.0 / 4},
           Row{"set_P", 2.0 / 4},
           Row{"set_relative_P", 2.0 / 3},
           Row{"set_recall", 2.0 / 3},
           Row{"set_map", 2.0 / 4 * 2 / 3},
           Row{"set_F", 2 * (0.5 * 2 / 3) / (0.5 + 2.0 / 3)},
           Row{"utility", 2 - 2},
       }) {
    EXPECT_NEAR(value(row.measure, "10-2", {1}), row.value, 1e-6) << row.measure;
  }
}

TEST(MeasureFunctions, OtherRankings) {
  struct Row {
    std::string_view measure;
    std::string_view drawn;
    double value;
    std::vector<int> missed = {};
    int level = 1;
  };
  const double third = 1 / std::log2(3);
  for (const Row& row : {
           // two of two others above: 1 - 1/2, 1 - 2/2, by R = 2
           Row{"bpref", "0101", 0.25},
           // no more others count than there are relevant articles: 1 - min(3, 1) / min(3, 1)
           Row{"bpref", "0001", 0},
           // unjudged and "to be judged" are passed over
           Row{"bpref", "-.-1", 1, {0}},
           Row{"bpref", "121", (1 - 1.0 / 2) / 2, {2}, 2},  // R = N = 2: one other above rank 2
           // an article to be judged counts as in the pool: 1/3 + 2/3 of (2 of 2) of all but an
           // epsilon relevant
           Row{"infAP", "1.1", (1 + 1.0 / 3 + 2.0 / 3 * (1 + 1e-5) / (1 + 2e-5)) / 2},
           Row{"infAP", "-1", 1.0 / 2},  // nothing judged above: 1/2 + 1/2 of 0
           Row{"map", ".1", 1.0 / 2},    // '.' takes a rank
           Row{"condensed_map", ".1", 1},
           Row{"P_2", "3.", 1.0 / 2},
           Row{"num_rel", ".0", 0},
           Row{"ndcg", ".1", third},  // and has no gain
           Row{"judged_2", ".1", 1.0 / 2},
           // 1 / log2(3 + the others above)
           Row{"binG", "01", third},
           Row{"binG", "1", 1 / std::log2(2)},
           // gain 2 at rank 2; cost 2 + 1, gained 2: 2 / log2(2 + 3 - 2), by 2
           Row{"G", "02", third},
           Row{"G", "2", 1},
           Row{"ndcg_rel", "01", third},
           Row{"ndcg_rel",
               "1",
               1.0 / 1 * (1 + 1 / (1 + third)) / 2,
               {1}},  // missed: nDCG at the end
           // at rank 1 the ideal gain falls to 0: nDCG 0; once more at the end of the ranking
           Row{"Rndcg", "01", 0},
           Row{"Rndcg", "010", third / 2},
           Row{"11pt_avg", "01", 0.5},
           // a scale from 0 to 3: (2^1 - 1) / 2^3
           Row{"err", "1", 1.0 / 8, {3}},
           Row{"success_5", "00000", 0, {1}},
           Row{"num_rel", "1122", 2, {}, 2},
           Row{"set_P", "1122", 0.5, {}, 2},
           Row{"Rprec", "1122", 0, {}, 2},
       }) {
    EXPECT_NEAR(value(row.measure, row.drawn, row.missed, row.level), row.value, 1e-6)
        << row.measure << " of " << row.drawn;
  }
}

TEST(MeasureFunctions, WithoutResultsOrRelevantArticlesAllIsZero) {
  for (const MeasureFamily& family : measure_families()) {
    if (family.value == nullptr) continue;
    const std::string name(family.trec_name);
    const bool counts = name == "num_rel" || name == "num_ret" || name == "num_nonrel_judged_ret";
    if (!counts) {
      EXPECT_EQ(value(name, "", {2, 0}), 0) << name;
    }
    const bool is_about_others =
        counts || name == "utility" || name == "judged" || name == "unjudged";
    if (!is_about_others) {
      EXPECT_EQ(value(name, "00-.", {0}), 0) << name;
    }
  }
  EXPECT_EQ(value("num_rel", "", {2, 0}), 1);
  EXPECT_EQ(value("utility", "00-.", {0}), -4);
  EXPECT_EQ(value("judged_10", "00-.", {0}), 0.5);
}

TEST(MeasureFunctions, ValuesStayFiniteWhateverTheGrades) {
  const Qrels qrels = qrels_of({{"1", {{"a", 2'000'000'000}, {"b", 1}, {"c", -2'000'000'000}}}});
  const auto measures = measures_of("all_trec,ndcg_exp,err,rbp,judged,unjudged");
  for (const char* const articles : {"a b c d", "b a", "c", ""}) {
    const Evaluation evaluation = evaluate(run_of({{"1", articles}}), qrels, measures);
    for (std::size_t i = 0; i < measures.size(); ++i) {
      EXPECT_TRUE(std::isfinite(evaluation.overall[i])) << measures[i].name << " of " << articles;
    }
  }
}

}  // namespace
}  // namespace medlar
