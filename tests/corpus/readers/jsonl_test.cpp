#include "tests/corpus/readers/reading.h"

namespace medlar {
namespace {

using Names = std::vector<std::string>;

TEST(JsonLines, EveryField) {
  const Article article = read_one(
      "jsonl",
      R"({"id": 17, "title": " Gout ", "url": "https://a/x", "source": "NIH", )"
      R"("language": "English", "audience": "Patient", "reviewed": "May 2019", )"
      R"("updated": "2020-01-02T03:04:05Z", "synonyms": "podagra; gouty arthritis|tophi", )"
      R"("author": ["A. B", "C"], "reviewed_by": "D", "heading": "What is gout ?", )"
      R"("text": "One.\n\nTwo.", "sections": [{"heading": "Causes", "text": "Uric  acid", )"
      R"("anchor": "causes"}, {"text": "End"}]})");
  EXPECT_EQ(article.id, "17");
  EXPECT_EQ(article.title, "Gout");
  EXPECT_EQ(article.url, "https://a/x");
  EXPECT_EQ(article.source, "NIH");
  EXPECT_EQ(article.language, "en");
  EXPECT_EQ(article.audience, "Patient");
  EXPECT_EQ(article.reviewed, "2019-05");
  EXPECT_EQ(article.updated, "2020-01-02");
  EXPECT_EQ(article.names, (Names{"podagra", "gouty arthritis", "tophi"}));
  EXPECT_EQ(article.authors, (Names{"A. B", "C"}));
  EXPECT_EQ(article.reviewers, (Names{"D"}));
  EXPECT_EQ(shown(article),
            "[2 What is gout?]\nOne.\n\nTwo.\n[2 Causes #causes]\nUric acid\n[0 ]\nEnd\n");
}

TEST(JsonLines, AliasesOfTheText) {
  for (const std::string_view key : {"text", "body", "content", "contents"}) {
    const Article article = read_one("jsonl", "{\"" + std::string(key) + "\": \"words\"}");
    EXPECT_EQ(shown(article), "[0 ]\nwords\n") << key;
  }
  for (const std::string_view key : {"_id", "id", "docno"}) {
    EXPECT_EQ(read_one("jsonl", "{\"" + std::string(key) + "\": \"d1\"}").id, "d1") << key;
  }
}

TEST(JsonLines, OfTwoKeysOfOneFieldTheUpperRowWins) {
  const Result<ReadResult> result =
      read_as("jsonl", R"({"contents": "second", "text": "first", "year": 2001, "x": {"y": 1}})");
  ASSERT_TRUE(result);
  EXPECT_EQ(result->articles[0].sections[0].text, "first");
  EXPECT_EQ(result->unused_keys,
            (std::map<std::string, std::size_t>{{"contents", 1}, {"year", 1}, {"x", 1}}));
}

TEST(JsonLines, MappedKeysComeFirst) {
  const ReadOptions options = {.field_keys = {{"title", "headline"}, {"text", "title"}}};
  const Article article = read_one("jsonl", R"({"title": "t", "headline": "h"})", options);
  EXPECT_EQ(article.title, "h");
  EXPECT_EQ(shown(article), "[0 ]\nt\n");
  const Result<ReadResult> wrong = read_as("jsonl", "{}", {.field_keys = {{"titel", "x"}}});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, ErrorCode::kUsage);
}

struct Bad {
  std::string_view line;
  std::string_view code;
};

TEST(JsonLines, ABadLineCostsOnlyItself) {
  const Bad rows[] = {
      {"[1, 2]", "not_an_object"},
      {"\"text\"", "not_an_object"},
      {"{\"text\": \"x\"", "broken_json"},
      {"{\"text\": \"x\"} trailing", "broken_json"},
      {"nonsense", "broken_json"},
      {"{\"text\": {\"a\": 1}}", "wrong_type"},
      {"{\"title\": [\"a\"]}", "wrong_type"},
      {"{\"synonyms\": {\"a\": 1}}", "wrong_type"},
      {"{\"sections\": \"x\"}", "wrong_type"},
      {"{\"sections\": [\"x\"]}", "wrong_type"},
  };
  for (const Bad& row : rows) {
    const std::string bytes = "{\"id\": \"a\"}\n\n" + std::string(row.line) + "\r\n{\"id\": \"b\"}";
    const Result<ReadResult> result = read_as("jsonl", bytes);
    ASSERT_TRUE(result) << row.line;
    EXPECT_EQ(result->articles.size(), 2U) << row.line;
    ASSERT_EQ(result->rejections.size(), 1U) << row.line;
    EXPECT_EQ(result->rejections[0].where, "dir/a-page.txt:3");
    EXPECT_EQ(result->rejections[0].code, row.code) << row.line;
  }
}

TEST(JsonLines, WithoutAnIdTheLineIsTheId) {
  const ReaderInfo* reader = find_reader("jsonl");
  ASSERT_NE(reader, nullptr);
  const Result<ReadResult> result = reader->read(
      {.bytes = "{\"text\":\"a\"}\n", .path = "f.jsonl", .fallback_id = "", .first_line = 41}, {});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->articles[0].id, "f.jsonl:41");
}

TEST(JsonLines, DamagedTextIsRepairedAndCounted) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"{\"text\": \"\xC3\xA9\xC3\xA9 \xFF\"}", "éé \xEF\xBF\xBD"},
      {"{\"text\": \"it\x92s\"}", "it’s"},
      {R"({"text": "cut \ud83d off"})", "cut \xEF\xBF\xBD off"},
      {R"({"text": "\udc00 \\ud83d"})", "\xEF\xBF\xBD \\ud83d"},
      {"{\"text\": \"tab\there\x01\"}", "tab here"},
  };
  for (const auto& [line, text] : rows) {
    const Result<ReadResult> result = read_as("jsonl", line);
    ASSERT_TRUE(result) << line;
    ASSERT_EQ(result->articles.size(), 1U) << line;
    EXPECT_EQ(result->articles[0].sections[0].text, text);
    EXPECT_EQ(result->repaired, 1U) << line;
  }
}

TEST(JsonLines, EscapesThatTextMayNotHoldAreRemoved) {
  const Article article = read_one("jsonl", R"({"text": "a\u0000b\u0001\uffff \ud83d\ude00"})");
  EXPECT_EQ(article.sections[0].text, "ab\xEF\xBF\xBD 😀");
  EXPECT_TRUE(all_clean(article));
}

TEST(JsonLines, UnreadableDatesAndLanguagesAreReportedNotGuessed) {
  const Result<ReadResult> result = read_as("jsonl", R"({"reviewed": "lately", "language": "?"})");
  ASSERT_TRUE(result);
  EXPECT_EQ(result->articles[0].reviewed, "");
  EXPECT_EQ(result->articles[0].language, "en");
  EXPECT_EQ(result->unused_keys.size(), 2U);
}

TEST(JsonLines, MarkedFilesAndEmptyOnes) {
  using namespace std::string_view_literals;
  EXPECT_EQ(read_one("jsonl", "\xEF\xBB\xBF{\"id\": \"a\"}").id, "a");
  EXPECT_EQ(read_one("jsonl", "\xFF\xFE{\0\"\0i\0d\0\"\0:\0\"\0a\0\"\0}\0"sv).id, "a");
  const Result<ReadResult> empty = read_as("jsonl", "\n\n");
  ASSERT_TRUE(empty);
  EXPECT_TRUE(empty->articles.empty());
  EXPECT_FALSE(read_as("jsonl", "%PDF-1.7 {}"));
}

}  // namespace
}  // namespace medlar
