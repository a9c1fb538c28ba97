// Lines that trec_eval sorts again by score, read as float: equal scores would let it reorder them.
#include "query/render/trec_run_writer.h"

#include <cmath>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace medlar {
namespace {

std::vector<Hit> hits_of(const std::vector<double>& scores) {
  std::vector<Hit> hits;
  for (const double score : scores) {
    Hit hit;
    hit.rank = hits.size() + 1;
    hit.id = "d" + std::to_string(hit.rank);
    hit.score = score;
    hits.push_back(hit);
  }
  return hits;
}

TEST(TrecRunWriter, Lines) {
  EXPECT_EQ(render_trec("7", hits_of({2.5, 1.25}), "medlar"),
            "7 Q0 d1 1 2.5 medlar\n7 Q0 d2 2 1.25 medlar\n");
  EXPECT_EQ(render_trec("7", {}, "medlar"), "");
}

TEST(TrecRunWriter, ScoresFallStrictlyAsFloats) {
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
    const std::string run = render_trec("q", hits_of(scores), "t");
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

TEST(TrecRunWriter, IdentifiersAreOneWord) {
  std::vector<Hit> hits = hits_of({3, 2, 1});
  hits[0].id = "a page\tof\nlines\x01";
  hits[1].id = "";
  hits[2].id = "ni\u00f1o";
  EXPECT_EQ(render_trec("topic 1", hits, "my run"),
            "topic_1 Q0 a_page_of_lines_ 1 3 my_run\n"
            "topic_1 Q0 _ 2 2 my_run\n"
            "topic_1 Q0 ni\u00f1o 3 1 my_run\n");
  EXPECT_EQ(render_trec("", hits_of({1}), ""), "_ Q0 d1 1 1 _\n");
}

}  // namespace
}  // namespace medlar
