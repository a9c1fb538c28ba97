// The search for ranking parameters, on made-up measures with known tops.
#include "query/evaluation/tuning.h"

#include <cmath>
#include <fstream>

#include <gtest/gtest.h>

#include "tests/query/evaluation/evaluating.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

/// Topic `i` is answered best at b = tops[i]; k1 is best at 3 for all.
TopicMeasure hills(std::vector<double> tops, std::size_t* calls = nullptr) {
  return
      [tops = std::move(tops), calls](const RankingParameters& p) -> Result<std::vector<double>> {
        if (calls != nullptr) ++*calls;
        std::vector<double> values;
        for (const double top : tops) {
          values.push_back(1 - std::abs(p.b - top) - std::abs(p.k1 - 3) / 10);
        }
        return values;
      };
}

TEST(Tune, FindsTheTop) {
  const auto result = tune(hills({0.3, 0.3, 0.3, 0.3}), 4, {.folds = 2});
  ASSERT_TRUE(result) << error_of(result);
  EXPECT_NEAR(result->best.b, 0.3, 0.01);
  EXPECT_NEAR(result->best.k1, 3, 0.1);
  EXPECT_EQ(result->best.joined_word, RankingParameters().joined_word);  // moves nothing, stays
  EXPECT_GT(result->training, 0.98);
  EXPECT_NEAR(result->training_start, 1 - 0.45 - 0.18, 1e-9);
  EXPECT_NEAR(result->held_out, result->training, 0.02);
}

TEST(Tune, HeldOutTopicsDoNotHelpTheirOwnSearch) {
  // Each topic wants something else: what is learnt of the others is wrong for the one left out.
  const auto result = tune(hills({0, 1, 0, 1}), 4, {.names = {"b"}, .folds = 2});
  ASSERT_TRUE(result) << error_of(result);
  EXPECT_EQ(result->folds.size(), 2U);
  EXPECT_LE(result->held_out, result->training + 1e-9);
}

TEST(Tune, SearchesOnlyWhatIsNamed) {
  const auto result = tune(hills({0.3, 0.3, 0.3, 0.3}), 4, {.names = {"b"}, .folds = 2});
  ASSERT_TRUE(result) << error_of(result);
  EXPECT_EQ(result->best.k1, RankingParameters().k1);
  EXPECT_NEAR(result->best.b, 0.3, 0.01);
}

TEST(Tune, WeighsTopics) {
  const auto result =
      tune(hills({0.1, 0.9, 0.1, 0.9}), 4, {.names = {"b"}, .folds = 2, .weights = {1, 3, 1, 3}});
  ASSERT_TRUE(result) << error_of(result);
  EXPECT_NEAR(result->best.b, 0.9, 0.01);
}

TEST(Tune, IsTheSameForOneSeed) {
  const TuningOptions options{.folds = 3, .seed = 7};
  const auto first = tune(hills({0.1, 0.5, 0.9, 0.3, 0.2, 0.8}), 6, options);
  const auto second = tune(hills({0.1, 0.5, 0.9, 0.3, 0.2, 0.8}), 6, options);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->best, second->best);
  EXPECT_EQ(first->held_out, second->held_out);
  EXPECT_EQ(first->settings, second->settings);
}

TEST(Tune, RefusesWhatMakesNoSense) {
  EXPECT_EQ(
      error_of(tune(hills({1, 1}), 2, {.folds = 2})),
      "2 folds of 2 topics are no cross-validation | take two folds or more, of two topics or "
      "more each");
  EXPECT_EQ(
      error_of(tune(hills({1, 1, 1, 1}), 4, {.names = {"k2"}, .folds = 2})),
      "no ranking parameter is called k2 | there are: k1 b joined_word concept_names "
      "words_of_concept whole_name whole_title proximity nearness examples as_spelt asked_role");
}

TEST(Tune, PassesOnAnError) {
  const TopicMeasure broken = [](const RankingParameters&) -> Result<std::vector<double>> {
    return failure(ErrorCode::kIndexDamaged, "damaged", "rebuild");
  };
  EXPECT_EQ(error_of(tune(broken, 4, {.folds = 2})), "damaged | rebuild");
}

TEST(Remembered, GoesOnWhereItBrokeOff) {
  const TempDir dir;
  const auto file = dir / "memory";
  std::size_t calls = 0;
  auto measure = remembered(hills({0.2, 0.4, 0.2, 0.4}, &calls), file, "one");
  ASSERT_TRUE(measure) << error_of(measure);
  const auto whole = tune(*measure, 4, {.folds = 2});
  const std::size_t all = calls;
  // A line torn in the middle is measured anew, nothing else.
  std::string text = read_file(file);
  std::ofstream(file, std::ios::binary) << text.substr(0, text.size() - 5);
  calls = 0;
  auto again = remembered(hills({0.2, 0.4, 0.2, 0.4}, &calls), file, "one");
  ASSERT_TRUE(again) << error_of(again);
  const auto resumed = tune(*again, 4, {.folds = 2});
  EXPECT_EQ(calls, 1U);
  EXPECT_GT(all, 10U);
  EXPECT_EQ(resumed->best, whole->best);
  EXPECT_EQ(resumed->held_out, whole->held_out);
  const auto other = remembered(hills({0.2}), file, "another");
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, ErrorCode::kUsage);
}

}  // namespace
}  // namespace medlar
