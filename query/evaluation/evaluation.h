// A run measured against judgments.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "query/evaluation/measure.h"
#include "query/evaluation/qrels.h"
#include "query/evaluation/run.h"

namespace medlar {

struct EvaluationOptions {
  int level = 1;  // from this grade an article is relevant
  /// All judged topics, those without results counting nothing (trec_eval -c), or only the topics
  /// that are both judged and in the run, as trec_eval does unless told otherwise.
  enum class Topics { kAllJudged, kInBoth } topics = Topics::kAllJudged;
};

struct TopicValues {
  std::vector<double> values;  // one for each measure
  std::string grade_string;    // of the first hits; see relstring
};

struct Evaluation {
  std::string tag;
  std::vector<Measure> measures;
  /// Topics that count, by qid. A topic without results is here too, with zeros, unless only the
  /// topics in both count.
  std::map<std::string, TopicValues> topics;
  std::vector<double> overall;                 // one for each measure
  std::vector<std::string> without_results;    // judged, and not in the run
  std::vector<std::string> without_judgments;  // in the run, and not judged
  std::vector<std::string> without_relevant;   // that count, and nothing is relevant
};

Evaluation evaluate(const Run& run, const Qrels& qrels, const std::vector<Measure>& measures,
                    const EvaluationOptions& options = {});

}  // namespace medlar
