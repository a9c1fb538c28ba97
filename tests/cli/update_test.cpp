// medlar index --update: whatever changed, the index is byte for byte the one that a full build of
// the same sources makes, and so is the report.
#include <sys/wait.h>

#include <filesystem>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/published_files.h"
#include "tests/support/articles.h"
#include "tests/support/run_medlar.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace fs = std::filesystem;
namespace {

using nlohmann::json;

std::string page(std::string_view title, std::string_view text) {
  return fmt::format("<html><title>{0}</title><body><h1>{0}</h1><p>{1}</p></body></html>", title,
                     text);
}

/// Several runs of lines, two articles of one id, a line that is no article and one without text.
std::string feed(int articles) {
  std::string lines;
  for (int i = 0; i < articles; ++i) {
    lines += json_line(fmt::format("f{}", i), fmt::format("Ailment {}", i % 97),
                       fmt::format("Ailment {0} shows as a rash on finger {0}, also called rash "
                                   "syndrome (RS). RS goes by itself. {1}",
                                   i, std::string(200, static_cast<char>('a' + i % 26))));
  }
  return lines + json_line("f3", "Ailment 3 again", "It came back.") + "[1]\n" +
         "{\"id\": \"none\"}\n" + R"({"id": "k", "text": "Keyed.", "zip": "Tagged"})" + "\n";
}

constexpr int kFeedArticles = 1200;

void make_corpus(const TempDir& dir) {
  dir.file("in/html/gout.html", page("Gout", "Uric acid crystals hurt in the big toe."));
  dir.file("in/html/croup.html", page("Croup", "A barking cough at night, in small children."));
  dir.file("in/html/deep/asthma.html", page("Asthma", "Wheezing and a cough."));
  dir.file("in/notes.txt", "Migraine\n\nA headache on one side.");
  dir.file("in/empty.txt", "");
  dir.file("in/blob.bin", std::string("\0\1\2", 3));
  dir.file("in/feed.jsonl", feed(kFeedArticles));
  dir.file("other/mumps.html", page("Mumps", "The glands below the ears swell."));
  dir.file("names.tsv", "big toe\thallux\n");
}

const std::string kNoText(64, '\1');  // no reader takes it

struct Counts {
  int added, replaced, deleted, unchanged;
};

constexpr int kFirst = kFeedArticles + 5;  // articles of "in"

/// Arguments that begin with "@" are paths below the test's folder.
struct Row {
  std::string name;
  std::vector<std::string> first;  // arguments of the first build
  std::function<void(const TempDir&)> change;
  std::vector<std::string> update;  // arguments of the update
  std::vector<std::string> full;    // of the build that must give the same; empty: `first`
  Counts articles;
  /// For what an update keeps and a full build cannot see any more.
  std::function<void(const TempDir&)> change_back = {};
  bool is_read_again = false;

  friend void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }
};

void nothing(const TempDir&) {}

std::function<void(const TempDir&)> writes(std::string name, std::string bytes) {
  return [=](const TempDir& dir) { dir.file(name, bytes); };
}

std::function<void(const TempDir&)> removes(std::string name) {
  return [=](const TempDir& dir) { fs::remove_all(dir / name); };
}

