#include "query/evaluation/evaluation.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace medlar {
namespace {

using Kind = MeasureFamily::Kind;

// trec_eval's least value of a geometric mean, so that one zero does not make the whole zero.
constexpr double kLeastGeometric = 0.00001;

/// The first hits' grades as trec_eval draws them: '-' unjudged, '.' to be judged, '>' above 9.
std::string grade_string(const JudgedRanking& ranking, std::size_t hits) {
  std::string drawn;
  for (std::size_t i = 0; i < std::min(hits, ranking.retrieved()); ++i) {
    const int grade = ranking.grades[i];
    drawn += grade == kUnjudged     ? '-'
             : grade == kToBeJudged ? '.'
             : grade > 9            ? '>'
                                    : static_cast<char>('0' + grade);
  }
  return drawn;
}

/// What a measure needs a ranking judged as.
using View = std::pair<int, Judged>;

View view_of(const Measure& measure, int level) {
  return {measure.level > 0 ? measure.level : level, measure.judged};
}

TopicValues measure_topic(const std::vector<RankedArticle>& ranking, const Grades& grades,
                          const std::vector<Measure>& measures, int level, int highest_grade) {
  TopicValues topic;
  std::map<View, JudgedRanking> views;
  for (const Measure& measure : measures) {
    const View view = view_of(measure, level);
    auto judged = views.find(view);
    if (judged == views.end()) {
      judged =
          views.emplace(view, judge(ranking, grades, view.first, highest_grade, view.second)).first;
    }
    if (measure.family->kind == Kind::kGradeString) {
      topic.grade_string =
          grade_string(judged->second, static_cast<std::size_t>(measure.parameter));
    }
    topic.values.push_back(measure.family->value == nullptr
                               ? 0
                               : measure.family->value(judged->second, measure.parameter));
  }
  return topic;
}

double overall_value(const Evaluation& evaluation, std::size_t index) {
  const Kind kind = evaluation.measures[index].family->kind;
  const auto count = static_cast<double>(evaluation.topics.size());
  if (kind == Kind::kTopicCount) return count;
  double sum = 0;
  for (const auto& [qid, topic] : evaluation.topics) {
    const double value = topic.values[index];
    sum += kind == Kind::kGeometricMean ? std::log(std::max(value, kLeastGeometric)) : value;
  }
  if (kind == Kind::kSum || count == 0) return sum;
  return kind == Kind::kGeometricMean ? std::exp(sum / count) : sum / count;
}

}  // namespace

Evaluation evaluate(const Run& run, const Qrels& qrels, const std::vector<Measure>& measures,
                    const EvaluationOptions& options) {
  Evaluation evaluation;
  evaluation.tag = run.tag;
  evaluation.measures = measures;
  for (const auto& [qid, ranking] : run.topics) {
    if (!qrels.topics.contains(qid)) evaluation.without_judgments.push_back(qid);
  }
  static const std::vector<RankedArticle> kNothing;
  for (const auto& [qid, grades] : qrels.topics) {
    const auto found = run.topics.find(qid);
    const bool is_in_run = found != run.topics.end() && !found->second.empty();
    if (!is_in_run) evaluation.without_results.push_back(qid);
    if (!is_in_run && options.topics == EvaluationOptions::Topics::kInBoth) continue;
    if (std::ranges::none_of(grades, [&](const auto& g) { return g.second >= options.level; })) {
      evaluation.without_relevant.push_back(qid);
    }
    evaluation.topics.emplace(qid, measure_topic(is_in_run ? found->second : kNothing, grades,
                                                 measures, options.level, qrels.highest_grade));
  }
  for (std::size_t i = 0; i < measures.size(); ++i) {
    evaluation.overall.push_back(overall_value(evaluation, i));
  }
  return evaluation;
}

}  // namespace medlar
