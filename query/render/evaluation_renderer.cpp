#include "query/render/evaluation_renderer.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "query/render/json_renderer.h"

namespace medlar {
namespace {

using Json = nlohmann::ordered_json;
using Kind = MeasureFamily::Kind;

constexpr std::size_t kMostNamed = 5;

std::string printed(const Measure& measure, double value) {
  const Kind kind = measure.family->kind;
  return kind == Kind::kSum || kind == Kind::kTopicCount ? fmt::format("{:.0f}", value)
                                                         : fmt::format("{:.4f}", value);
}

std::string line(const Measure& measure, std::string_view topic, std::string_view value) {
  return fmt::format("{:<22}\t{}\t{}\n", measure.name, topic, value);
}

std::string sentence(std::size_t all, const std::vector<std::string>& topics,
                     std::string_view what) {
  if (topics.empty()) return {};
  std::string names;
  for (std::size_t i = 0; i < std::min(topics.size(), kMostNamed); ++i) {
    names += (i > 0 ? ", " : "") + topics[i];
  }
  if (topics.size() > kMostNamed) names += ", ...";
  return fmt::format("{} of {} topics {}: {}\n", topics.size(), all, what, names);
}

Json number(const Measure& measure, double value) {
  if (measure.family->kind == Kind::kSum || measure.family->kind == Kind::kTopicCount) {
    return static_cast<std::int64_t>(value);
  }
  return value;
}

}  // namespace

std::string render_evaluation(const Evaluation& evaluation, ByTopic by_topic) {
  std::string lines;
  for (const auto& [qid, topic] : evaluation.topics) {
    if (by_topic == ByTopic::kNo) break;
    if (std::ranges::binary_search(evaluation.without_results, qid)) continue;
    for (std::size_t i = 0; i < evaluation.measures.size(); ++i) {
      const Measure& measure = evaluation.measures[i];
      if (!measure.is_printed_per_topic()) continue;
      lines +=
          line(measure, qid,
               measure.family->kind == Kind::kGradeString ? fmt::format("'{}'", topic.grade_string)
                                                          : printed(measure, topic.values[i]));
    }
  }
  for (std::size_t i = 0; i < evaluation.measures.size(); ++i) {
    const Measure& measure = evaluation.measures[i];
    if (measure.family->kind == Kind::kGradeString) continue;
    lines += line(measure, "all",
                  measure.family->kind == Kind::kRunTag ? evaluation.tag
                                                        : printed(measure, evaluation.overall[i]));
  }
  return lines;
}

std::string render_missing_topics(const Evaluation& evaluation) {
  const bool counts_all = std::ranges::any_of(
      evaluation.without_results, [&](const auto& qid) { return evaluation.topics.contains(qid); });
  const std::size_t counting = evaluation.topics.size();
  const std::size_t missing = evaluation.without_results.size();
  const std::size_t judged = counts_all ? counting : counting + missing;
  const std::size_t in_run = judged - missing + evaluation.without_judgments.size();
  if (missing == 0 && evaluation.without_judgments.empty() && evaluation.without_relevant.empty()) {
    return fmt::format("{} topics, all with results, judgments and a relevant article\n", judged);
  }
  return sentence(judged, evaluation.without_results,
                  counts_all ? "have no results and count as 0" : "have no results, left out") +
         sentence(in_run, evaluation.without_judgments, "have no judgments, left out") +
         sentence(counting, evaluation.without_relevant, "have no relevant article and count as 0");
}

std::string render_evaluation_json(const Evaluation& evaluation, ByTopic by_topic,
                                   const Latency* latency,
                                   const std::vector<std::string>& gates_not_met) {
  Json json{{"format_version", kJsonFormatVersion},
            {"run", evaluation.tag},
            {"topics", evaluation.topics.size()},
            {"without_results", evaluation.without_results},
            {"without_judgments", evaluation.without_judgments},
            {"without_relevant", evaluation.without_relevant}};
  Json overall = Json::object();
  for (std::size_t i = 0; i < evaluation.measures.size(); ++i) {
    const Kind kind = evaluation.measures[i].family->kind;
    if (kind == Kind::kRunTag || kind == Kind::kGradeString) continue;
    overall[evaluation.measures[i].name] = number(evaluation.measures[i], evaluation.overall[i]);
  }
  json["measures"] = std::move(overall);
  if (by_topic == ByTopic::kYes) {
    Json topics = Json::object();
    for (const auto& [qid, topic] : evaluation.topics) {
      Json values = Json::object();
      for (std::size_t i = 0; i < evaluation.measures.size(); ++i) {
        const Measure& measure = evaluation.measures[i];
        if (!measure.is_printed_per_topic()) continue;
        values[measure.name] = measure.family->kind == Kind::kGradeString
                                   ? Json(topic.grade_string)
                                   : number(measure, topic.values[i]);
      }
      topics[qid] = std::move(values);
    }
    json["by_topic"] = std::move(topics);
  }
  if (latency != nullptr) {
    json["latency_ms"] = {{"p50", latency->p50}, {"p95", latency->p95}, {"p99", latency->p99}};
  }
  json["gates_not_met"] = gates_not_met;
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace medlar
