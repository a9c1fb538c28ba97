// Runs compared with the first: who gains, who loses, and by how much.
#include "query/evaluation/comparison.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/query/evaluation/evaluating.h"

namespace medlar {
namespace {

using testing::ElementsAre;

constexpr std::uint64_t kSeed = 1;
constexpr EvaluationOptions kInBoth{.topics = EvaluationOptions::Topics::kInBoth};

// One relevant article a topic: its rank is what counts.
const Qrels kQrels = qrels_of({{"1", {{"a", 1}}},
                               {"2", {{"a", 1}}},
                               {"3", {{"a", 1}}},
                               {"4", {{"a", 1}}},
                               {"5", {{"a", 1}}}});
const Run kBase = run_of({{"1", "a"}, {"2", "x a"}, {"3", "x x2 a"}, {"4", "x"}}, "base");
const Run kOther = run_of({{"1", "x a"}, {"2", "a"}, {"3", "x x2 a"}, {"4", "x a"}}, "other");

std::string deltas(const MeasureComparison& compared) {
  std::string all;
  for (const TopicDelta& topic : compared.topics) {
    all += fmt::format("{}{}:{:+.3f}", all.empty() ? "" : " ", topic.qid, topic.delta());
  }
  return all;
}

TEST(Comparison, WinsTiesLossesAndTheGreatestGainFirst) {
  const Comparison comparison = compare({kBase, kOther}, kQrels, measures_of("RR,P_1"), {}, kSeed);
  ASSERT_EQ(comparison.runs.size(), 1U);
  EXPECT_EQ(comparison.runs[0].run, 1U);
  ASSERT_EQ(comparison.runs[0].measures.size(), 2U);
  const MeasureComparison& rr = comparison.runs[0].measures[0];
  // Topics 2 and 4 gain a half; 3, and 5, which neither has, stay; 1 loses a half.
  EXPECT_EQ(deltas(rr), "2:+0.500 4:+0.500 3:+0.000 5:+0.000 1:-0.500");
  EXPECT_EQ(rr.wins, 2U);
  EXPECT_EQ(rr.ties, 2U);
  EXPECT_EQ(rr.losses, 1U);
  EXPECT_NEAR(rr.baseline, (1 + 0.5 + 1.0 / 3) / 5, 1e-12);
  EXPECT_NEAR(rr.value, (0.5 + 1 + 1.0 / 3 + 0.5) / 5, 1e-12);
  EXPECT_NEAR(rr.test.mean, 0.1, 1e-12);
  // Differences of +-1/2 on three topics: of 8 sign patterns all have |sum| >= 1/2.
  EXPECT_EQ(rr.test.randomization_p, 1);
  const MeasureComparison& p = comparison.runs[0].measures[1];
  EXPECT_EQ(p.measure, 1U);
  EXPECT_EQ(deltas(p), "2:+1.000 3:+0.000 4:+0.000 5:+0.000 1:-1.000");
}

TEST(Comparison, OnlyTopicsThatAllHaveWhereOnlyThoseCount) {
  const auto third = run_of({{"2", "a"}, {"3", "a"}}, "third");
  const Comparison comparison =
      compare({kBase, kOther, third}, kQrels, measures_of("RR"), kInBoth, kSeed);
  EXPECT_EQ(deltas(comparison.runs[0].measures[0]), "2:+0.500 3:+0.000");
  EXPECT_EQ(deltas(comparison.runs[1].measures[0]), "3:+0.667 2:+0.500");
  EXPECT_EQ(comparison.evaluations[0].topics.size(), 2U);
}

TEST(Comparison, RoundingIsATie) {
  // (0.1 + 0.2) / 3 and its like differ in the last bits only: ERR of one ranking in two orders of
  // equal grades.
  const Qrels qrels = qrels_of({{"1", {{"a", 1}, {"b", 1}, {"c", 1}}}});
  const Comparison comparison = compare({run_of({{"1", "a b c"}}), run_of({{"1", "c a b"}})}, qrels,
                                        measures_of("err,map,ndcg"), {}, kSeed);
  for (const MeasureComparison& compared : comparison.runs[0].measures) {
    EXPECT_EQ(compared.ties, 1U);
    EXPECT_EQ(compared.test.t_p, 1);
  }
}

TEST(Comparison, OnlyAveragesAreCompared) {
  const Comparison comparison =
      compare({kBase, kOther}, kQrels, measures_of("runid,num_q,num_ret,gm_map,relstring,RR,map"),
              {}, kSeed);
  std::vector<std::string> names;
  for (const Measure& measure : comparison.measures) names.push_back(measure.name);
  EXPECT_THAT(names, ElementsAre("RR", "map"));
  EXPECT_TRUE(compare({kBase, kOther}, kQrels, measures_of("num_q"), {}, kSeed).measures.empty());
}

TEST(Comparison, PValuesAreCorrectedOverTheRuns) {
  const Comparison comparison =
      compare({kBase, kOther, kBase}, kQrels, measures_of("RR"), {}, kSeed);
  std::vector<double> t;
  for (const RunComparison& run : comparison.runs) t.push_back(run.measures[0].test.t_p);
  const auto corrected = holm(t);
  for (std::size_t r = 0; r < 2; ++r) {
    EXPECT_EQ(comparison.runs[r].measures[0].t_p_holm, corrected[r]);
  }
  EXPECT_EQ(comparison.runs[1].measures[0].wins + comparison.runs[1].measures[0].losses, 0U);
  EXPECT_EQ(comparison.runs[1].measures[0].test.t_p, 1);
}

}  // namespace
}  // namespace medlar
