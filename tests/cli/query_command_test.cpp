// medlar query: its outputs, its exit status, its arguments.
#include <algorithm>
#include <sstream>

#include "tests/cli/tiny_corpus.h"

namespace medlar {
namespace {

using nlohmann::json;

void expect_hit_keys(const json& hit) {
  for (const char* const key : {"rank", "id", "url", "title", "section", "snippet", "source",
                                "language", "reviewed", "updated", "reviewed_by", "score"}) {
    EXPECT_TRUE(hit.contains(key)) << key;
  }
  for (const char* const key : {"heading", "anchor"}) EXPECT_TRUE(hit["section"].contains(key));
  for (const char* const key : {"html", "text", "ranges"}) {
    EXPECT_TRUE(hit["snippet"].contains(key)) << key;
  }
}

TEST(Query, ExitStatusSaysWhetherSomethingWasFound) {
  const TinyCorpus tiny;
  EXPECT_EQ(tiny.query({"cement"}).status, 0);
  EXPECT_EQ(tiny.query({"zebra"}).status, 1);
  EXPECT_EQ(tiny.query({"cement", "--filter", "nonsense"}).status, 2);
  EXPECT_EQ(tiny.query({"cement", "--filter", "shoesize:9"}).status, 2);
  EXPECT_EQ(run_medlar({"query", "cement", "--index", "/nonexistent"}).status, 2);
}

TEST(Query, TextShowsTitlePlaceHeadingDateAndMarkedSnippet) {
  const TinyCorpus tiny;
  const MedlarOutcome outcome = tiny.query({"cement", "leak"});
  EXPECT_EQ(outcome.out,
            " 1. Bone cement\n"
            "    https://a.example/cement#risks | Risks | reviewed 2009-03-01\n"
            "    Bone *cement* may *leak*. A pulmonary embolism can follow.\n");
  EXPECT_TRUE(outcome.err.starts_with("1 to 1 of 1 articles, ")) << outcome.err;
}

TEST(Query, NothingFoundIsSaidOnStderr) {
  const TinyCorpus tiny;
  const MedlarOutcome outcome = tiny.query({"zebra"});
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err, "no article found for: zebra\n");
}

TEST(Query, QuietLeavesResultsOnly) {
  const TinyCorpus tiny;
  EXPECT_EQ(tiny.query({"cement", "--quiet"}).err, "");
  EXPECT_EQ(tiny.query({"cement", "--quiet"}).out, tiny.query({"cement"}).out);
  EXPECT_EQ(tiny.query({"zebra", "--quiet"}).err, "");
}

TEST(Query, SaysWhatItSetsRight) {
  const TinyCorpus tiny;
  const json response = json::parse(tiny.query({"caf\xC3\xA9 asthna", "--format=json"}).out);
  const json& told = response["interpretation"];
  EXPECT_EQ(told["corrected"], "caf\xC3\xA9 asthma");
  EXPECT_EQ(told["corrections"],
            json::parse(R"([{"from": "asthna", "to": "asthma", "begin": 6, "end": 12}])"));
  EXPECT_GT(response["total"], 0);
  EXPECT_NE(tiny.query({"asthna"}).err.find("searched for asthma (not with --no-correct)"),
            std::string::npos);
  const json typed = json::parse(tiny.query({"asthna", "--no-correct", "--format=json"}).out);
  EXPECT_EQ(typed["interpretation"]["corrected"], nullptr);
  EXPECT_EQ(typed["total"], 0);
}

TEST(Query, JsonHasTheKeysOfTheContract) {
  const TinyCorpus tiny;
  const json response = json::parse(tiny.query({"pulmonary embolism", "--format=json"}).out);
  for (const char* const key : {"format_version", "query", "interpretation", "total",
                                "total_is_exact", "limit", "offset", "took_ms", "hits"}) {
    EXPECT_TRUE(response.contains(key)) << key;
  }
  for (const char* const key : {"corrected", "original", "added", "dropped"}) {
    EXPECT_TRUE(response["interpretation"].contains(key)) << key;
  }
  EXPECT_EQ(response["query"], "pulmonary embolism");
  EXPECT_EQ(response["total"], 2);
  ASSERT_EQ(response["hits"].size(), 2U);
  std::size_t rank = 0;
  for (const json& hit : response["hits"]) {
    expect_hit_keys(hit);
    EXPECT_EQ(hit["rank"], ++rank);
    const std::string text = hit["snippet"]["text"];
    for (const json& range : hit["snippet"]["ranges"]) {
      EXPECT_LT(range[0], range[1]);
      EXPECT_LE(range[1].get<std::size_t>(), text.size());
    }
  }
  const json none = json::parse(tiny.query({"zebra", "--format=json"}).out);
  EXPECT_EQ(none["total"], 0);
  EXPECT_TRUE(none["hits"].empty());
}

TEST(Query, JsonLinesAreOneHitALine) {
  const TinyCorpus tiny;
  const MedlarOutcome outcome = tiny.query({"smoking cough", "--format=jsonl"});
  EXPECT_EQ(outcome.err, "");
  std::istringstream lines(outcome.out);
  std::size_t hits = 0;
  for (std::string line; std::getline(lines, line); ++hits) expect_hit_keys(json::parse(line));
  EXPECT_EQ(hits, 3U);
  EXPECT_EQ(tiny.query({"zebra", "--format=jsonl"}).out, "");
}

TEST(Query, TrecLinesHaveSixFieldsAndStrictlyFallingScores) {
  const TempDir dir;
  std::string feed;
  for (int i = 0; i < 30; ++i) {  // all of one score
    feed += "{\"id\": \"doc " + std::to_string(i) + "\", \"text\": \"same words\"}\n";
  }
  const std::string index = (dir / "index").string();
  ASSERT_EQ(run_medlar({"index", dir.file("f.jsonl", feed), "--index", index}).status, 0);
  const MedlarOutcome outcome =
      run_medlar({"query", "words", "--index", index, "--format", "trec", "--limit", "30"});
  std::istringstream lines(outcome.out);
  float above = 1e9F;
  std::size_t ranks = 0;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream fields(line);
    std::string qid, q0, id, tag, extra;
    std::size_t rank = 0;
    float score = 0;
    EXPECT_TRUE(fields >> qid >> q0 >> id >> rank >> score >> tag) << line;
    EXPECT_FALSE(fields >> extra) << line;
    EXPECT_EQ(q0, "Q0");
    EXPECT_EQ(rank, ++ranks);
    EXPECT_LT(score, above) << line;
    above = score;
  }
  EXPECT_EQ(ranks, 30U);
}