std::vector<Row> rows() {
  const std::string gout = page("Gout", "Uric acid crystals hurt in the big toe.");
  return {
      {"FileAdded",
       {"@in"},
       writes("in/html/flu.html", page("Flu", "Fever and aches.")),
       {"@in"},
       {},
       {1, 0, 0, kFirst}},
      {"FileChanged",
       {"@in"},
       writes("in/html/gout.html", page("Gout", "Crystals in a joint.")),
       {"@in"},
       {},
       {0, 1, 0, kFirst - 1}},
      {"FileDeleted", {"@in"}, removes("in/html/gout.html"), {"@in"}, {}, {0, 0, 1, kFirst - 1}},
      {"FileRenamed",
       {"@in"},
       [](const TempDir& dir) { fs::rename(dir / "in/notes.txt", dir / "in/a.txt"); },
       {"@in"},
       {},
       {1, 0, 1, kFirst - 1}},
      {"AFileWrittenAnewWithTheSameBytes",
       {"@in"},
       [](const TempDir& dir) {
         dir.file("in/notes.txt", "Migraine\n\nA headache on one side.");
         dir.file("in/html/flu.html", page("Flu", "Fever and aches."));
       },
       {"@in"},
       {},
       {1, 0, 0, kFirst}},
      {"LinesAppended",
       {"@in"},
       [](const TempDir& dir) {
         dir.file("in/feed.jsonl", feed(kFeedArticles) + json_line("new", "New", "A new one."));
       },
       {"@in/feed.jsonl"},
       {},
       {1, 0, 0, kFirst}},
      {"LinesDeleted",
       {"@in"},
       writes("in/feed.jsonl", feed(kFeedArticles - 20)),
       {"@in"},
       {},
       {0, 0, 20, kFirst - 20}},
      {"AnIdComesTwice",
       {"@in"},
       writes("in/more.jsonl", json_line("f7", "Seven", "Another seven.")),
       {"@in"},
       {},
       {0, 1, 0, kFirst - 1}},
      {"AnIdComesOnceAgain",
       {"@in", "@other"},
       [](const TempDir& dir) {
         std::string lines = feed(kFeedArticles);
         const std::string again = json_line("f3", "Ailment 3 again", "It came back.");
         lines.erase(lines.find(again), again.size());
         dir.file("in/feed.jsonl", lines);
       },
       {"@in"},
       {},
       {0, 1, 0, kFirst}},
      {"ARejectedLineAppears",
       {"@in"},
       writes("in/more.jsonl", "[]\n{\"id\": 7\n"),
       {"@in"},
       {},
       {0, 0, 0, kFirst}},
      {"AFileTurnsUnreadableAndAnotherChanges",
       {"@in"},
       [](const TempDir& dir) {
         dir.file("in/html/gout.html", kNoText);
         dir.file("in/html/croup.html", page("Croup", "It sounds like a seal."));
       },
       {"@in"},
       {},
       {0, 1, 0, kFirst - 1},
       writes("in/html/gout.html", gout)},
      {"AFileTurnsIntoALink",
       {"@in"},
       [](const TempDir& dir) {
         fs::remove(dir / "in/html/gout.html");
         fs::create_symlink(dir / "other/mumps.html", dir / "in/html/gout.html");
         dir.file("in/html/croup.html", page("Croup", "It sounds like a seal."));
       },
       {"@in"},
       {},
       {0, 1, 0, kFirst - 1},
       [gout](const TempDir& dir) {
         fs::remove(dir / "in/html/gout.html");
         dir.file("in/html/gout.html", gout);
       }},
      {"APartOfTheSources",
       {"@in", "@other"},
       [](const TempDir& dir) {
         dir.file("in/html/deep/asthma.html", page("Asthma", "Chest tightness."));
         dir.file("in/html/deep/flu.html", page("Flu", "Fever and aches."));
         dir.file("in/html/croup.html", page("Croup", "Not looked at."));
         fs::remove(dir / "in/notes.txt");
         fs::remove_all(dir / "other");
       },
       {"@in/html/deep"},
       {},
       {1, 1, 0, kFirst},
       [](const TempDir& dir) {
         dir.file("in/html/croup.html",
                  page("Croup", "A barking cough at night, in small children."));
         dir.file("in/notes.txt", "Migraine\n\nA headache on one side.");
         dir.file("other/mumps.html", page("Mumps", "The glands below the ears swell."));
       }},
      {"ANewFolder", {"@in"}, nothing, {"@other"}, {"@in", "@other"}, {1, 0, 0, kFirst}},
      {"AFolderAroundAnother",
       {"@in/html", "@other"},
       nothing,
       {"@in"},
       {"@in", "@other"},
       {kFirst, 0, 3, 1}},
      {"AFolderThatIsGone",
       {"@in", "@other"},
       removes("in/html/deep"),
       {"@in/html/deep"},
       {},
       {0, 0, 1, kFirst}},
      {"ARootThatIsGone",
       {"@in", "@other"},
       removes("other"),
       {"@other"},
       {"@in"},
       {0, 0, 1, kFirst}},
      {"ARootThatIsGoneAmongOthers",
       {"@in", "@other/mumps.html"},
       removes("other/mumps.html"),
       {"@other"},
       {"@in", "@other"},
       {0, 0, 1, kFirst}},
      {"AnotherLanguage",
       {"@in"},
       nothing,
       {"@in", "--language", "es"},
       {"@in", "--language", "es"},
       {0, kFirst, 0, 0},
       {},
       true},
      {"AMappedKey",
       {"@in", "@other"},
       nothing,
       {"@other", "--map", "title=zip"},
       {"@in", "@other", "--map", "title=zip"},
       {0, 1, 0, kFirst},
       {},
       true},
      {"AFormat",
       {"@other"},
       nothing,
       {"@other", "--format", "text"},
       {"@other", "--format", "text"},
       {0, 1, 0, 0},
       {},
       true},
      {"OtherWeights",
       {"@in"},
       nothing,
       {"@in", "--weight", "title=8"},
       {"@in", "--weight", "title=8"},
       {0, 0, 0, kFirst}},
      {"AVocabulary",
       {"@in"},
       nothing,
       {"@in", "--vocabulary", "@names.tsv"},
       {"@in", "--vocabulary", "@names.tsv"},
       {0, 0, 0, kFirst}},
      {"AVocabularyThatChanged",
       {"@in", "--vocabulary", "@names.tsv"},
       writes("names.tsv", "big toe\thallux\nheadache\tcephalgia\n"),
       {"@in"},
       {},
       {0, 0, 0, kFirst}},
      {"RememberedOptions",
       {"@in", "--language", "es", "--map", "title=zip", "--weight", "title=8", "--vocabulary",
        "@names.tsv"},
       writes("in/html/flu.html", page("Flu", "Fever and aches.")),
       {"@in"},
       {},
       {1, 0, 0, kFirst}},
  };
}

