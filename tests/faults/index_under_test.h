// An index that is published, and the build or update that is to replace it: what each of them
// answers, and which of them is there after something went wrong. The command builds; what is there
// is looked at in the test, which is much faster.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "indexer/format/index_check.h"
#include "indexer/format/index_layout.h"
#include "indexer/format/manifest.h"
#include "query/searcher.h"
#include "tests/support/articles.h"
#include "tests/support/run_medlar.h"
#include "tests/support/temp_dir.h"

// A sanitizer allocates by itself, and needs a lot.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define MEDLAR_SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define MEDLAR_SANITIZED
#endif
#endif

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
  /// How the newer articles get into the index; the outcome is the same.
  enum class Build { kFull, kUpdate };

  IndexUnderTest() {
    for (const auto& [name, bytes] : kept_sources()) dir_.file("in/" + name, bytes);
    dir_.file("in/feed.jsonl", articles("mild", 6));
    dir_.file("in/below/gone.txt", "Hiccups\n\nThey go by themselves.");
    before_ = build("pristine/index");
    dir_.file("in/feed.jsonl", articles("severe", 8));
    dir_.file("in/below/new.txt", "Sneezing\n\nDust makes people sneeze.");
    std::filesystem::remove(dir_ / "in/below/gone.txt");
    after_ = build("newer/index");
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
  MedlarRun newer_build(Build build, unsigned threads = 1) const {
    MedlarRun run{.arguments = {"index", sources(), "--index", index(), "--threads",
                                std::to_string(threads)}};
    if (build == Build::kUpdate) run.arguments.push_back("--update");
    return run;
  }

  FaultyRun run_with(const DiskFault& fault, Build build) const {
    MedlarRun run = newer_build(build);
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
  std::filesystem::path traced_build(Build build) const {
    MedlarRun run = newer_build(build);
    const std::filesystem::path trace = dir_ / "trace";
    std::filesystem::remove(trace);  // what is written down is appended
    run.environment = watched_disk();
    run.environment["MEDLAR_IO_TRACE"] = trace.string();
    const MedlarOutcome done = run_medlar(run);
    EXPECT_EQ(done.status, 0) << done.err;
    return trace;
  }

  /// "before", "after" or "none": which index is there, whole. Else what is wrong.
  std::string state() const {
    const auto check = check_index(index());
    if (!check) {
      return check.error().code == ErrorCode::kIndexMissing ? "none" : check.error().message;
    }
    if (!check->faults.empty()) return "check: " + check->faults.front();
    const Facts facts = facts_of(index());
    if (facts.digest == before_.digest && facts.answer == before_.answer) return "before";
    if (facts.digest == after_.digest && facts.answer == after_.answer) return "after";
    return fmt::format("neither: digest {}, answers {}", facts.digest, facts.answer);
  }

  /// Builds once more, with nothing in the way; then the new index is there, and no rest of the old
  /// build.
  void expect_recovery(Build build) const {
    MedlarRun run = newer_build(build);
    run.environment = watched_disk();
    const MedlarOutcome again = run_medlar(run);
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

  std::string sources() const { return (dir_ / "in").string(); }

  /// What puts io_faults.cpp between the program and the disk.
  std::map<std::string, std::string> watched_disk() const {
    return {{"LD_PRELOAD", MEDLAR_IO_FAULTS}, {"MEDLAR_IO_DIR", disk().string()}};
  }

  /// A source for each way of reading, with what is read by libraries: names of characters, letters
  /// beyond ASCII, another encoding, a page's head.
  static std::map<std::string, std::string> kept_sources() {
    return {
        {"croup.html",
         "<html lang=en><head><title>Croup</title><meta name=author content='Ren&eacute;e Roy'>"
         "</head><body><h1>Croup</h1><p>A barking cough at night &ndash; it sounds worse than it "
         "is.</p><h2>Causes</h2><p>A virus. R\u00e9my\u2019s voice was hoarse for days.</p></body>"
         "</html>"},
        {"goitre.md",
         "---\ntitle: Goitre\nauthor: A. Writer\n---\n# Causes\n\nToo little *iodine*, or "
         "\u03b1.\n"},
        {"fever.txt", "La fi\xe8vre\n\nUne fi\xe8vre l\xe9g\xe8re passe d'elle-m\xeame.\n"},
        {"mumps.xml",
         "<?xml version='1.0'?><article><front><article-meta><article-id pub-id-type='pmc'>7"
         "</article-id><title-group><article-title>Mumps in M\u00e9xico</article-title>"
         "</title-group></article-meta></front><body><sec><title>Signs</title><p>The glands below "
         "the ears swell &amp; hurt.</p></sec></body></article>"}};
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

  /// The published index, which is sound.
  static Facts facts_of(const std::string& index) {
    const auto generation = current_generation(index);
    if (!generation) return {generation.error().message, ""};
    const auto manifest = read_manifest(generation->directory);
    auto searcher = Searcher::open(index);
    if (!manifest || !searcher) return {"it does not open", ""};
    std::string answer;
    for (const char* const query : {"severe cough", "\"rest helps\" mild", "m\u00e9xico"}) {
      const auto found = searcher->search({.query = query});
      if (!found) return {manifest->digest, found.error().message};
      for (const Hit& hit : found->hits) {
        answer += fmt::format("{}|{}|{:.3f}|{}\n", hit.id, hit.title, hit.score, hit.snippet.text);
      }
    }
    return {manifest->digest, answer};
  }

  Facts build(const std::string& index) const {
    const std::string path = (dir_ / index).string();
    const MedlarOutcome built = run_medlar({"index", sources(), "--index", path});
    EXPECT_EQ(built.status, 0) << built.err;
    return facts_of(path);
  }

  TempDir dir_;
  Facts before_;
  Facts after_;
};

/// One for all tests of a process, for making it takes two builds; each begins with start_over().
inline const IndexUnderTest& index_under_test() {
  static const IndexUnderTest made;
  return made;
}

}  // namespace medlar
