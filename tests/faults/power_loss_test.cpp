// The power fails while a build runs: whatever the disk kept, the index from before or the new one
// is there, whole. The states are made from the calls of one build; see power_loss.h.
#include "tests/faults/power_loss.h"

#include <gmock/gmock.h>

#include "tests/faults/index_under_test.h"
#include "tests/faults/random.h"

namespace medlar {
namespace {

namespace fs = std::filesystem;
using Start = IndexUnderTest::Start;
using Build = IndexUnderTest::Build;

struct Recording {
  std::string_view name;
  Start start;
  Build build;
};

constexpr Recording kRenewal{"Renewal", Start::kPublished, Build::kFull};
constexpr Recording kFirst{"First", Start::kEmpty, Build::kFull};
constexpr Recording kUpdate{"Update", Start::kPublished, Build::kUpdate};

/// One build's calls on an index's disk.
PowerLoss recorded_build(const IndexUnderTest& subject, const Recording& recording) {
  subject.start_over(recording.start);
  PowerLoss loss{.before = read_disk(subject.disk())};
  loss.calls = read_trace(subject.traced_build(recording.build), subject.disk());
  EXPECT_GT(loss.calls.size(), 50U);
  return loss;
}

std::string state_after(const IndexUnderTest& subject, const DiskState& disk) {
  fs::remove_all(subject.disk());
  write_disk(disk, subject.disk());
  return subject.state();
}

TEST(PowerLossModel, KeepsEverythingThatWasDone) {
  const IndexUnderTest& subject = index_under_test();
  PowerLoss loss = recorded_build(subject, kRenewal);
  const DiskState now = read_disk(subject.disk());
  // With all calls made and synced at the end, the model's disk is the real one.
  std::vector<std::string> paths{""};
  for (const auto& [path, entry] : now.entries) paths.push_back(path);
  for (const std::string& path : paths) loss.calls.push_back({'s', path, "", ""});
  std::mt19937_64 random(test_seed());
  const DiskState model = loss.after(loss.calls.size(), random);
  for (const auto& [path, entry] : model.entries) {
    EXPECT_TRUE(now.entries.contains(path)) << path;
  }
  for (const auto& [path, entry] : now.entries) {
    SCOPED_TRACE(path);
    ASSERT_TRUE(model.entries.contains(path));
    EXPECT_EQ(model.entries.at(path).type, entry.type);
    EXPECT_TRUE(model.entries.at(path).bytes == entry.bytes);
  }
}

class PowerLossTest : public testing::TestWithParam<Recording> {};

TEST_P(PowerLossTest, LosesNoIndex) {
  const IndexUnderTest& subject = index_under_test();
  const PowerLoss loss = recorded_build(subject, GetParam());
  const std::string untouched = GetParam().start == Start::kEmpty ? "none" : "before";
  std::mt19937_64 random(test_seed());
  const int states = is_long_run() ? 500 : 15;
  int renewed = 0;
  for (int i = 0; i < states; ++i) {
    // One in ten after the end: what was reported as done is done.
    const std::size_t made =
        i % 10 == 0 ? loss.calls.size() : number_below(loss.calls.size() + 1, random);
    SCOPED_TRACE(fmt::format("state {}: {} of {} calls made", i, made, loss.calls.size()));
    const std::string state = state_after(subject, loss.after(made, random));
    renewed += state == "after" ? 1 : 0;
    if (made == loss.calls.size()) {
      EXPECT_EQ(state, "after");
    } else {
      EXPECT_THAT(state, testing::AnyOf(untouched, "after"));
    }
    if (i % 10 == 5) subject.expect_recovery(GetParam().build);
    if (HasFailure()) break;
  }
  std::fprintf(stderr, "%d states, %d of them renewed\n", states, renewed);
}

INSTANTIATE_TEST_SUITE_P(Builds, PowerLossTest, testing::Values(kRenewal, kFirst, kUpdate),
                         [](const auto& row) { return std::string(row.param.name); });

/// The simulator finds what there is to find: without its syncs the same build loses the index.
TEST(PowerLossModel, FindsWhatABuildWithoutSyncsLoses) {
  const IndexUnderTest& subject = index_under_test();
  PowerLoss loss = recorded_build(subject, kRenewal);
  loss.syncs = Syncs::kIgnored;
  std::mt19937_64 random(test_seed());
  int lost = 0;
  for (int i = 0; i < 60 && lost == 0; ++i) {
    const std::string state = state_after(subject, loss.after(loss.calls.size(), random));
    lost += state == "before" || state == "after" ? 0 : 1;
  }
  EXPECT_GT(lost, 0);
}

}  // namespace
}  // namespace medlar
