// The corpora that the program must handle, each in one build.
#include <fstream>

#include <gtest/gtest.h>

#include "indexer/format/index_check.h"
#include "indexer/indexer.h"
#include "query/searcher.h"
#include "tests/support/shared_data.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

IndexReport build(const TempDir& dir, std::string_view below) {
  const auto report =
      index_corpus({.paths = {shared_data(below).string()}, .index = dir / "index"});
  if (!report) {
    ADD_FAILURE() << report.error().message;
    return {};
  }
  for (const std::string& why : report->refusals) ADD_FAILURE() << why;
  return *report;
}

SearchResponse search(const TempDir& dir, const std::string& query) {
  auto searcher = Searcher::open(dir / "index");
  if (!searcher) return {};
  return *searcher->search({.query = query});
}

TEST(RealData, TheSeedPageIsFoundWithSensibleSnippets) {
  MEDLAR_NEED_SHARED_DATA("seed");
  const TempDir dir;
  EXPECT_EQ(build(dir, "seed").counts.articles, 1U);
  for (const std::string query : {"cement", "pulmonary embolism"}) {
    const SearchResponse response = search(dir, query);
    ASSERT_EQ(response.hits.size(), 1U) << query;
    const Snippet& snippet = response.hits[0].snippet;
    EXPECT_FALSE(snippet.matches.empty()) << query;
    EXPECT_NE(snippet.text.find(query.substr(query.rfind(' ') + 1)), std::string::npos)
        << snippet.text;
    EXPECT_LE(snippet.text.size(), 310U);
    EXPECT_EQ(snippet.text.find("Sign In"), std::string::npos) << snippet.text;
  }
  // Blanks that the page has lost; "cementlike" is like cement.
  for (const std::string phrase :
       {"\"compression fractures of the spine\"", "\"due to osteoporosis\"",
        "\"and pulmonary embolism\"", "andpulmonary", "\"cement like\"", "cementlike"}) {
    EXPECT_EQ(search(dir, phrase).hits.size(), 1U) << phrase;
  }
  EXPECT_NE(search(dir, "cement").hits[0].snippet.text.find("hardens"), std::string::npos);
}

TEST(RealData, EveryMedquadFileIsAccountedFor) {
  MEDLAR_NEED_SHARED_DATA("medquad/xml");
  const TempDir dir;
  const IndexReport report = build(dir, "medquad/xml");
  EXPECT_EQ(report.files, 11'274U + 3);  // a readme, a licence and an archive beside them
  EXPECT_EQ(report.counts.articles + report.replaced.size() + report.skipped.size() +
                report.rejections.size(),
            report.files);
  EXPECT_GE(report.counts.articles, 5'400U);
  EXPECT_TRUE(report.rejections.empty()) << report.rejections[0].where;
  for (const Rejection& r : report.skipped) {
    EXPECT_EQ(r.code, r.where.ends_with(".zip") ? "unknown_format" : "no_text") << r.where;
  }
}

TEST(RealData, OtherCorporaAreIndexedCleanly) {
  struct Row {
    std::string_view folder;
    std::uint64_t files;
    std::uint64_t articles;
  };
  for (const Row& row : {Row{"nfcorpus/docs.jsonl", 1, 3'633}, Row{"cancergov/html", 309, 309},
                         Row{"jats", 9, 9}, Row{"medlineplus", 1, 2}}) {
    SCOPED_TRACE(row.folder);
    MEDLAR_NEED_SHARED_DATA(row.folder);
    const TempDir dir;
    const IndexReport report = build(dir, row.folder);
    EXPECT_EQ(report.files, row.files);
    EXPECT_EQ(report.counts.articles + report.replaced.size() + report.skipped.size(),
              row.articles);
    EXPECT_LE(report.replaced.size() + report.skipped.size(), row.articles / 100);
    EXPECT_TRUE(report.rejections.empty())
        << report.rejections[0].where << " " << report.rejections[0].detail;
    const auto check = check_index(dir / "index");
    ASSERT_TRUE(check);
    EXPECT_TRUE(check->faults.empty());
  }
}

TEST(RealData, EveryConsumerQuestionFindsSomething) {
  MEDLAR_NEED_SHARED_DATA("medquad/docs.jsonl");
  const TempDir dir;
  const IndexReport report = build(dir, "medquad/docs.jsonl");
  EXPECT_EQ(report.counts.articles + report.replaced.size(), 17'912U);
  EXPECT_TRUE(report.rejections.empty());
  auto searcher = Searcher::open(dir / "index");
  ASSERT_TRUE(searcher);
  std::size_t questions = 0;
  for (const std::string_view wording : {"summary", "paraphrase", "original"}) {
    std::ifstream topics(shared_data("medquad/topics." + std::string(wording) + ".tsv"));
    for (std::string line; std::getline(topics, line);) {
      const std::string question = line.substr(line.find('\t') + 1);
      ++questions;
      if (question.empty()) continue;  // three have no paraphrase
      const auto response =
          searcher->search({.query = question, .snippets = SearchRequest::Snippets::kNone});
      ASSERT_TRUE(response) << line;
      EXPECT_FALSE(response->hits.empty()) << wording << " " << line;
    }
  }
  EXPECT_EQ(questions, 3U * 104U);
}

}  // namespace
}  // namespace medlar
