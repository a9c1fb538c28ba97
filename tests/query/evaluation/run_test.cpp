// Runs read as trec_eval reads them, and lines that it must not reorder when it reads ours: it
// sorts by score, read as float.
#include "query/evaluation/run.h"

#include <cmath>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/query/evaluation/evaluating.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

/// "qid: docno docno, qid: docno", best first.
std::string read(std::string_view text) {
  const auto run = parse_run(text, "f");
  if (!run) return error_of(run);
  std::string all;
  for (const auto& [qid, ranking] : run->topics) {
    all += (all.empty() ? "" : ", ") + qid + ":";
    for (const RankedArticle& article : ranking) all += " " + article.docno;
  }
  return all;
}

TEST(Run, IsSortedByScoreAlone) {
  struct Row {
    std::string_view what;
    std::string_view text;
    std::string_view read;
  };
  for (const Row& row : {
           Row{"by score, whatever the rank says", "1 Q0 a 1 1.5 t\n1 Q0 b 2 2.5 t\n", "1: b a"},
           Row{"ranks that are no numbers", "1 Q0 a x 1 t\n1 Q0 b - 2 t\n", "1: b a"},
           Row{"ties by docno from last to first", "1 Q0 a 1 1 t\n1 Q0 c 2 1 t\n1 Q0 b 3 1 t\n",
               "1: c b a"},
           Row{"bytes count, not letters", "1 Q0 a 1 1 t\n1 Q0 B 2 1 t\n1 Q0 \u00e9 3 1 t\n",
               "1: \u00e9 a B"},
           // float has 24 bits: 16777217 is 16777216 in it, and 16777218 is not
           Row{"equal as floats", "1 Q0 a 1 16777217 t\n1 Q0 b 2 16777216 t\n", "1: b a"},
           Row{"unequal as floats", "1 Q0 a 1 16777218 t\n1 Q0 b 2 16777216 t\n", "1: a b"},
           Row{"too great for a float", "1 Q0 a 1 1e300 t\n1 Q0 b 2 1e299 t\n", "1: b a"},
           Row{"signs and exponents", "1 Q0 a 1 -1e-3 t\n1 Q0 b 2 +2E2 t\n1 Q0 c 3 .5 t\n",
               "1: b c a"},
           Row{"topics in byte order", "9 Q0 a 1 1 t\n10 Q0 a 1 1 t\n", "10: a, 9: a"},
           Row{"a topic in two places", "1 Q0 a 1 1 t\n2 Q0 a 1 1 t\n1 Q0 b 2 2 t\n",
               "1: b a, 2: a"},
           Row{"CRLF, tabs, blank lines, comments",
               "# run\r\n1\tQ0\ta\t1\t2\tt\r\n\r\n1 Q0 b 2 1 t\r\n", "1: a b"},
       }) {
    EXPECT_EQ(read(row.text), row.read) << row.what;
  }
}

TEST(Run, TheTagIsTheLastLines) {
  EXPECT_EQ(parse_run("1 Q0 a 1 1 first\n1 Q0 b 2 1 last\r\n", "f")->tag, "last");
}

TEST(Run, ErrorsNameThePlaceAndTheRemedy) {
  const std::string line = " | a line is: qid Q0 docno rank score tag";
  const std::string number = line + ", the score a finite number";
  struct Row {
    std::string_view what;
    std::string_view text;
    std::string error;
  };
  for (const Row& row : {
           Row{"empty", "", "f holds no run" + line},
           Row{"comments only", "# a\n\n", "f holds no run" + line},
           Row{"five columns", "1 Q0 a 1 1 t\n\n1 Q0 b 2 1\n", "f:3: 5 columns, not 6" + line},
           Row{"seven columns", "1 Q0 a b 1 1 t\n", "f:1: 7 columns, not 6" + line},
           Row{"judgments", "1 0 a 1\n", "f:1: 4 columns, not 6" + line},
           Row{"a word", "1 Q0 a 1 high t\n", "f:1: the score high is no number" + number},
           Row{"half a number", "1 Q0 a 1 1.5x t\n", "f:1: the score 1.5x is no number" + number},
           Row{"a comma", "1 Q0 a 1 1,5 t\n", "f:1: the score 1,5 is no number" + number},
           Row{"two signs", "1 Q0 a 1 +-1 t\n", "f:1: the score +-1 is no number" + number},
           Row{"NaN", "1 Q0 a 1 1 t\r\n1 Q0 b 1 NaN t\r\n",
               "f:2: the score NaN is no number" + number},
           Row{"infinite", "1 Q0 a 1 inf t\n", "f:1: the score inf is no number" + number},
           Row{"infinite below", "1 Q0 a 1 -Infinity t\n",
               "f:1: the score -Infinity is no number" + number},
           Row{"hexadecimal", "1 Q0 a 1 0x1p3 t\n", "f:1: the score 0x1p3 is no number" + number},
           Row{"too great", "1 Q0 a 1 1e400 t\n", "f:1: the score 1e400 is no number" + number},
           Row{"twice", "1 Q0 a 1 3 t\n2 Q0 a 1 3 t\n1 Q0 a 2 2 t\n",
               "f:3: a comes twice in topic 1 | keep the better of the two"},
       }) {
    EXPECT_EQ(read(row.text), row.error) << row.what;
  }
  EXPECT_EQ(parse_run("x", "f").error().code, ErrorCode::kBadInput);
}

