// medlar index --vocabulary: other people's names, and what is said of them.
#include "tests/cli/tiny_corpus.h"

namespace medlar {
namespace {

using nlohmann::json;

TEST(Vocabulary, FilesAddNamesAndAreToldWithTheirLicence) {
  const TempDir dir;
  const std::string feed = dir.file(
      "f.jsonl",
      R"({"id": "g", "title": "Glands", "text": "The zorbic gland can swell in quellosis."})"
      "\n");
  const std::string one = dir.file("one.txt",
                                   "# source: Sample names\n# licence: CC0\n"
                                   "zorbic gland | lay: squeak organ\n");
  const std::string two = dir.file("two.tsv",
                                   "X:1\tquellosis\tcat sickness\n"
                                   "X:2\tnobody's illness\trare thing\n");
  const std::string index = (dir / "index").string();
  ASSERT_EQ(run_medlar({"index", feed, "--index", index, "--vocabulary", one, "--vocabulary", two})
                .status,
            0);
  for (const char* const query : {"squeak organ", "cat sickness"}) {
    const MedlarOutcome outcome = run_medlar({"query", query, "--index", index, "--format=json"});
    EXPECT_EQ(json::parse(outcome.out)["total"], 1) << query;
    EXPECT_EQ(run_medlar({"query", query, "--index", index, "--no-expand"}).status, 1) << query;
  }
  const json sources =
      json::parse(run_medlar({"info", "--index", index, "--format=json"}).out)["vocabularies"];
  ASSERT_EQ(sources.size(), 4U);
  EXPECT_EQ(sources[0]["source"], "Medlar");
  EXPECT_EQ(sources[1]["source"], "Sample names");
  EXPECT_EQ(sources[1]["licence"], "CC0");
  EXPECT_EQ(sources[1]["concepts"], 1);
  EXPECT_EQ(sources[1]["names"], 2);
  EXPECT_EQ(sources[2]["licence"], nullptr);
}

TEST(Vocabulary, AFileThatIsNoneStopsTheBuildBeforeItBegins) {
  const TinyCorpus tiny;
  const std::string feed = tiny.dir().file("again.jsonl", kTinyCorpus);
  const std::string none = tiny.dir().file("none.bin", std::string("\0\1\2\xff", 4));
  expect_error(run_medlar({"index", feed, "--index", tiny.index(), "--vocabulary", none}), 2,
               "none.bin");
  expect_error(run_medlar({"index", feed, "--index", tiny.index(), "--vocabulary", "/nowhere"}), 2,
               "/nowhere");
  EXPECT_EQ(tiny.found({"cement"}), "cement");
}

}  // namespace
}  // namespace medlar
