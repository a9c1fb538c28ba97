// An index that is published, and the build that is to replace it: what each of them answers, and
// which of them is there after something went wrong. Everything is done by the command.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/articles.h"
#include "tests/support/run_medlar.h"
#include "tests/support/temp_dir.h"

namespace medlar {

/// Some cases of everything, or all of them: MEDLAR_LONG_TESTS is set by tools/check --long.
inline bool is_long_run() { return std::getenv("MEDLAR_LONG_TESTS") != nullptr; }

/// The seed of a random test; MEDLAR_SEED replays one.
inline std::uint64_t test_seed() {
  const char* given = std::getenv("MEDLAR_SEED");
  const std::uint64_t seed = given == nullptr ? std::uint64_t{20'261'128} : std::stoull(given);
  testing::Test::RecordProperty("seed", std::to_string(seed));
  std::fprintf(stderr, "MEDLAR_SEED=%s\n", std::to_string(seed).c_str());
  return seed;
}

/// A sanitized program whose engine fails leaks a little, which is not what is tested here.
inline std::map<std::string, std::string> without_leak_check() {
  return {{"ASAN_OPTIONS", "new_delete_type_mismatch=0:detect_leaks=0"}};
}

/// A fault in the calls of one run; see io_faults.cpp.
struct DiskFault {
  std::string kind;
  int at = 0;
  std::string only;  // a part of the paths
};

struct FaultyRun {
  MedlarOutcome outcome;
  bool is_struck = false;
};

class IndexUnderTest {
 public:
  enum class Start { kEmpty, kPublished };

  IndexUnderTest() {
    before_ = build(articles("mild", 6), "pristine/index");
    after_ = build(articles("severe", 8), "newer/index");
    EXPECT_NE(before_.digest, after_.digest);
    EXPECT_NE(before_.answer, after_.answer);
  }

  /// The folder whose disk fails; the index is in it, or will be.
  std::filesystem::path disk() const { return dir_ / "disk"; }
  std::string index() const { return (disk() / "index").string(); }

  /// As it was before the build.
  void start_over(Start start) const {
    std::filesystem::remove_all(disk());
    if (start == Start::kEmpty) {
      std::filesystem::create_directory(disk());
    } else {
      std::filesystem::copy(
          dir_ / "pristine", disk(),
          std::filesystem::copy_options::recursive | std::filesystem::copy_options::copy_symlinks);
    }
  }

  /// The build of the newer articles. One thread: the calls of two have no fixed order.
  MedlarRun newer_build() const {
    return {.arguments = {"index", (dir_ / "newer/index.jsonl").string(), "--index", index(),
                          "--threads", "1"}};
  }

  FaultyRun run_with(const DiskFault& fault) const {
    MedlarRun run = newer_build();
    const std::filesystem::path mark = dir_ / "struck";
    std::filesystem::remove(mark);
    run.environment = without_leak_check();
    run.environment.merge(watched_disk());
    run.environment["MEDLAR_IO_FAULT"] = fault.kind;
    run.environment["MEDLAR_IO_AT"] = std::to_string(fault.at);
    run.environment["MEDLAR_IO_ONLY"] = fault.only;
    run.environment["MEDLAR_IO_STRUCK"] = mark.string();
    FaultyRun done{run_medlar(run)};
    done.is_struck = std::filesystem::exists(mark);
    return done;
  }

  /// The trace of the whole build, undisturbed.
  std::filesystem::path traced_build() const {
    MedlarRun run = newer_build();
    const std::filesystem::path trace = dir_ / "trace";
    run.environment = watched_disk();
    run.environment["MEDLAR_IO_TRACE"] = trace.string();
    const MedlarOutcome done = run_medlar(run);
    EXPECT_EQ(done.status, 0) << done.err;
    return trace;
  }

  /// "before", "after" or "none": which index is there, whole. Else what is wrong.
  std::string state() const {
    const MedlarOutcome check = run_medlar({"check", "--index", index()});
    if (check.status == 2 && check.err.find("no index in") != std::string::npos) return "none";
    if (check.status != 0) return fmt::format("check {}: {}{}", check.status, check.out, check.err);
    const Facts facts = facts_of(index());
    if (facts.digest == before_.digest && facts.answer == before_.answer) return "before";
    if (facts.digest == after_.digest && facts.answer == after_.answer) return "after";
    return fmt::format("neither: digest {}, answers {}", facts.digest, facts.answer);
  }

  /// Builds once more, with nothing in the way; then the new index is there, and no rest of the old
  /// build.
  void expect_recovery() const {
    const MedlarOutcome again = run_medlar(newer_build());
    EXPECT_EQ(again.status, 0) << again.err;
    EXPECT_EQ(state(), "after");
    EXPECT_FALSE(std::filesystem::exists(index() + "/.building"));
  }

 private:
  /// What is to be the same whenever and however often an index is built.
  struct Facts {
    std::string digest;
    std::string answer;
  };

  /// What puts io_faults.cpp between the program and the disk.
  std::map<std::string, std::string> watched_disk() const {
    return {{"LD_PRELOAD", MEDLAR_IO_FAULTS}, {"MEDLAR_IO_DIR", disk().string()}};
  }

  static std::string articles(std::string_view mark, int count) {
    std::string lines;
    for (int i = 0; i < count; ++i) {
      lines +=
          json_line(fmt::format("case-{}", i), fmt::format("A {} cough, case {}", mark, i),
                    fmt::format("A {} cough of {} days.\\n\\nRest helps with it.", mark, i + 2));
    }
    return lines;
  }

  static Facts facts_of(const std::string& index) {
    const MedlarOutcome info = run_medlar({"info", "--index", index, "--format=json"});
    const auto json = nlohmann::json::parse(info.out, nullptr, false);
    std::string answer;
    for (const char* const query : {"severe cough", "\"rest helps\" mild"}) {
      answer += run_medlar({"query", query, "--index", index, "--format=jsonl"}).out;
    }
    return {json.is_object() ? json.value("digest", "") : info.err, answer};
  }

  Facts build(const std::string& lines, const std::string& index) const {
    const std::string feed = dir_.file(index + ".jsonl", lines);
    const MedlarOutcome built = run_medlar({"index", feed, "--index", (dir_ / index).string()});
    EXPECT_EQ(built.status, 0) << built.err;
    return facts_of((dir_ / index).string());
  }

  TempDir dir_;
  Facts before_;
  Facts after_;
};

}  // namespace medlar
