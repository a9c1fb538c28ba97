// Sources and disks as bad as they come: each is named in the report or in an error, and the
// published index answers as before.
#include <sys/mount.h>

#include "tests/cli/tiny_corpus.h"

namespace medlar {
namespace fs = std::filesystem;
namespace {

using nlohmann::json;

std::string large_sparse_file(const TempDir& dir, std::string_view name) {
  const std::string path = dir.file(name, "<html><body>");
  fs::resize_file(path, std::uintmax_t{200} << 20);
  return path;
}

/// "rejected page.html binary" for everything that the report names.
std::string named(const json& report) {
  std::string all;
  for (const char* const list : {"skipped", "rejected"}) {
    for (const json& entry : report.at(list)) {
      all += (all.empty() ? "" : ", ") + std::string(list) + " " +
             fs::path(entry.at("where").get<std::string>()).filename().string() + " " +
             entry.at("code").get<std::string>();
    }
  }
  return all;
}

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

std::string many_tags() { return "<html><body>" + repeated("<p>x", 250'001); }

TEST(BadInput, OneBadFileAmongGoodOnesIsNamedAndCostsOnlyItself) {
  struct Row {
    std::string_view name;
    std::string bytes;
    std::string_view named;
    int status;
    std::string_view finds = {};  // a word that can be found all the same
  };
  const std::string binary = "\x89PNG\r\n\x1a\n" + std::string("\0\0\0\rIHDR\0\0\1\0\0\0\1\0", 16) +
                             std::string(3000, '\1') + std::string(100, '\0');
  for (const Row& row : {
           Row{"empty.html", "", "skipped empty.html no_text", 0},
           Row{"empty.jsonl", "", "skipped empty.jsonl no_text", 0},
           Row{"blank.txt", "\n \n", "skipped blank.txt no_text", 0},
           Row{"markup-only.html", "<html><body><script>a()</script></body></html>",
               "skipped markup-only.html no_text", 0},
           Row{"tags.html", many_tags(), "rejected tags.html too_many_tags", 1},
           Row{"long.txt", repeated("A line of nine words about the common cold.\n", 100'000),
               "rejected long.txt too_much_text", 1},
           Row{"nested.html", "<p>findable" + repeated("<div><table><tr><td>", 25'000), "", 0,
               "findable"},
           Row{"attributes.html", "<p " + repeated("a=b ", 1'500'000) + ">findable", "", 0,
               "findable"},
           Row{"unclosed.html", "<html><body><div><p><b>findable <i>text<table><td", "", 0,
               "findable"},
           Row{"nul.html", std::string("\0<p>findable \0text\0", 20), "", 0, "findable"},
           Row{"charset.html", "<meta charset=utf-16><p>findable caf\xe9", "", 0, "findable"},
           Row{"image.html", binary, "rejected image.html unreadable", 1},
           Row{"image.jsonl", binary, "rejected image.jsonl unreadable", 1},
           Row{"image.png", binary, "skipped image.png unknown_format", 0},
           Row{"broken.xml", "<Document id=\"1\"><Focus>x</Focus><QAPairs><QAPair", "", 1},
           Row{"unknown.xml", "<?xml version=\"1.0\"?><unknown/>",
               "skipped unknown.xml unknown_format", 0},
           Row{"bytes.txt", "Title\n\nA findable word \xff\xfe\x80 \xc3 and \xed\xa0\x80 more.", "",
               0, "findable"},
           Row{"bytes.jsonl", "{\"id\": \"i\", \"text\": \"findable \xff\xc3( word\"}\n", "", 0,
               "findable"},
           Row{"list.jsonl",
               "[1, 2]\n{\"id\": \"i\", \"text\": \"findable\"}\n\"text\"\n17\nnull\n",
               "rejected list.jsonl:1 not_an_object, rejected list.jsonl:3 not_an_object, "
               "rejected list.jsonl:4 not_an_object, rejected list.jsonl:5 not_an_object",
               1, "findable"},
           Row{"broken.jsonl", "{\"id\": \n{\"id\": \"i\", \"text\": \"findable\"}\n",
               "rejected broken.jsonl:1 broken_json", 1, "findable"},
           Row{"types.jsonl",
               "{\"id\": \"t\", \"text\": [1]}\n{\"id\": \"i\", \"text\": \"findable\"}",
               "rejected types.jsonl:1 wrong_type", 1, "findable"},
       }) {
    SCOPED_TRACE(row.name);
    const TempDir dir;
    const std::string index = (dir / "index").string();
    dir.file("in/tiny.jsonl", kTinyCorpus);
    dir.file("in/" + std::string(row.name), row.bytes);
    const MedlarOutcome outcome =
        run_medlar({"index", (dir / "in").string(), "--index", index, "--json"});
    EXPECT_EQ(outcome.status, row.status) << outcome.out << outcome.err;
    const json report = json::parse(outcome.out);
    if (row.name == "broken.xml") {
      EXPECT_NE(named(report).find("rejected broken.xml broken_xml"), std::string::npos)
          << named(report);
    } else {
      EXPECT_EQ(named(report), row.named);
    }
    EXPECT_EQ(report["files"], 2);
    EXPECT_EQ(report["published"], true);
    EXPECT_EQ(report["articles"], row.finds.empty() ? 5 : 6);
    EXPECT_EQ(run_medlar({"query", "cement", "--index", index}).status, 0);
    if (!row.finds.empty()) {
      EXPECT_EQ(run_medlar({"query", std::string(row.finds), "--index", index}).status, 0);
    }
  }
}

TEST(BadInput, TooLargeFilesAreNamedWhateverTheirFormat) {
  const TempDir dir;
  dir.file("in/tiny.jsonl", kTinyCorpus);
  large_sparse_file(dir, "in/a.html");
  large_sparse_file(dir, "in/b.jsonl");  // one endless line
  large_sparse_file(dir, "in/c.txt");
  const MedlarOutcome outcome =
      run_medlar({"index", (dir / "in").string(), "--index", (dir / "index").string(), "--json"});
  EXPECT_EQ(outcome.status, 1);
  const json report = json::parse(outcome.out);
  EXPECT_EQ(named(report),
            "rejected a.html too_large, rejected b.jsonl:1 too_large, rejected c.txt too_large");
  EXPECT_EQ(report["files"], 4);
  EXPECT_EQ(report["articles"], 5);
}

TEST(BadInput, DuplicateIdsAreReportedAndTheLaterWins) {
  const TempDir dir;
  const std::string index = (dir / "index").string();
  const std::string feed =
      dir.file("feed.jsonl",
               "{\"id\": \"a\", \"text\": \"oldword\"}\n{\"id\": \"a\", \"text\": \"newword\"}\n");
  const MedlarOutcome outcome = run_medlar({"index", feed, "--index", index});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_NE(outcome.out.find("replaced  1 articles by later ones with the same id: a\n"),
            std::string::npos)
      << outcome.out;
  EXPECT_EQ(run_medlar({"query", "oldword", "--index", index}).status, 1);
  EXPECT_EQ(run_medlar({"query", "newword", "--index", index}).status, 0);
}

TEST(BadInput, AnUnreadableFileIsNamed) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const TempDir dir;
  dir.file("in/tiny.jsonl", kTinyCorpus);
  fs::permissions(dir.file("in/closed.txt", "secret"), fs::perms::none);
  const MedlarOutcome outcome =
      run_medlar({"index", (dir / "in").string(), "--index", (dir / "index").string(), "--json"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(named(json::parse(outcome.out)), "rejected closed.txt unreadable");
}

TEST(BadInput, AMissingPathLeavesThePublishedIndexAlone) {
  const TinyCorpus tiny;
  const MedlarOutcome outcome =
      run_medlar({"index", (tiny.dir() / "tiny.jsonl").string(), (tiny.dir() / "gone").string(),
                  "--index", tiny.index()});
  expect_error(outcome, 2, "gone");
  EXPECT_EQ(tiny.found({"cement"}), "cement");
}

TEST(BadInput, AnIndexOfAnotherVersionIsReplacedByARebuild) {
  const TinyCorpus tiny;
  // The version stamp of the storage format, as another release of the engine would write it.
  const fs::path stamp = fs::path(tiny.index()) / "gen-000001/db/iamglass";
  std::string bytes = medlar::read_file(stamp);
  bytes[14] = static_cast<char>(bytes[14] + 9);
  tiny.dir().file("index/gen-000001/db/iamglass", bytes);
  expect_error(tiny.query({"cement"}), 3, "index");
  const std::string feed = (tiny.dir() / "tiny.jsonl").string();
  EXPECT_EQ(run_medlar({"index", feed, "--index", tiny.index()}).status, 0);
  EXPECT_EQ(tiny.found({"cement"}), "cement");
}

/// Words enough for a few megabytes of index.
std::string large_feed() {
  std::string feed;
  for (int i = 0; i < 12'000; ++i) {
    feed += "{\"id\": \"" + std::to_string(i) + "\", \"text\": \"";
    for (int word = 0; word < 30; ++word) {
      feed += "w" + std::to_string((i * 7919 + word * 104'729) % 50'021) + " ";
    }
    feed += "\"}\n";
  }
  return feed;
}

TEST(BadInput, WhereWritingFailsNothingPublishedIsTouched) {
  const TinyCorpus tiny;
  const std::string feed = tiny.dir().file("large.jsonl", large_feed());
  for (const rlim_t limit : {1U << 10, 32U << 10, 100U << 10, 1000U << 10, 3000U << 10}) {
    SCOPED_TRACE(limit);
    const MedlarOutcome outcome =
        run_medlar({.arguments = {"index", feed, "--index", tiny.index(), "--quiet"},
                    .most_file_bytes = limit});
    expect_error(outcome, 4, "");
    EXPECT_EQ(tiny.found({"cement"}), "cement");
    EXPECT_FALSE(fs::exists(tiny.index() + "/.building"));
    EXPECT_FALSE(fs::exists(tiny.index() + "/gen-000002"));
  }
}

TEST(BadInput, WhereValuesFindNoRoomNothingPublishedIsTouched) {
  const TinyCorpus tiny;
  std::string articles;
  for (int i = 0; i < 300; ++i) {
    const std::string value = std::to_string(i) + std::string(900, static_cast<char>('a' + i % 26));
    articles += R"({"id": ")" + std::to_string(i) + R"(", "text": "w", "source": ")" + value +
                R"(", "audience": ")" + value + "\"}\n";
  }
  const std::string feed = tiny.dir().file("values.jsonl", articles);
  int failures = 0;
  for (rlim_t limit = 64U << 10; limit <= 1024U << 10; limit += 32U << 10) {
    SCOPED_TRACE(limit);
    const MedlarOutcome outcome =
        run_medlar({.arguments = {"index", feed, "--index", tiny.index(), "--quiet"},
                    .most_file_bytes = limit});
    if (outcome.status == 0) break;
    expect_error(outcome, 4, "");
    EXPECT_EQ(tiny.found({"cement"}), "cement");
    EXPECT_FALSE(fs::exists(tiny.index() + "/.building"));
    ++failures;
  }
  EXPECT_GT(failures, 10);
}

/// A file system of a few megabytes, unmounted by the destructor.
class SmallDisk {
 public:
  SmallDisk(const fs::path& at, const std::string& size) : at_(at) {
    fs::create_directories(at);
    is_mounted_ = ::mount("none", at.c_str(), "tmpfs", 0, ("size=" + size).c_str()) == 0;
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  ~SmallDisk() {
    if (is_mounted_) ::umount2(at_.c_str(), MNT_DETACH);
  }
  bool is_mounted() const { return is_mounted_; }

 private:
  fs::path at_;
  bool is_mounted_ = false;
};

TEST(BadInput, AFullDiskIsNamedAndNothingPublishedIsTouched) {
  const TempDir dir;
  const std::string feed = dir.file("large.jsonl", large_feed());
  const std::string tiny = dir.file("tiny.jsonl", kTinyCorpus);
  for (const char* const size : {"3m", "4m", "6m", "8m", "10m", "11m"}) {
    SCOPED_TRACE(size);
    const SmallDisk disk(dir / "disk", size);
    if (!disk.is_mounted()) GTEST_SKIP() << "mounting needs rights that this user lacks";
    const std::string index = (dir / "disk/index").string();
    ASSERT_EQ(run_medlar({"index", tiny, "--index", index}).status, 0);
    const MedlarOutcome outcome = run_medlar({"index", feed, "--index", index, "--quiet"});
    if (outcome.status != 0) expect_error(outcome, 4, "");
    EXPECT_EQ(run_medlar({"query", outcome.status == 0 ? "w7" : "cement", "--index", index}).status,
              0);
    EXPECT_EQ(run_medlar({"check", "--index", index}).status, 0);
    EXPECT_FALSE(fs::exists(index + "/.building"));
  }
}

TEST(BadInput, OutputThatCannotBeWrittenIsAnError) {
  const TinyCorpus tiny;
  const MedlarOutcome outcome = run_medlar(
      {.arguments = {"query", "cement", "--index", tiny.index(), "--quiet"}, .most_file_bytes = 0});
  EXPECT_EQ(outcome.status, 4);
}

}  // namespace
}  // namespace medlar