TEST(Run, Files) {
  const TempDir dir;
  EXPECT_EQ(read_run(dir.file("bom",
                              "\xEF\xBB\xBF"
                              "1 Q0 a 1 1 t\n"))
                ->topics.begin()
                ->first,
            "1");
  EXPECT_EQ(read_run(dir.file("latin", "1 Q0 ni\xf1o 1 1 t\n")).error().code, ErrorCode::kBadInput);
  EXPECT_EQ(read_run(dir / "gone").error().code, ErrorCode::kUnreadable);
}

std::vector<RankedArticle> ranking_of(const std::vector<double>& scores) {
  std::vector<RankedArticle> ranking;
  for (const double score : scores)
    ranking.push_back({fmt::format("d{}", ranking.size() + 1), score});
  return ranking;
}

TEST(RenderRanking, Lines) {
  EXPECT_EQ(render_ranking("7", ranking_of({2.5, 1.25}), "medlar"),
            "7 Q0 d1 1 2.5 medlar\n7 Q0 d2 2 1.25 medlar\n");
  EXPECT_EQ(render_ranking("7", {}, "medlar"), "");
}

TEST(RenderRanking, ScoresFallStrictlyAsFloats) {
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  for (const std::vector<double>& scores : std::vector<std::vector<double>>{
           {3, 2, 1},
           {1, 1, 1, 1},
           {0, 0, 0},
           {-1, -1},
           {1.0, 1.0 - 1e-12, 1.0 - 2e-12},  // differ as double, not as float
           {1, 1, 0.99999994, 0.5},
           {1, 2, 3},  // sorted by something else
           {kNan, 1, kNan, kNan},
           {kInfinity, kInfinity, 1},
           {1e300, 1e299},
           {1e-50, 1e-60},
           std::vector<double>(1000, 12.345),
       }) {
    const std::string run = render_ranking("q", ranking_of(scores), "t");
    std::istringstream lines(run);
    float above = kInfinity;
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
      std::istringstream words(line);
      std::string qid, q0, docno, rank, score, tag, more;
      words >> qid >> q0 >> docno >> rank >> score >> tag;
      ASSERT_FALSE(words >> more) << line;
      ASSERT_EQ(rank, std::to_string(count + 1));
      const float value = std::strtof(score.c_str(), nullptr);
      ASSERT_TRUE(std::isfinite(value)) << line;
      ASSERT_LT(value, above) << line;
      above = value;
    }
    ASSERT_EQ(count, scores.size());
  }
}

TEST(RenderRanking, IdentifiersAreOneWord) {
  std::vector<RankedArticle> ranking = ranking_of({3, 2, 1});
  ranking[0].docno = "a page\tof\nlines\x01";
  ranking[1].docno = "";
  ranking[2].docno = "ni\u00f1o";
  EXPECT_EQ(render_ranking("topic 1", ranking, "my run"),
            "topic_1 Q0 a_page_of_lines_ 1 3 my_run\n"
            "topic_1 Q0 _ 2 2 my_run\n"
            "topic_1 Q0 ni\u00f1o 3 1 my_run\n");
  EXPECT_EQ(render_ranking("", ranking_of({1}), ""), "_ Q0 d1 1 1 _\n");
}

TEST(RenderRun, ReadsBackAsItWas) {
  auto run = run_of({{"2", "b a c"}, {"10", "c"}}, "my-run");
  run.topics["2"][1].score = run.topics["2"][0].score;  // a tie, in the order of the ranking
  const std::string text = render_run(run);
  EXPECT_EQ(read(text), "10: c, 2: b a c");
  const auto again = parse_run(text, "f");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->tag, "my-run");
  EXPECT_EQ(render_run(*again), text);
}

}  // namespace
}  // namespace medlar
