// medlar suggest: its outputs, its exit status, its arguments.
#include "tests/cli/tiny_corpus.h"

namespace medlar {
namespace {

using nlohmann::json;

constexpr std::string_view kFeed =
    R"({"id": "mi", "title": "Heart attack", "names": ["Myocardial infarction", "MI"], "text": "a"})"
    "\n"
    R"({"id": "hf", "title": "Heart failure", "text": "b"})"
    "\n";

MedlarOutcome suggest(const TempDir& dir, std::vector<std::string> arguments) {
  const std::string index = (dir / "index").string();
  if (!std::filesystem::exists(index)) {
    const MedlarOutcome built = run_medlar({"index", dir.file("f.jsonl", kFeed), "--index", index});
    EXPECT_EQ(built.status, 0) << built.err;
  }
  arguments.insert(arguments.begin(), {"suggest", "--index", index});
  return run_medlar(std::move(arguments));
}

TEST(Suggest, PrintsALineForEach) {
  const TempDir dir;
  const MedlarOutcome outcome = suggest(dir, {"hea"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.out, "heart\nHeart attack\nHeart failure\n");
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(suggest(dir, {"m"}).out, "MI - heart attack\nMyocardial infarction - heart attack\n");
  EXPECT_EQ(suggest(dir, {"heart", "f"}).out, "Heart failure\n");
  EXPECT_EQ(suggest(dir, {"heart f"}).out, "Heart failure\n");
  EXPECT_EQ(suggest(dir, {"hea", "--limit", "1"}).out, "heart\n");
}

TEST(Suggest, NothingIsExitStatusOne) {
  const TempDir dir;
  const MedlarOutcome none = suggest(dir, {"zebra"});
  EXPECT_EQ(none.status, 1);
  EXPECT_EQ(none.out, "");
  EXPECT_EQ(none.err, "no title or other name begins so: zebra\n");
  EXPECT_EQ(suggest(dir, {"zebra", "--quiet"}).err, "");
  EXPECT_EQ(suggest(dir, {""}).status, 1);
  EXPECT_EQ(suggest(dir, {"\xff\xfe"}).status, 1);
  const MedlarOutcome as_json = suggest(dir, {"zebra", "--format", "json"});
  EXPECT_EQ(as_json.status, 1);
  EXPECT_EQ(as_json.err, "");
  EXPECT_EQ(json::parse(as_json.out)["suggestions"], json::array());
}

TEST(Suggest, JsonHasTheKeysOfTheContract) {
  const TempDir dir;
  const json response = json::parse(suggest(dir, {"att", "hea", "--format=json"}).out);
  EXPECT_EQ(response["format_version"], 1);
  EXPECT_EQ(response["query"], "att hea");
  EXPECT_EQ(response["suggestions"],
            json::parse(R"([{"text": "Heart attack", "kind": "title", "id": "mi",
                             "title": "Heart attack", "concept": null, "ranges": [[0, 3], [6, 9]]}])"));
}

TEST(Suggest, OpenSearchIsWhatBrowsersRead) {
  const TempDir dir;
  EXPECT_EQ(suggest(dir, {"hea", "--format", "opensearch"}).out,
            "[\"hea\",[\"heart\",\"Heart attack\",\"Heart failure\"],[\"\",\"\",\"\"]]\n");
}

}  // namespace
}  // namespace medlar
