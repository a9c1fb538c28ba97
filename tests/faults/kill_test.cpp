// Builds and updates that are killed at any moment, one after another, on whatever the one before
// has left.
#include <chrono>
#include <random>

#include <gmock/gmock.h>

#include "tests/faults/index_under_test.h"
#include "tests/faults/random.h"

namespace medlar {
namespace {

using Microseconds = std::chrono::microseconds;
using Build = IndexUnderTest::Build;

constexpr unsigned kAsManyAsCores = 0;  // threads

TEST(RandomKills, LoseNothing) {
  const IndexUnderTest& subject = index_under_test();
  subject.start_over(IndexUnderTest::Start::kPublished);
  const auto started = std::chrono::steady_clock::now();
  ASSERT_EQ(run_medlar(subject.newer_build(Build::kFull, kAsManyAsCores)).status, 0);
  const auto whole =
      std::chrono::duration_cast<Microseconds>(std::chrono::steady_clock::now() - started);

  std::mt19937_64 random(test_seed());
  const int kills = is_long_run() ? 500 : 10;
  int finished = 0;
  for (int i = 0; i < kills && !testing::Test::HasFailure(); ++i) {
    const Build build = i % 2 == 0 ? Build::kFull : Build::kUpdate;
    MedlarRun run = subject.newer_build(build, kAsManyAsCores);
    run.killed_after = Microseconds(number_below(whole.count() + 1, random));
    SCOPED_TRACE(fmt::format("kill {} after {} us", i, run.killed_after.count()));
    const int status = run_medlar(run).status;
    EXPECT_THAT(status, testing::AnyOf(0, 128 + SIGKILL));
    const std::string state = subject.state();
    if (status == 0) {
      EXPECT_EQ(state, "after");
    } else {
      EXPECT_THAT(state, testing::AnyOf("before", "after"));
    }
    finished += state == "after" ? 1 : 0;
    const bool is_built_again = i % 10 == 9;
    if (is_built_again) subject.expect_recovery(build);
    if (is_built_again || state == "after") subject.start_over(IndexUnderTest::Start::kPublished);
  }
  std::fprintf(stderr, "%d kills, %d of them after the new index was there\n", kills, finished);
}

}  // namespace
}  // namespace medlar
