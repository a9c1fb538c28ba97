// Which topics count, and how their values become one.
#include "query/evaluation/evaluation.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "query/evaluation/topic_runner.h"
#include "tests/query/evaluation/evaluating.h"

namespace medlar {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr EvaluationOptions kInBoth{.topics = EvaluationOptions::Topics::kInBoth};

// Topic 1: a relevant article at rank 2 of 2. Topic 2: judged, not in the run. Topic 3: in the run,
// not judged. Topic 4: in both, nothing relevant.
const Run kRun = run_of({{"1", "x a"}, {"3", "a"}, {"4", "a b c"}}, "mine");
const Qrels kQrels = qrels_of({{"1", {{"a", 1}}}, {"2", {{"a", 2}}}, {"4", {{"a", 0}}}});

double overall(std::string_view measure, const EvaluationOptions& options) {
  return evaluate(kRun, kQrels, measures_of(measure), options).overall.front();
}

TEST(Evaluation, AllJudgedTopicsCount) {
  const Evaluation evaluation = evaluate(kRun, kQrels, measures_of("map"));
  EXPECT_EQ(evaluation.tag, "mine");
  ASSERT_EQ(evaluation.topics.size(), 3U);
  EXPECT_EQ(evaluation.topics.at("1").values.front(), 0.5);
  EXPECT_EQ(evaluation.topics.at("2").values.front(), 0);
  EXPECT_EQ(evaluation.topics.at("4").values.front(), 0);
  EXPECT_THAT(evaluation.without_results, ElementsAre("2"));
  EXPECT_THAT(evaluation.without_judgments, ElementsAre("3"));
  EXPECT_THAT(evaluation.without_relevant, ElementsAre("4"));
}

TEST(Evaluation, OnlyTopicsInBothCountAsInTrecEval) {
  const Evaluation evaluation = evaluate(kRun, kQrels, measures_of("map"), kInBoth);
  ASSERT_EQ(evaluation.topics.size(), 2U);
  EXPECT_FALSE(evaluation.topics.contains("2"));
  EXPECT_THAT(evaluation.without_results, ElementsAre("2"));
  EXPECT_THAT(evaluation.without_judgments, ElementsAre("3"));
  EXPECT_THAT(evaluation.without_relevant, ElementsAre("4"));
}

TEST(Evaluation, TopicsThatDoNotCountAreNotSaidToLackRelevantArticles) {
  const Qrels qrels = qrels_of({{"1", {{"a", 1}}}, {"5", {{"a", 0}}}});
  EXPECT_THAT(evaluate(kRun, qrels, measures_of("map")).without_relevant, ElementsAre("5"));
  EXPECT_THAT(evaluate(kRun, qrels, measures_of("map"), kInBoth).without_relevant, IsEmpty());
  EXPECT_THAT(evaluate(kRun, qrels, measures_of("map"), {.level = 2}).without_relevant,
              ElementsAre("1", "5"));
}

TEST(Evaluation, HowTopicsBecomeOne) {
  struct Row {
    std::string_view measure;
    double all_judged;
    double in_both;
  };
  for (const Row& row : {
           Row{"num_q", 3, 2},
           Row{"num_ret", 5, 5},  // 2 and 3; topic 3 does not count
           Row{"num_rel", 2, 1},
           Row{"num_rel_ret", 1, 1},
           Row{"map", 0.5 / 3, 0.5 / 2},
           Row{"P_5", 0.2 / 3, 0.2 / 2},
           // the third root of 0.5 * 0.00001 * 0.00001, the square root of 0.5 * 0.00001
           Row{"gm_map", std::cbrt(0.5e-10), std::sqrt(0.5e-5)},
       }) {
    EXPECT_NEAR(overall(row.measure, {}), row.all_judged, 1e-12) << row.measure;
    EXPECT_NEAR(overall(row.measure, kInBoth), row.in_both, 1e-12) << row.measure;
  }
}

TEST(Evaluation, LevelsAndCondensedRankingsStandSideBySide) {
  const Qrels qrels = qrels_of({{"1", {{"a", 1}, {"b", 2}, {"c", 0}}}});
  const auto values = [&](int level) {
    return evaluate(run_of({{"1", "x a b c"}}), qrels,
                    measures_of("RR,RR(rel=2),RR(rel=1),condensed_recip_rank"), {.level = level})
        .overall;
  };
  EXPECT_THAT(values(1), ElementsAre(1.0 / 2, 1.0 / 3, 1.0 / 2, 1));
  EXPECT_THAT(values(2), ElementsAre(1.0 / 3, 1.0 / 3, 1.0 / 2, 1.0 / 2));
}

TEST(Evaluation, TheScaleOfErrIsThatOfAllJudgments) {
  // Grade 1 of at most 2: (2^1 - 1) / 2^2, although the topic itself has none higher.
  const Qrels qrels = qrels_of({{"1", {{"a", 1}}}, {"2", {{"a", 2}}}});
  const auto evaluation = evaluate(run_of({{"1", "a"}}), qrels, measures_of("err"));
  EXPECT_EQ(evaluation.topics.at("1").values.front(), 0.25);
}

TEST(Evaluation, GradesAreDrawn) {
  std::map<std::string, int> grades{{"a", 0}, {"b", 9}, {"c", 10}, {"d", -1}};
  const auto evaluation = evaluate(run_of({{"1", "a b c d e a2 a3 a4 a5 a6 a7"}}),
                                   qrels_of({{"1", grades}}), measures_of("relstring,relstring_3"));
  EXPECT_EQ(evaluation.topics.at("1").grade_string, "09>");  // the last one asked for
}

TEST(Evaluation, NothingInCommon) {
  const auto run = run_of({{"7", "a"}});
  EXPECT_EQ(evaluate(run, kQrels, measures_of("map")).without_results.size(), 3U);
  const Evaluation none = evaluate(run, kQrels, measures_of("map,gm_map,num_q"), kInBoth);
  EXPECT_TRUE(none.topics.empty());
  EXPECT_THAT(none.overall, ElementsAre(0, 0, 0));
  EXPECT_THAT(evaluate(medlar::Run{}, Qrels{}, measures_of("map,gm_map,num_q")).overall,
              ElementsAre(0, 0, 0));
}

TEST(Percentile, IsTheNearestRank) {
  const std::vector<double> values{40, 15, 50, 20, 35};
  for (const auto& [share, value] : std::vector<std::pair<double, double>>{
           {0.05, 15}, {0.3, 20}, {0.4, 20}, {0.5, 35}, {1, 50}, {0, 15}}) {
    EXPECT_EQ(percentile(values, share), value) << share;
  }
  EXPECT_EQ(percentile({}, 0.5), 0);
  EXPECT_EQ(percentile({7}, 0.99), 7);
}

}  // namespace
}  // namespace medlar
