#include "query/evaluation/comparison.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace medlar {
namespace {

// Closer values are a tie: what is left is rounding.
constexpr double kTie = 1e-9;

MeasureComparison compare_measure(const Evaluation& baseline, const Evaluation& run,
                                  std::size_t measure, std::uint64_t seed) {
  MeasureComparison result;
  result.measure = measure;
  result.baseline = baseline.overall[measure];
  result.value = run.overall[measure];
  std::vector<double> differences;
  for (const auto& [qid, topic] : baseline.topics) {
    const TopicDelta delta{qid, topic.values[measure], run.topics.at(qid).values[measure]};
    const bool is_tie = std::abs(delta.delta()) < kTie;
    differences.push_back(is_tie ? 0 : delta.delta());
    ++(is_tie ? result.ties : delta.delta() > 0 ? result.wins : result.losses);
    result.topics.push_back(delta);
  }
  result.test = paired_test(differences, seed);
  std::ranges::stable_sort(result.topics, std::ranges::greater(), &TopicDelta::delta);
  return result;
}

/// Corrects each measure's p values over the runs.
void correct(std::vector<RunComparison>& runs, std::size_t measures) {
  for (std::size_t m = 0; m < measures; ++m) {
    std::vector<double> t;
    std::vector<double> randomization;
    for (const RunComparison& run : runs) {
      t.push_back(run.measures[m].test.t_p);
      randomization.push_back(run.measures[m].test.randomization_p);
    }
    t = holm(t);
    randomization = holm(randomization);
    for (std::size_t r = 0; r < runs.size(); ++r) {
      runs[r].measures[m].t_p_holm = t[r];
      runs[r].measures[m].randomization_p_holm = randomization[r];
    }
  }
}

/// The judgments of topics that every run has.
Qrels judged_in_all(const std::vector<Run>& runs, const Qrels& qrels) {
  Qrels common = qrels;
  std::erase_if(common.topics, [&](const auto& topic) {
    return std::ranges::any_of(runs,
                               [&](const Run& run) { return !run.topics.contains(topic.first); });
  });
  return common;
}

}  // namespace

Comparison compare(const std::vector<Run>& runs, const Qrels& qrels,
                   const std::vector<Measure>& measures, const EvaluationOptions& options,
                   std::uint64_t seed) {
  Comparison comparison;
  std::ranges::copy_if(measures, std::back_inserter(comparison.measures), [](const Measure& m) {
    return m.family->kind == MeasureFamily::Kind::kMean;
  });
  const bool in_all = options.topics == EvaluationOptions::Topics::kInBoth;
  const Qrels common = in_all ? judged_in_all(runs, qrels) : qrels;
  for (const Run& run : runs) {
    comparison.evaluations.push_back(evaluate(run, common, comparison.measures, options));
  }
  for (std::size_t r = 1; r < runs.size(); ++r) {
    RunComparison compared{r, {}};
    for (std::size_t m = 0; m < comparison.measures.size(); ++m) {
      compared.measures.push_back(
          compare_measure(comparison.evaluations.front(), comparison.evaluations[r], m, seed));
    }
    comparison.runs.push_back(std::move(compared));
  }
  correct(comparison.runs, comparison.measures.size());
  return comparison;
}

}  // namespace medlar
