// medlar index: its inputs, its report, its exit status.
#include <sys/wait.h>

#include <algorithm>
#include <map>
#include <string>
#include <thread>

#include "tests/cli/tiny_corpus.h"

namespace medlar {
namespace fs = std::filesystem;
namespace {

using nlohmann::json;

TEST(Index, ReportsWhatItDid) {
  const TempDir dir;
  dir.file("in/feed.jsonl", kTinyCorpus);
  dir.file("in/notes.dat", "?");
  const MedlarOutcome outcome =
      run_medlar({"index", (dir / "in").string(), "--index", (dir / "index").string()});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.err, "");
  EXPECT_TRUE(outcome.out.starts_with("indexed   5 articles (7 sections, ")) << outcome.out;
  for (const char* const part :
       {"\nread      2 files, ", ", generation 1, ", "\nskipped   1: unknown_format 1\n",
        "notes.dat: unknown_format"}) {
    EXPECT_NE(outcome.out.find(part), std::string::npos) << part << "\n" << outcome.out;
  }
}

TEST(Index, ReportsAsJson) {
  const TempDir dir;
  const std::string feed =
      dir.file("feed.jsonl", std::string(kTinyCorpus) +
                                 "[1]\n{\"id\": \"x\"}\n"
                                 "{\"id\": \"copd\", \"text\": \"b\", \"zip\": 1}\n");
  const MedlarOutcome outcome =
      run_medlar({"index", feed, "--index", (dir / "index").string(), "--json"});
  EXPECT_EQ(outcome.status, 1);
  const json report = json::parse(outcome.out);
  for (const char* const key :
       {"format_version", "published",   "generation", "articles",    "sections",
        "tokens",         "text_bytes",  "languages",  "sources",     "files",
        "source_bytes",   "index_bytes", "seconds",    "glued_words", "repaired",
        "skipped",        "rejected",    "replaced",   "unused_keys", "refusals"}) {
    EXPECT_TRUE(report.contains(key)) << key;
  }
  EXPECT_EQ(report["published"], true);
  EXPECT_EQ(report["articles"], 5);
  EXPECT_EQ(report["rejected"][0]["where"], feed + ":6");
  EXPECT_EQ(report["rejected"][0]["code"], "not_an_object");
  EXPECT_EQ(report["skipped"][0]["code"], "no_text");
  EXPECT_EQ(report["replaced"], json({"copd"}));
  EXPECT_EQ(report["unused_keys"], json({{"zip", 1}}));
  EXPECT_EQ(report["source_bytes"], fs::file_size(feed));
  EXPECT_EQ(report["sources"], json({{"CDC", 2}, {"NIH", 2}}));  // not the replaced one's
}

TEST(Index, ReadsJsonLinesFromStandardInput) {
  const TempDir dir;
  const std::string index = (dir / "index").string();
  EXPECT_EQ(
      run_medlar({.arguments = {"index", "-", "--index", index}, .input = std::string(kTinyCorpus)})
          .status,
      0);
  EXPECT_EQ(run_medlar({"query", "cement", "--index", index}).status, 0);
  const MedlarOutcome bad = run_medlar({.arguments = {"index", "-", "--index", index, "--json"},
                                        .input = std::string(kTinyCorpus) + "[]"});
  EXPECT_EQ(bad.status, 1);
  EXPECT_EQ(json::parse(bad.out)["rejected"][0]["where"], "-:6");
  EXPECT_EQ(run_medlar({"index", "-", "--index", index}).status, 6);  // nothing came
}

TEST(Index, QuietPrintsNothing) {
  const TempDir dir;
  const MedlarOutcome outcome = run_medlar({"index", dir.file("feed.jsonl", kTinyCorpus), "--quiet",
                                            "--index", (dir / "index").string()});
  EXPECT_EQ(outcome.out + outcome.err, "");
}

TEST(Index, TheIndexMayComeFromTheEnvironmentOrLieAmongTheSources) {
  const TempDir dir;
  dir.file("feed.jsonl", kTinyCorpus);
  for (const int generation : {1, 2}) {
    const MedlarOutcome outcome =
        run_medlar({.arguments = {"index", dir.path().string(), "--json"},
                    .environment = {{"MEDLAR_INDEX", (dir / "medlar-index").string()}}});
    EXPECT_EQ(outcome.status, 0) << outcome.out;
    const json report = json::parse(outcome.out);
    EXPECT_EQ(report["generation"], generation);
    EXPECT_EQ(report["files"], 1);
  }
}

TEST(Index, MapsKeysAndTakesALanguage) {
  const TempDir dir;
  const std::string index = (dir / "index").string();
  const std::string feed =
      dir.file("feed.jsonl", R"({"key": "a", "story": "operaciones", "headline": "T"})");
  EXPECT_EQ(run_medlar({"index", feed, "--index", index, "--map", "text=story", "--map",
                        "title=headline", "--map", "id=key", "--language", "es"})
                .status,
            0);
  const MedlarOutcome found =
      run_medlar({"query", "title:t operaci\xC3\xB3n", "--index", index, "--format", "jsonl"});
  const json hit = json::parse(found.out);
  EXPECT_EQ(hit["id"], "a");
  EXPECT_EQ(hit["language"], "es");
}

TEST(Index, WeighsFieldsAsTold) {
  const TempDir dir;
  const std::string index = (dir / "index").string();
  const std::string feed =
      dir.file("feed.jsonl",
               "{\"id\": \"titled\", \"title\": \"Zorbs and blips\", \"text\": \"They are round "
               "and small.\"}\n"
               "{\"id\": \"told\", \"title\": \"Untitled\", \"text\": \"Here is a zorb and there a "
               "zorb.\"}");
  for (const auto& [weight, first] :
       {std::pair("title=5", "titled"), std::pair("title=0.1", "told")}) {
    EXPECT_EQ(run_medlar({"index", feed, "--index", index, "--weight", weight}).status, 0);
    const MedlarOutcome found =
        run_medlar({"query", "zorb", "--index", index, "--format", "jsonl", "--limit", "1"});
    EXPECT_EQ(json::parse(found.out)["id"], std::string(first)) << weight;
  }
  const json info = json::parse(run_medlar({"info", "--index", index, "--format", "json"}).out);
  std::map<std::string, double> weights;
  for (const json& field : info["fields"]) weights[field["name"]] = field["weight"];
  EXPECT_EQ(weights["title"], 0.1);
  EXPECT_EQ(weights["section"], 3);
  EXPECT_EQ(weights["author"], 0);
}

TEST(Index, StrictPublishesNothingWhenAnythingIsRejected) {
  const TinyCorpus tiny;
  const std::string feed = tiny.dir().file("more.jsonl", std::string(kTinyCorpus) + "[1]\n");
  expect_error(run_medlar({"index", feed, "--index", tiny.index(), "--strict", "--quiet"}), 6,
               "not published");
  EXPECT_NE(run_medlar({"info", "--index", tiny.index()}).out.find("generation  1 (kept: 1)"),
            std::string::npos);
}

TEST(Index, AShrinkingCorpusIsRefusedUnlessAllowed) {
  const TinyCorpus tiny;
  const std::string feed = tiny.dir().file("one.jsonl", "{\"id\": \"a\", \"text\": \"alone\"}");
  const MedlarOutcome refused = run_medlar({"index", feed, "--index", tiny.index(), "--quiet"});
  expect_error(refused, 6, "shrink from 5 to 1");
  EXPECT_NE(refused.err.find("--allow-shrink"), std::string::npos);
  EXPECT_EQ(tiny.found({"cement"}), "cement");
  EXPECT_EQ(run_medlar({"index", feed, "--index", tiny.index(), "--allow-shrink"}).status, 0);
  EXPECT_EQ(tiny.found({"alone"}), "a");
}

TEST(Index, ReadersSeeTheOldIndexOrTheNewOneWhileItIsPublished) {
  const TinyCorpus tiny;
  const std::string feed = (tiny.dir() / "tiny.jsonl").string();
  std::thread writer([&] {
    for (int i = 0; i < 8; ++i) run_medlar({"index", feed, "--index", tiny.index(), "--quiet"});
  });
  for (int i = 0; i < 40; ++i) {
    const MedlarOutcome outcome = tiny.query({"cement", "--quiet"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
  }
  writer.join();
}

TEST(Index, AKilledBuildLeavesThePublishedIndexAndTheNextOneCleansUp) {
  const TinyCorpus tiny;
  std::string large;
  for (int i = 0; i < 60'000; ++i) {
    large += "{\"id\": \"" + std::to_string(i) + "\", \"text\": \"word" + std::to_string(i) +
             " and several more words that take some time\"}\n";
  }
  const std::string feed = tiny.dir().file("large.jsonl", large);
  const pid_t child = ::fork();
  if (child == 0) {
    ::execl(MEDLAR_PROGRAM, "medlar", "index", feed.c_str(), "--index", tiny.index().c_str(),
            "--quiet", nullptr);
    ::_exit(127);
  }
  const fs::path building = fs::path(tiny.index()) / ".building/shards/shard-00000000.articles";
  for (int i = 0; i < 2000 && !fs::exists(building); ++i) ::usleep(1000);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  EXPECT_TRUE(fs::exists(tiny.index() + "/.building"));
  EXPECT_EQ(tiny.found({"cement"}), "cement");
  EXPECT_EQ(run_medlar({"check", "--index", tiny.index()}).status, 0);
  EXPECT_EQ(
      run_medlar({"index", (tiny.dir() / "tiny.jsonl").string(), "--index", tiny.index()}).status,
      0);
  EXPECT_FALSE(fs::exists(tiny.index() + "/.building"));
}

}  // namespace
}  // namespace medlar
