// An evaluation as trec_eval prints it, and as JSON (grammar: JSON_FORMAT.md).
#pragma once

#include <string>

#include "query/evaluation/evaluation.h"

namespace medlar {

enum class ByTopic { kNo, kYes };

/// A line a value: name padded to 22, TAB, qid or "all", TAB, value. Topics without results have
/// no lines, as in trec_eval.
std::string render_evaluation(const Evaluation& evaluation, ByTopic by_topic);

/// What the averages hide: topics without results, judgments or relevant articles, or that there
/// are none such. One sentence a line.
std::string render_missing_topics(const Evaluation& evaluation);

/// Time per topic, in milliseconds.
struct Latency {
  double p50 = 0;
  double p95 = 0;
  double p99 = 0;
};

/// The same with all topics, counts, the latency where the topics were run now, and the conditions
/// that were not met.
std::string render_evaluation_json(const Evaluation& evaluation, ByTopic by_topic,
                                   const Latency* latency,
                                   const std::vector<std::string>& gates_not_met);

}  // namespace medlar
