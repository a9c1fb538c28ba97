// Every line that trec_eval 9.0.8 prints with -q -m all_trec, on real runs and judgments.
#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "query/render/evaluation_renderer.h"
#include "tests/query/evaluation/evaluating.h"
#include "tests/support/shared_data.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

constexpr std::size_t kShown = 10;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

struct Case {
  const char* expected;
  const char* run;
  const char* qrels;
  EvaluationOptions options;
  std::size_t lines;  // so that a file that got lost is noticed
};

void PrintTo(const Case& row, std::ostream* out) { *out << row.expected; }

class TrecEval : public testing::TestWithParam<Case> {};

TEST_P(TrecEval, PrintsTheSame) {
  MEDLAR_NEED_SHARED_DATA("trec_eval");
  const Case& row = GetParam();
  const auto run = read_run(shared_data("trec_eval") / row.run);
  ASSERT_TRUE(run) << error_of(run);
  const auto qrels = read_qrels(shared_data("trec_eval") / row.qrels);
  ASSERT_TRUE(qrels) << error_of(qrels);
  const auto expected = lines_of(read_file(shared_data("trec_eval") / row.expected));
  ASSERT_EQ(expected.size(), row.lines);
  const auto printed = lines_of(render_evaluation(
      evaluate(*run, *qrels, measures_of("all_trec"), row.options), ByTopic::kYes));
  EXPECT_EQ(printed.size(), expected.size());
  std::size_t different = 0;
  for (std::size_t i = 0; i < std::min(printed.size(), expected.size()); ++i) {
    if (printed[i] == expected[i] || ++different > kShown) continue;
    ADD_FAILURE() << "line " << i + 1 << "\n  ours       " << printed[i] << "\n  trec_eval's "
                  << expected[i];
  }
  EXPECT_EQ(different, 0U) << "lines differ";
}

constexpr EvaluationOptions kPlain{.topics = EvaluationOptions::Topics::kInBoth};
constexpr EvaluationOptions kLevel2{.level = 2, .topics = EvaluationOptions::Topics::kInBoth};
constexpr EvaluationOptions kComplete{.topics = EvaluationOptions::Topics::kAllJudged};

INSTANTIATE_TEST_SUITE_P(
    Runs, TrecEval,
    testing::Values(
        Case{"medquad-summary.expected", "medquad-summary.run", "medquad.qrels", kPlain, 9467},
        Case{"medquad-summary.level2.expected", "medquad-summary.run", "medquad.qrels", kLevel2,
             9467},
        Case{"medquad-ties.expected", "medquad-ties.run", "medquad.qrels", kPlain, 8102},
        Case{"medquad-ties.complete.expected", "medquad-ties.run", "medquad.qrels", kComplete,
             8102},
        Case{"nfcorpus-dev.expected", "nfcorpus-dev.run", "nfcorpus-dev.qrels", kPlain, 27758}),
    [](const auto& test) {
      std::string name = test.param.expected;
      std::erase_if(name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; });
      return name;
    });

}  // namespace
}  // namespace medlar