std::vector<std::string> arguments(const std::vector<std::string>& given, const TempDir& dir,
                                   std::string_view index) {
  std::vector<std::string> all{"index", "--json", "--allow-shrink", "--index",
                               (dir / index).string()};
  for (const std::string& argument : given) {
    all.push_back(argument.starts_with('@') ? (dir / argument.substr(1)).string() : argument);
  }
  return all;
}

json report_of(const MedlarOutcome& outcome) {
  EXPECT_LE(outcome.status, 1) << outcome.err;
  json report = json::parse(outcome.out, nullptr, false);
  return report.is_object() ? report : json::object();
}

/// The report without what no two builds have in common.
json lasting(json report) {
  for (const char* const key : {"seconds", "generation", "index_bytes", "update"}) {
    report.erase(key);
  }
  return report;
}

class Update : public testing::TestWithParam<Row> {};

TEST_P(Update, GivesWhatAFullBuildGives) {
  const Row& row = GetParam();
  const TempDir dir;
  make_corpus(dir);
  report_of(run_medlar(arguments(row.first, dir, "updated")));
  row.change(dir);
  auto update = arguments(row.update, dir, "updated");
  update.push_back("--update");
  json report = report_of(run_medlar(update));
  EXPECT_EQ(report["generation"], 2);
  const auto [added, replaced, deleted, unchanged] = row.articles;
  EXPECT_EQ(report["update"]["articles"], json({{"added", added},
                                                {"replaced", replaced},
                                                {"deleted", deleted},
                                                {"unchanged", unchanged}}));
  EXPECT_EQ(report["update"]["unchanged"], false);
  EXPECT_EQ(!report["update"]["read_again"].is_null(), row.is_read_again);

  if (row.change_back) row.change_back(dir);
  const auto& full = row.full.empty() ? row.first : row.full;
  const json expected = report_of(run_medlar(arguments(full, dir, "reference")));
  expect_same_files(dir / "updated", dir / "reference");
  if (row.change_back) {
    report["rejected"] = expected["rejected"];  // names what could not be read beside
  }
  EXPECT_EQ(lasting(report), lasting(expected));
  EXPECT_EQ(run_medlar({"check", "--index", (dir / "updated").string()}).status, 0);

  // Once more: there is nothing to do.
  if (row.change_back || !fs::exists(update[5])) return;
  const json again = report_of(run_medlar(update));
  EXPECT_EQ(again["update"]["unchanged"], true);
  EXPECT_EQ(again["generation"], 0);
  EXPECT_EQ(again["published"], false);
  json same = lasting(again);
  same["published"] = true;
  EXPECT_EQ(same, lasting(expected));
}

INSTANTIATE_TEST_SUITE_P(Changes, Update, testing::ValuesIn(rows()),
                         [](const auto& row) { return row.param.name; });

