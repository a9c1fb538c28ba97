// A build whose disk fails, or whose process dies, in every one of its calls: each time the index
// from before or the new one is there, whole, and the build can be run again.
#include <gmock/gmock.h>

#include "tests/faults/index_under_test.h"

namespace medlar {
namespace {

using Start = IndexUnderTest::Start;
using Build = IndexUnderTest::Build;

struct Trouble {
  std::string_view name;
  std::string_view kind;
  Start start;
  int first;  // of the short form: so that its forms look at different calls
  Build build = Build::kFull;
  std::string_view only = {};  // calls on such paths, and then each of them in the short form too
};

// In the short form.
constexpr int kStep = 61;
constexpr int kTries = 2;  // where not each call is tried
constexpr int kTriesForEachRecovery = 2;

class DiskFaults : public testing::TestWithParam<Trouble> {};

TEST_P(DiskFaults, LoseNothing) {
  const Trouble& trouble = GetParam();
  const bool kills = trouble.kind == "kill" || trouble.kind == "tear";
  const std::string untouched = trouble.start == Start::kEmpty ? "none" : "before";
  const IndexUnderTest& subject = index_under_test();
  int tried = 0;
  const bool tries_all = is_long_run() || !trouble.only.empty();
  for (int at = tries_all ? 1 : trouble.first;; at += tries_all ? 1 : kStep) {
    SCOPED_TRACE(fmt::format("{} at call {}", trouble.kind, at));
    subject.start_over(trouble.start);
    const FaultyRun run =
        subject.run_with({std::string(trouble.kind), at, std::string(trouble.only)}, trouble.build);
    const MedlarOutcome& outcome = run.outcome;
    const std::string state = subject.state();
    if (!run.is_struck) {
      EXPECT_EQ(outcome.status, 0) << outcome.err;
      EXPECT_EQ(state, "after");
      break;
    }
    ++tried;
    EXPECT_THAT(state, testing::AnyOf(untouched, "after"));
    if (kills) {
      EXPECT_EQ(outcome.status, 128 + SIGKILL) << outcome.err;
    } else if (outcome.status == 0) {  // a call that the build can do without
      EXPECT_EQ(state, "after");
    } else {
      EXPECT_EQ(outcome.status, 4) << outcome.err;
      EXPECT_THAT(outcome.err, testing::HasSubstr("\nhint: ")) << outcome.err;
    }
    if (is_long_run() || tried % kTriesForEachRecovery == 0) {
      subject.expect_recovery(trouble.build);
    }
    if (HasFailure() || (!tries_all && tried == kTries)) break;
  }
  RecordProperty("tried", tried);
  std::fprintf(stderr, "%s: %d calls tried\n", std::string(trouble.name).c_str(), tried);
  EXPECT_GT(tried, 0);
}

INSTANTIATE_TEST_SUITE_P(
    Builds, DiskFaults,
    testing::Values(Trouble{"Killed", "kill", Start::kPublished, 3},
                    Trouble{"KilledAtFirst", "kill", Start::kEmpty, 17},
                    Trouble{"Torn", "tear", Start::kPublished, 11},
                    Trouble{"TornAtFirst", "tear", Start::kEmpty, 29},
                    Trouble{"DiskFullOnce", "nospace", Start::kPublished, 7},
                    Trouble{"DiskFull", "nospace-on", Start::kPublished, 19},
                    Trouble{"DiskFullAtFirst", "nospace-on", Start::kEmpty, 23},
                    Trouble{"ErrorOnce", "error", Start::kPublished, 5},
                    Trouble{"ErrorAtForward", "error", Start::kPublished, 1, Build::kFull,
                            "forward"},
                    Trouble{"Errors", "error-on", Start::kPublished, 31},
                    Trouble{"ErrorsAtFirst", "error-on", Start::kEmpty, 37},
                    Trouble{"UpdateKilled", "kill", Start::kPublished, 41, Build::kUpdate},
                    Trouble{"UpdateTorn", "tear", Start::kPublished, 43, Build::kUpdate},
                    Trouble{"UpdateDiskFull", "nospace-on", Start::kPublished, 47, Build::kUpdate},
                    Trouble{"UpdateErrorOnce", "error", Start::kPublished, 13, Build::kUpdate},
                    Trouble{"UpdateErrors", "error-on", Start::kPublished, 53, Build::kUpdate}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace medlar