TEST(Query, ExplainShowsTreeCompiledQueryAndParts) {
  const TinyCorpus tiny;
  const MedlarOutcome text = tiny.query({"cement -asthma", "--explain"});
  EXPECT_TRUE(text.out.starts_with("tree      cement -asthma\ncompiled  Query(")) << text.out;
  EXPECT_NE(text.out.find("  score\n"), std::string::npos) << text.out;
  const json response = json::parse(tiny.query({"cement leak", "--explain", "--format=json"}).out);
  EXPECT_EQ(response["interpretation"]["tree"], "cement leak");
  EXPECT_TRUE(response.contains("compiled"));
  double sum = 0;
  for (const json& part : response["hits"][0].at("score_parts"))
    sum += part.at("score").get<double>();
  EXPECT_NEAR(sum, response["hits"][0]["score"].get<double>(), 1e-6);
}

TEST(Query, LimitAndOffsetCutPages) {
  const TinyCorpus tiny;
  const std::string all = tiny.found({"smoking cough lung"});
  EXPECT_EQ(std::ranges::count(all, ' '), 3);
  EXPECT_EQ(tiny.found({"smoking cough lung", "--limit", "1"}), all.substr(0, all.find(' ')));
  EXPECT_EQ(tiny.found({"smoking cough lung", "--offset", "1"}), all.substr(all.find(' ') + 1));
  EXPECT_EQ(tiny.found({"smoking cough lung", "--offset", "4"}), "");
  const json second = json::parse(
      tiny.query({"smoking cough lung", "--offset=1", "--limit=1", "--format=json"}).out);
  EXPECT_EQ(second["hits"][0]["rank"], 2);
  EXPECT_EQ(second["total"], 4);
}

TEST(Query, FiltersMustAllHold) {
  const TinyCorpus tiny;
  EXPECT_EQ(tiny.found({"smoking", "--filter", "source:cdc"}), "asthma");
  EXPECT_EQ(tiny.found({"smoking", "--filter", "source:CDC", "--filter", "reviewed:2008..2010"}),
            "");
  EXPECT_EQ(tiny.found({"embolism", "--filter", "reviewed:2008..2010"}), "cement");
  EXPECT_EQ(tiny.found({"asma", "--filter", "language:es"}), "asma");
}

TEST(Query, SortsByDateAndTitle) {
  const TinyCorpus tiny;
  const std::string words = "embolism smoking";
  EXPECT_EQ(tiny.found({words, "--sort", "reviewed"}), "asthma embolism cement copd");
  EXPECT_EQ(tiny.found({words, "--sort", "title"}), "asthma cement copd embolism");
}

TEST(Query, TheIndexMayComeFromTheEnvironment) {
  const TinyCorpus tiny;
  EXPECT_EQ(run_medlar(
                {.arguments = {"query", "cement"}, .environment = {{"MEDLAR_INDEX", tiny.index()}}})
                .status,
            0);
  EXPECT_EQ(run_medlar({.arguments = {"query", "cement", "--index", tiny.index()},
                        .environment = {{"MEDLAR_INDEX", "/nonexistent"}}})
                .status,
            0);
}

