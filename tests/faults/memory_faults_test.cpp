// No memory is left at one allocation, or from there on: what was published is there, whole, and no
// build and no query ends well with something missing.
#include <algorithm>
#include <sstream>

#include <gmock/gmock.h>

#include "tests/faults/index_under_test.h"
#include "tests/faults/random.h"

namespace medlar {
namespace {

using Start = IndexUnderTest::Start;
using Build = IndexUnderTest::Build;

constexpr int kTriesForEachRecovery = 3;

/// Runs one command with such faults.
class MemoryFaults {
 public:
  explicit MemoryFaults(MedlarRun run) : run_(std::move(run)) {
    run_.environment["LD_PRELOAD"] = MEDLAR_MEMORY_FAULTS;
  }

  /// The first allocation of each place in the program that allocates, in any order.
  std::vector<long> places() const {
    MedlarRun run = run_;
    run.environment["MEDLAR_MEMORY_PLACES"] = (dir_ / "places").string();
    run_medlar(run);
    std::istringstream lines(read_file(dir_ / "places"));
    std::vector<long> numbers;
    for (long number = 0; lines >> number;) numbers.push_back(number);
    std::mt19937_64 random(test_seed());
    std::ranges::shuffle(numbers, random);
    return numbers;
  }

  FaultyRun run_with(const std::string& kind, long at) const {
    MedlarRun run = run_;
    const std::filesystem::path mark = dir_ / "struck";
    std::filesystem::remove(mark);
    run.environment["MEDLAR_MEMORY_FAULT"] = kind;
    run.environment["MEDLAR_MEMORY_AT"] = std::to_string(at);
    run.environment["MEDLAR_MEMORY_STRUCK"] = mark.string();
    FaultyRun done{run_medlar(run)};
    done.is_struck = std::filesystem::exists(mark);
    return done;
  }

 private:
  MedlarRun run_;
  TempDir dir_;
};

struct Shortage {
  std::string_view name;
  std::string_view kind;
  std::size_t few;  // tries of the short form
  std::size_t many;
  Build build = Build::kFull;
};

std::string name_of(const testing::TestParamInfo<Shortage>& row) {
  return std::string(row.param.name);
}

class MemoryFaultsTest : public testing::TestWithParam<Shortage> {
 protected:
  void SetUp() override {
#ifdef MEDLAR_SANITIZED
    GTEST_SKIP() << "a sanitizer allocates by itself";
#endif
  }

  /// The allocations to try.
  static std::vector<long> chosen(const MemoryFaults& faults) {
    std::vector<long> places = faults.places();
    EXPECT_GT(places.size(), 500U);
    const std::size_t all = places.size();
    places.resize(std::min(all, is_long_run() ? GetParam().many : GetParam().few));
    std::fprintf(stderr, "%zu of %zu places\n", places.size(), all);
    return places;
  }

  /// What a command may do that is not told to be well: to say so, or to die of it.
  void expect_plain_end(const MedlarOutcome& outcome) {
    ++ends_[outcome.status];
    // The C library ends by itself where it cannot note what a thread is to destroy, and says why.
    const bool is_told = outcome.err.find("Fatal glibc error") != std::string::npos;
    EXPECT_THAT(outcome.status, testing::AnyOf(is_told ? 3 : 4, 4, 128 + SIGABRT, 128 + SIGSEGV))
        << outcome.err;
    if (outcome.status < 128) {
      EXPECT_THAT(outcome.err, testing::HasSubstr("\nhint: "));
    }
  }

  void print_ends() const {
    for (const auto& [status, count] : ends_) std::fprintf(stderr, "%d: %d\n", status, count);
  }

  std::map<int, int> ends_;  // exit statuses
};

using BuildsWithoutMemory = MemoryFaultsTest;

TEST_P(BuildsWithoutMemory, LoseNothing) {
  const Shortage& shortage = GetParam();
  const IndexUnderTest& subject = index_under_test();
  subject.start_over(Start::kPublished);
  const MemoryFaults faults(subject.newer_build(shortage.build));
  int tried = 0;
  for (const long at : chosen(faults)) {
    SCOPED_TRACE(fmt::format("{} at allocation {}", shortage.kind, at));
    subject.start_over(Start::kPublished);
    const FaultyRun run = faults.run_with(std::string(shortage.kind), at);
    EXPECT_TRUE(run.is_struck);
    const std::string state = subject.state();
    if (run.outcome.status == 0) {  // an allocation that can be done without
      ++ends_[0];
      EXPECT_EQ(state, "after");
    } else {
      EXPECT_THAT(state, testing::AnyOf("before", "after"));
      expect_plain_end(run.outcome);
    }
    if (++tried % kTriesForEachRecovery == 0) subject.expect_recovery(shortage.build);
    if (HasFailure() && !is_long_run()) break;
  }
  print_ends();
}

INSTANTIATE_TEST_SUITE_P(Memory, BuildsWithoutMemory,
                         testing::Values(Shortage{"Once", "once", 8, 1000},
                                         Shortage{"FromThereOn", "on", 3, 200},
                                         Shortage{"UpdateOnce", "once", 3, 300, Build::kUpdate}),
                         name_of);

using QueriesWithoutMemory = MemoryFaultsTest;

TEST_P(QueriesWithoutMemory, AnswerRightOrNotAtAll) {
  const IndexUnderTest& subject = index_under_test();
  subject.start_over(Start::kPublished);
  const MedlarRun query{.arguments = {"query", "sevre cough \"rest helps\" m\u00e9xico car*",
                                      "--index", subject.index(), "--format=jsonl"}};
  const MedlarOutcome right = run_medlar(query);
  ASSERT_EQ(right.status, 0) << right.err;
  const MemoryFaults faults(query);
  for (const long at : chosen(faults)) {
    SCOPED_TRACE(fmt::format("{} at allocation {}", GetParam().kind, at));
    const FaultyRun run = faults.run_with(std::string(GetParam().kind), at);
    EXPECT_TRUE(run.is_struck);
    if (run.outcome.status == 0) {
      ++ends_[0];
      EXPECT_EQ(run.outcome.out, right.out);
    } else {
      expect_plain_end(run.outcome);
    }
    if (HasFailure() && !is_long_run()) break;
  }
  EXPECT_EQ(subject.state(), "before");
  print_ends();
}

INSTANTIATE_TEST_SUITE_P(Memory, QueriesWithoutMemory,
                         testing::Values(Shortage{"Once", "once", 8, 1000},
                                         Shortage{"FromThereOn", "on", 3, 300}),
                         name_of);

}  // namespace
}  // namespace medlar
