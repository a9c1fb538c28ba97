// Paired tests against values from elsewhere.
//
// Values of Student's t are from SciPy 1.10.1: 2 * scipy.stats.t.sf(abs(t), df),
// scipy.stats.t.ppf(0.975, df), scipy.stats.ttest_1samp(differences, 0) and its
// confidence_interval().
#include "query/evaluation/significance.h"

#include <cmath>
#include <cstdint>
#include <map>
#include <numeric>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace medlar {
namespace {

using testing::DoubleNear;
using testing::Pointwise;

constexpr std::uint64_t kSeed = 1;

TEST(Student, PIsSciPys) {
  struct Row {
    double t;
    double degrees;
    double p;
  };
  for (const Row& row : {
           Row{0, 5, 1},
           Row{1, 1, 0.5},
           Row{2, 10, 0.07338803477074039},
           Row{-2, 10, 0.07338803477074039},
           Row{2, 1, 0.2951672353008664},
           Row{5, 103, 2.3618730229138697e-06},
           Row{2.228138852, 10, 0.04999999999883648},
           Row{1.96, 1e6, 0.04999606758526978},
           Row{40, 30, 1.3726045194406362e-27},
           Row{0.5, 2.5, 0.6576979198697148},
       }) {
    EXPECT_NEAR(student_p(row.t, row.degrees) / row.p, 1, 1e-9) << row.t << " " << row.degrees;
  }
}

TEST(Student, T95IsSciPys) {
  for (const auto& [degrees, t] :
       std::vector<std::pair<double, double>>{{1, 12.706204736432095},
                                              {2, 4.302652729911275},
                                              {9, 2.2621571627409915},
                                              {102, 1.98349525849594},
                                              {1000, 1.9623390808264074}}) {
    EXPECT_NEAR(student_t_95(degrees), t, 1e-8) << degrees;
  }
}

// Extra hours of sleep of ten patients under two drugs (Student, Biometrika 1908).
const std::vector<double> kSleep{1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4};
// Darwin's fifteen pairs of maize, in eighths of an inch (Fisher, The Design of Experiments, 1935).
const std::vector<double> kMaize{49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48};

TEST(PairedTest, IsSciPys) {
  struct Row {
    std::vector<double> differences;
    double mean, low, high, effect, p;
  };
  for (const Row& row : {
           Row{kSleep, 1.58, 0.7001142367452711, 2.4598857632547286, 1.2845575625910546,
               0.00283289019738427},
           Row{kMaize, 20.933333333333334, 0.03119331840152384, 41.83547334826514,
               0.5546079777065185, 0.0497029440218009},
           Row{{0.5, -0.25, 0.125, 0, 0.25},
               0.125,
               -0.22205563814972484,
               0.47205563814972484,
               0.4472135954999579,
               0.373900966300059},
           Row{{0.1, 0.1, -0.1, 0, 0},
               0.02,
               -0.08388506336835697,
               0.12388506336835697,
               0.2390457218668787,
               0.6213082950374971},
       }) {
    const PairedTest test = paired_test(row.differences, kSeed);
    EXPECT_NEAR(test.mean, row.mean, 1e-12);
    EXPECT_NEAR(test.interval_low, row.low, 1e-7);
    EXPECT_NEAR(test.interval_high, row.high, 1e-7);
    EXPECT_NEAR(test.effect_size, row.effect, 1e-12);
    EXPECT_NEAR(test.t_p, row.p, 1e-12);
  }
}

/// Fisher counted 863 of 32768 sign patterns whose sum is at least Darwin's 314; as many are at
/// most -314.
TEST(PairedTest, RandomizationIsFishers) {
  EXPECT_EQ(paired_test(kMaize, kSeed).randomization_p, 2 * 863 / 32768.0);
}

/// The exact p of whole differences, by counting how many sign patterns make each sum: one
/// difference after the other, never a pattern as such.
double exact_p(const std::vector<int>& differences) {
  std::map<int, double> ways{{0, 1.0}};
  for (const int d : differences) {
    std::map<int, double> next;
    for (const auto& [sum, count] : ways) {
      next[sum + d] += count;
      next[sum - d] += count;
    }
    ways = std::move(next);
  }
  const int observed = std::abs(std::accumulate(differences.begin(), differences.end(), 0));
  double extreme = 0;
  for (const auto& [sum, count] : ways) extreme += std::abs(sum) >= observed ? count : 0;
  return extreme / std::exp2(static_cast<double>(differences.size()));
}

/// Tenths: not exact in binary, so that equal sums differ by rounding.
std::vector<double> tenths(const std::vector<int>& differences) {
  std::vector<double> doubles;
  for (const int d : differences) doubles.push_back(d / 10.0);
  return doubles;
}

TEST(PairedTest, FewTopicsAreCountedOut) {
  for (const std::vector<int>& differences : std::vector<std::vector<int>>{
           {1, 1},
           {1, -1},
           {3, 2, 1},
           {1, 1, 1, 1, 1},
           {5, -3, 2, 2, -1, 7},
           {0, 0, 3, 1, 0, 2, 0},  // a difference of 0 changes nothing
           {1, 2, 3, 4, 5, 6, 7, 8, 9, -10},
           {7, 3, -2, 9, 1, -4, 6, 6, -5, 3, 8, -1},
           {2, -7, 3, 3, 1, 9, -4, 6, 2, 2, -1, 8, 5, -3, 4, 1},
       }) {
    const PairedTest test = paired_test(tenths(differences), kSeed);
    EXPECT_NEAR(test.randomization_p, exact_p(differences), 1e-12)
        << testing::PrintToString(differences);
  }
}

/// 18 and 25 differences have more sign patterns than are tried: the share of those tried lies
/// within four standard errors of the exact one.
TEST(PairedTest, ManyTopicsAreSampled) {
  for (const std::vector<int>& differences : std::vector<std::vector<int>>{
           {2, -7, 3, 3, 1, 9, -4, 6, 2, 2, -1, 8, 5, -3, 4, 1, 3, 2},
           {1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 7, -7, 8, -8, 9, -9, 1},
           {3, 1, -4, 1, 5, 9, -2, 6, 5, 3, 5, -8, 9, 7, 9, -3, 2, 3, 8, -4, 6, 2, -6, 4, 3},
       }) {
    const double exact = exact_p(differences);
    const double error = std::sqrt(exact * (1 - exact) / static_cast<double>(kPermutations));
    for (const std::uint64_t seed : {1, 2, 3}) {
      const double p = paired_test(tenths(differences), seed).randomization_p;
      EXPECT_NEAR(p, exact, 4 * error + 2e-5) << seed;
    }
  }
}

TEST(PairedTest, TheSeedDecides) {
  std::vector<double> differences;
  for (int i = 0; i < 104; ++i) differences.push_back(std::sin(i) / 10 + 0.01);
  const PairedTest first = paired_test(differences, 1);
  EXPECT_EQ(paired_test(differences, 1).randomization_p, first.randomization_p);
  EXPECT_NE(paired_test(differences, 2).randomization_p, first.randomization_p);
  EXPECT_EQ(paired_test(differences, 2).t_p, first.t_p);
  // The tests agree on means of many topics (Smucker et al. 2007).
  EXPECT_NEAR(first.randomization_p, first.t_p, 0.01);
  // Never 0, and no finer than the number of permutations.
  EXPECT_EQ(paired_test(std::vector<double>(30, 1.0), 1, 1000).randomization_p, 1 / 1001.0);
}

TEST(PairedTest, SignsDoNotMatter) {
  std::vector<double> turned = kSleep;
  for (double& d : turned) d = -d;
  const PairedTest a = paired_test(kSleep, kSeed);
  const PairedTest b = paired_test(turned, kSeed);
  EXPECT_EQ(a.mean, -b.mean);
  EXPECT_EQ(a.interval_low, -b.interval_high);
  EXPECT_EQ(a.t_p, b.t_p);
  EXPECT_EQ(a.randomization_p, b.randomization_p);
}

TEST(PairedTest, DegenerateInput) {
  for (const std::vector<double>& none :
       std::vector<std::vector<double>>{{}, {0}, {0, 0}, std::vector<double>(50, 0.0)}) {
    const PairedTest test = paired_test(none, kSeed);
    EXPECT_EQ(test.mean, 0);
    EXPECT_EQ(test.t_p, 1);
    EXPECT_EQ(test.randomization_p, 1);
    EXPECT_EQ(test.effect_size, 0);
    EXPECT_EQ(test.interval_low, 0);
    EXPECT_EQ(test.interval_high, 0);
  }
  const PairedTest one = paired_test({0.5}, kSeed);
  EXPECT_EQ(one.mean, 0.5);
  EXPECT_EQ(one.t_p, 1);
  EXPECT_EQ(one.randomization_p, 1);
  // All differences equal: no spread, and 0.1 three times is no rounder than that.
  const PairedTest equal = paired_test({0.1, 0.1, 0.1}, kSeed);
  EXPECT_EQ(equal.t_p, 0);
  EXPECT_EQ(equal.effect_size, 0);
  EXPECT_EQ(equal.randomization_p, 2 / 8.0);
  EXPECT_EQ(equal.interval_low, equal.interval_high);
}

TEST(Holm, Corrects) {
  struct Row {
    std::vector<double> p;
    std::vector<double> corrected;
  };
  for (const Row& row : {
           Row{{}, {}},
           Row{{0.04}, {0.04}},
           // sorted 0.005 0.01 0.03 0.04, times 4 3 2 1, none below the one before
           Row{{0.01, 0.04, 0.03, 0.005}, {0.03, 0.06, 0.06, 0.02}},
           Row{{0.02, 0.02, 0.02}, {0.06, 0.06, 0.06}},
           Row{{0.5, 0.6, 0.7}, {1, 1, 1}},
           Row{{0, 1}, {0, 1}},
       }) {
    EXPECT_THAT(holm(row.p), Pointwise(DoubleNear(1e-12), row.corrected));
  }
}

}  // namespace
}  // namespace medlar
