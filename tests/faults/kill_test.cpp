// Builds that are killed at any moment, one after another, on whatever the one before has left.
#include <chrono>
#include <random>

#include <gmock/gmock.h>

#include "tests/faults/index_under_test.h"
#include "tests/faults/random.h"

namespace medlar {
namespace {

using Microseconds = std::chrono::microseconds;

TEST(RandomKills, LoseNothing) {
  const IndexUnderTest subject;
  subject.start_over(IndexUnderTest::Start::kPublished);
  MedlarRun run = subject.newer_build();
  run.arguments.resize(run.arguments.size() - 2);  // as many threads as there are
  const auto started = std::chrono::steady_clock::now();
  ASSERT_EQ(run_medlar(run).status, 0);
  const auto whole =
      std::chrono::duration_cast<Microseconds>(std::chrono::steady_clock::now() - started);

  std::mt19937_64 random(test_seed());
  const int kills = is_long_run() ? 500 : 10;
  int finished = 0;
  for (int i = 0; i < kills && !testing::Test::HasFailure(); ++i) {
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
    if (is_built_again) subject.expect_recovery();
    if (is_built_again || state == "after") subject.start_over(IndexUnderTest::Start::kPublished);
  }
  std::fprintf(stderr, "%d kills, %d of them after the new index was there\n", kills, finished);
}

}  // namespace
}  // namespace medlar
