// What medlar eval was asked to do, and what its parts share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "query/evaluation/evaluation.h"
#include "query/evaluation/gate.h"
#include "query/evaluation/topic_runner.h"
#include "tools/command.h"

namespace medlar {

struct EvalOptions : CommonOptions {
  std::string topics;
  std::string wording;
  std::string qrels;
  std::string run;
  std::vector<std::string> compare;
  std::vector<std::string> measures;
  std::vector<std::string> gates;
  std::string baseline;
  double max_drop = 0;
  std::string config;
  std::string duplicates;
  std::string html;
  std::string format = "text";
  std::uint64_t seed = 1;
  bool by_query = false;
  bool trec_eval = false;
  bool list_measures = false;
  EvaluationOptions evaluation;
  TopicRunOptions running;

  // What the strings above mean, read before anything is run.
  std::vector<Measure> shown;
  std::vector<Measure> held;  // that must not fall behind the baseline
  std::vector<std::pair<Gate, Measure>> conditions;
};

/// Compares the runs of --compare.
int compare_runs(const EvalOptions& options);

/// Writes --html where it is asked for: these runs, from `files`, the first being the baseline.
Result<void> write_comparison_page(const std::vector<Run>& runs,
                                   const std::vector<std::string>& files, const Qrels& qrels,
                                   const EvalOptions& options);

/// "-" is stdout.
Result<void> write_file(const std::string& file, std::string_view text);

}  // namespace medlar
