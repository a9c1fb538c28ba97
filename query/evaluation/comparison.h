// Several runs of the same topics, each compared with the first.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "query/evaluation/evaluation.h"
#include "query/evaluation/significance.h"

namespace medlar {

/// One topic's values of one measure.
struct TopicDelta {
  std::string qid;
  double baseline = 0;
  double value = 0;
  double delta() const { return value - baseline; }
};

/// One run against the baseline, by one measure.
struct MeasureComparison {
  std::size_t measure = 0;  // index into Comparison::measures
  double baseline = 0;      // overall
  double value = 0;
  PairedTest test;
  double t_p_holm = 1;  // corrected over the runs compared
  double randomization_p_holm = 1;
  std::size_t wins = 0;  // topics where the run is better than the baseline
  std::size_t ties = 0;
  std::size_t losses = 0;
  std::vector<TopicDelta> topics;  // by delta, the greatest gain first
};

struct RunComparison {
  std::size_t run = 0;  // index into Comparison::evaluations, from 1 up
  std::vector<MeasureComparison> measures;
};

struct Comparison {
  std::vector<Evaluation> evaluations;  // the baseline first
  std::vector<Measure> measures;        // those that are averaged over topics
  std::vector<RunComparison> runs;      // one less than evaluations
};

/// Compares over all judged topics, or over those that every run has. Counts, strings and geometric
/// means are no averages of topics and are left out.
Comparison compare(const std::vector<Run>& runs, const Qrels& qrels,
                   const std::vector<Measure>& measures, const EvaluationOptions& options,
                   std::uint64_t seed);

}  // namespace medlar