TEST(UpdateCommand, WithoutAnIndexItIsAFullBuild) {
  const TempDir dir;
  make_corpus(dir);
  auto update = arguments({"@in"}, dir, "updated");
  update.push_back("--update");
  const json report = report_of(run_medlar(update));
  EXPECT_EQ(report["generation"], 1);
  EXPECT_FALSE(report.contains("update"));
  run_medlar(arguments({"@in"}, dir, "reference"));
  expect_same_files(dir / "updated", dir / "reference");
}

TEST(UpdateCommand, ReportsForPeople) {
  const TempDir dir;
  make_corpus(dir);
  const std::string index = (dir / "index").string();
  const std::string in = (dir / "other").string();
  EXPECT_EQ(run_medlar({"index", in, "--index", index}).status, 0);
  const MedlarOutcome nothing_new = run_medlar({"index", "--update", in, "--index", index});
  EXPECT_EQ(nothing_new.status, 0);
  EXPECT_TRUE(nothing_new.out.starts_with("unchanged 1 articles (")) << nothing_new.out;
  EXPECT_EQ(nothing_new.out.find("published"), std::string::npos) << nothing_new.out;
  dir.file("other/flu.html", page("Flu", "Fever and aches."));
  const MedlarOutcome added = run_medlar({"index", "--update", in, "--index", index});
  EXPECT_NE(added.out.find("\narticles  1 added, 0 replaced, 0 deleted, 1 unchanged\nfiles     1 "
                           "added, 0 replaced, 0 deleted, 1 unchanged\npublished "),
            std::string::npos)
      << added.out;
}

TEST(UpdateCommand, WhatCannotBeReadAnyMoreStaysAndIsNamed) {
  const TempDir dir;
  make_corpus(dir);
  const auto build = arguments({"@in/html"}, dir, "index");
  auto update = build;
  update.push_back("--update");
  EXPECT_EQ(run_medlar(build).status, 0);
  dir.file("in/html/gout.html", kNoText);
  for (int i = 0; i < 2; ++i) {
    const MedlarOutcome outcome = run_medlar(update);
    EXPECT_EQ(outcome.status, 1);
    const json report = report_of(outcome);
    EXPECT_EQ(report["update"]["unchanged"], true);
    ASSERT_EQ(report["rejected"].size(), 1U);
    EXPECT_EQ(report["rejected"][0]["where"], (dir / "in/html/gout.html").string());
    EXPECT_TRUE(report["rejected"][0]["detail"].get<std::string>().ends_with(
        "; its articles stay as they were"));
  }
  EXPECT_EQ(run_medlar({"query", "crystals", "--index", (dir / "index").string()}).status, 0);
  // A full build cannot keep it.
  EXPECT_EQ(run_medlar(build).status, 1);
  EXPECT_EQ(run_medlar({"query", "crystals", "--index", (dir / "index").string()}).status, 1);
}

TEST(UpdateCommand, TheSamePathInOtherWordsIsTheSame) {
  const TempDir dir;
  make_corpus(dir);
  const auto build = arguments({"@in"}, dir, "index");
  run_medlar(build);
  const std::string relative = fs::relative(dir / "in").string();
  for (const std::string& path :
       {relative, (dir / "in").string() + "/", (dir / "other").string() + "/.././in"}) {
    auto update = arguments({path}, dir, "index");
    update.push_back("--update");
    const json report = report_of(run_medlar(update));
    EXPECT_EQ(report["update"]["unchanged"], true) << path;
    // Messages name it as it is given now.
    EXPECT_EQ(report["rejected"][0]["where"],
              (fs::path(path) / "feed.jsonl").string() + fmt::format(":{}", kFeedArticles + 2));
  }
  dir.file("in/html/gout.html", page("Gout", "Crystals in a joint."));
  auto update = arguments({relative}, dir, "index");
  update.push_back("--update");
  report_of(run_medlar(update));
  run_medlar(arguments({"@in"}, dir, "reference"));
  expect_same_files(dir / "index", dir / "reference");
}

