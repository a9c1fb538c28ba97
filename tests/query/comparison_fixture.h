// A small comparison for the tests of what shows it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "query/evaluation/comparison.h"
#include "query/render/comparison_page.h"

namespace medlar {

inline constexpr std::string_view kHostile = "<script>alert(\"1\")</script>&'\x1b[31m\u202e";

using Rankings = std::vector<std::pair<std::string, std::vector<std::string>>>;

inline Run a_run(std::string tag, const Rankings& rankings) {
  Run run{std::move(tag), {}};
  for (const auto& [qid, docnos] : rankings) {
    for (const std::string& docno : docnos) {
      run.topics[qid].push_back({docno, 100.0 - static_cast<double>(run.topics[qid].size())});
    }
  }
  return run;
}

/// Runs with judgments, compared; pages refer to it.
struct Compared {
  std::vector<Run> runs;
  Qrels qrels;
  EvaluationOptions options;
  Comparison comparison;

  Compared(std::vector<Run> r, Qrels q, std::string_view measures = "recip_rank map")
      : runs(std::move(r)),
        qrels(std::move(q)),
        comparison(compare(runs, qrels, *parse_measures(measures), options, 1)) {}

  ComparisonPage page(std::vector<std::string> names) const {
    return {.title = "Two runs",
            .judgments = "some.qrels",
            .names = std::move(names),
            .comparison = comparison,
            .runs = runs,
            .qrels = qrels,
            .options = options,
            .seed = 1};
  }
};

/// Topic "lost" falls from 1 to 0.5, "won" rises from 0.5 to 1, "worst" falls from 1 to 0, "same"
/// stays; "empty" has results in neither run.
inline Compared five_topics() {
  return {{a_run("old", {{"lost", {"good", "bad"}},
                         {"won", {"bad", "good"}},
                         {"worst", {"good", "new"}},
                         {"same", {"good"}}}),
           a_run("new", {{"lost", {"bad", "good"}},
                         {"won", {"good", "bad"}},
                         {"worst", {"new", "bad"}},
                         {"same", {"good"}}})},
          {{{"lost", {{"good", 2}, {"bad", 0}}},
            {"won", {{"good", 2}, {"bad", 0}}},
            {"worst", {{"good", 2}, {"bad", 0}, {"new", -1}}},
            {"same", {{"good", 1}}},
            {"empty", {{"good", 1}, {"better", 2}}}},
           2}};
}

}  // namespace medlar