TEST(Query, NoEscapeSequencesReachAFile) {
  const TempDir dir;
  const std::string index = (dir / "index").string();
  ASSERT_EQ(run_medlar({"index",
                        dir.file("f.jsonl", R"({"id": "a", "title": "T \u001b[31m\u009b", )"
                                            R"("text": "red \u001b[31mword\u0007 here"})"),
                        "--index", index})
                .status,
            0);
  for (const char* const format : {"text", "json", "jsonl", "trec"}) {
    const MedlarOutcome outcome =
        run_medlar({.arguments = {"query", "here", "--index", index, "--format", format},
                    .environment = {{"TERM", "xterm-256color"}}});
    EXPECT_EQ(outcome.status, 0);
    EXPECT_EQ((outcome.out + outcome.err).find('\x1b'), std::string::npos) << format;
    EXPECT_EQ(outcome.out.find("\xC2\x9B"), std::string::npos) << format;
  }
}

TEST(Query, AClosedPipeIsSuccess) {
  const TinyCorpus tiny;
  for (const char* const format : {"text", "json", "trec"}) {
    const MedlarOutcome outcome =
        run_medlar({.arguments = {"query", "cement", "--index", tiny.index(), "--format", format},
                    .standard_output = MedlarRun::Stdout::kClosedPipe});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.err.find("error"), std::string::npos) << outcome.err;
  }
}

TEST(Query, WordsWithADashAreExcludedWhateverTheyBeginWith) {
  const TinyCorpus tiny;
  const std::string rest = tiny.found({"smoking NOT asthma"});
  EXPECT_EQ(std::ranges::count(rest, ' '), 1);
  EXPECT_EQ(tiny.found({"smoking", "-asthma"}), rest);
  EXPECT_EQ(tiny.found({"-asthma", "smoking"}), rest);
  for (const char* const word : {"-heparin", "-quick", "-h2", "-index", "-5", "-\"bone cement\""}) {
    EXPECT_EQ(tiny.query({"smoking", word}).out, tiny.query({"smoking"}).out) << word;
    EXPECT_EQ(tiny.query({word, "smoking"}).status, 0) << word;
  }
  EXPECT_EQ(tiny.query({"-zebra"}).status, 0);
  EXPECT_EQ(tiny.query({"--", "-asthma", "smoking"}).out, tiny.query({"smoking", "-asthma"}).out);
}

TEST(Query, NamesOfSubcommandsAndOptionsAreWordsToo) {
  const TinyCorpus tiny;
  for (const char* const word : {"index", "check", "query", "info", "limit", "[]", "[cement]", "%h",
                                 "=", "/", "-", "@file", "--"}) {
    const int status = tiny.query({word}).status;
    EXPECT_TRUE(status == 0 || status == 1 || (std::string_view(word) == "--" && status == 2))
        << word << " " << status;
  }
}

TEST(Query, TheSearchBoxNeverFails) {
  const TinyCorpus tiny;
  std::string long_query;
  while (long_query.size() < 10'000) long_query += "smoking (cough \"lung\" OR ";
  std::string controls;
  for (char c = 1; c < 0x20; ++c) controls += c;
  for (const std::string& query : {std::string(),
                                   std::string(" "),
                                   std::string("...!?;"),
                                   std::string("\"\""),
                                   std::string("\"\"\""),
                                   std::string("((((("),
                                   std::string(")))"),
                                   std::string("AND OR NOT"),
                                   std::string("NEAR/3"),
                                   std::string("title:"),
                                   std::string("reviewed:.."),
                                   std::string("reviewed:9999..0000"),
                                   std::string("*"),
                                   std::string("a*"),
                                   std::string("\xff\xfe\x80 cement"),
                                   std::string("\xed\xa0\x80"),
                                   std::string("\xf4\x90\x80\x80"),
                                   std::string("\xc3"),
                                   controls + "cement" + controls,
                                   long_query,
                                   std::string(10'000, 'x'),
                                   std::string(10'000, '('),
                                   std::string(10'000, '"'),
                                   std::string(10'000, '-') + "x",
                                   std::string(10'000, '*'),
                                   std::string("\xE2\x80\x9C") + "x",
                                   std::string("\xF0\x9F\x92\x8A")}) {
    for (const char* const format : {"text", "json"}) {
      const MedlarOutcome outcome = tiny.query({query, "--format", format, "--explain"});
      EXPECT_TRUE(outcome.status == 0 || outcome.status == 1)
          << testing::PrintToString(query.substr(0, 40)) << " " << outcome.status << outcome.err;
      if (std::string_view(format) == "json") {
        EXPECT_TRUE(json::accept(outcome.out)) << testing::PrintToString(query.substr(0, 40));
      }
    }
  }
}

}  // namespace
}  // namespace medlar