TEST(UpdateCommand, StandardInputIsASourceToo) {
  const TempDir dir;
  make_corpus(dir);
  const auto run = [&dir](const std::vector<std::string>& given, std::string_view index,
                          std::string input) {
    return report_of(
        run_medlar({.arguments = arguments(given, dir, index), .input = std::move(input)}));
  };
  const std::string lines = feed(50);
  run({"@other", "-"}, "index", lines);
  EXPECT_EQ(run({"-", "--update"}, "index", lines)["update"]["unchanged"], true);
  dir.file("other/flu.html", page("Flu", "Fever and aches."));
  EXPECT_EQ(run({"@other", "--update"}, "index", "")["articles"], 53);  // what came before stays
  const std::string more = lines + json_line("late", "Late", "A late one.");
  const json report = run({"-", "--update"}, "index", more);
  EXPECT_EQ(report["update"]["articles"]["added"], 1);
  EXPECT_EQ(report["rejected"][0]["where"], "-:52");
  run({"@other", "-"}, "reference", more);
  expect_same_files(dir / "index", dir / "reference");
  const MedlarOutcome lost =
      run_medlar(arguments({"@other", "--update", "--language", "es"}, dir, "index"));
  EXPECT_EQ(lost.status, 2);
  EXPECT_NE(lost.err.find("standard input"), std::string::npos) << lost.err;
}

TEST(UpdateCommand, GuardsHoldOverTheWholeIndex) {
  const TempDir dir;
  make_corpus(dir);
  const std::string index = (dir / "index").string();
  EXPECT_EQ(run_medlar({"index", (dir / "in/html").string(), "--index", index}).status, 0);
  fs::remove(dir / "in/html/gout.html");
  const MedlarOutcome shrunk =
      run_medlar({"index", "--update", (dir / "in/html").string(), "--index", index});
  EXPECT_EQ(shrunk.status, 6);
  EXPECT_NE(shrunk.err.find("shrink from 3 to 2"), std::string::npos) << shrunk.err;
  EXPECT_EQ(run_medlar({"query", "crystals", "--index", index}).status, 0);
  const MedlarOutcome missing =
      run_medlar({"index", "--update", (dir / "nowhere").string(), "--index", index});
  EXPECT_EQ(missing.status, 2);
  EXPECT_NE(missing.err.find("nor was there one"), std::string::npos) << missing.err;
}

TEST(UpdateCommand, AMissingVocabularyIsNamed) {
  const TempDir dir;
  make_corpus(dir);
  run_medlar(arguments({"@other", "--vocabulary", "@names.tsv"}, dir, "index"));
  fs::remove(dir / "names.tsv");
  const MedlarOutcome outcome = run_medlar(arguments({"@other", "--update"}, dir, "index"));
  EXPECT_EQ(outcome.status, 2);
  EXPECT_NE(outcome.err.find("names.tsv, which the index was built with"), std::string::npos);
  EXPECT_NE(outcome.err.find("--vocabulary"), std::string::npos) << outcome.err;
}

/// Starts the command and kills it after so many milliseconds.
void run_killed(const std::vector<std::string>& given, unsigned milliseconds) {
  const pid_t child = ::fork();
  if (child == 0) {
    std::vector<char*> argv{const_cast<char*>(MEDLAR_PROGRAM)};
    for (const std::string& argument : given) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    ::freopen("/dev/null", "w", stdout);
    ::freopen("/dev/null", "w", stderr);
    ::execv(MEDLAR_PROGRAM, argv.data());
    ::_exit(127);
  }
  ::usleep(milliseconds * 1000);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
}

TEST(UpdateCommand, KilledAtAnyMomentAndRunAgainItGivesTheSame) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(fmt::format("seed {}", seed));
  std::mt19937 random(seed);
  const TempDir dir;
  make_corpus(dir);
  run_medlar(arguments({"@in"}, dir, "index"));
  auto update = arguments({"@in"}, dir, "index");
  update.push_back("--update");
  double seconds = 1;  // that the update took last
  for (int round = 0; round < 6; ++round) {
    dir.file("in/html/gout.html", page("Gout", fmt::format("Crystals in joint {}.", round)));
    dir.file(fmt::format("in/html/new{}.html", round), page("New", fmt::format("{}.", round)));
    run_killed(update, random() % static_cast<unsigned>(seconds * 1200 + 1));
    EXPECT_EQ(run_medlar({"check", "--index", (dir / "index").string()}).status, 0);
    seconds = std::max(0.1, report_of(run_medlar(update)).value("seconds", 1.0));
    EXPECT_FALSE(fs::exists(dir / "index/.building"));
    fs::remove_all(dir / "reference");
    run_medlar(arguments({"@in"}, dir, "reference"));
    expect_same_files(dir / "index", dir / "reference");
  }
}

}  // namespace
}  // namespace medlar
