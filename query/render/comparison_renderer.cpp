#include "query/render/comparison_renderer.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "corpus/analysis/utf8.h"
#include "query/render/comparison_words.h"
#include "query/render/json_renderer.h"
#include "query/render/terminal_renderer.h"

namespace medlar {
namespace {

using Json = nlohmann::ordered_json;
using Row = std::vector<std::string>;

constexpr std::size_t kTopicsNamed = 3;
constexpr std::size_t kTextCharacters = 60;

/// Columns two blanks apart; the first is flush left, the others flush right.
std::string aligned(const std::vector<Row>& rows, std::string_view indent) {
  std::vector<std::size_t> widths;
  for (const Row& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], count_characters(row[i]));
    }
  }
  std::string lines;
  for (const Row& row : rows) {
    lines += indent;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string blanks(widths[i] - count_characters(row[i]), ' ');
      if (i == 0) {
        lines += row[i] + (row.size() > 1 ? blanks : "");
      } else {
        lines += "  " + blanks + row[i];
      }
    }
    lines += '\n';
  }
  return lines;
}

Row table_row(const std::string& name, const MeasureComparison& compared) {
  const PairedTest& test = compared.test;
  return {name,
          value_text(compared.value),
          delta_text(test.mean),
          fmt::format("{} to {}", delta_text(test.interval_low), delta_text(test.interval_high)),
          p_text(test.t_p),
          p_text(test.randomization_p),
          p_text(compared.randomization_p_holm),
          fmt::format("{:.2f}", test.effect_size),
          fmt::format("{}/{}/{}", compared.wins, compared.ties, compared.losses)};
}

std::string topic_lines(const std::vector<TopicDelta>& topics,
                        const std::map<std::string, std::string>& texts) {
  std::vector<Row> rows;
  for (const TopicDelta& topic : topics) {
    rows.push_back({for_terminal(topic.qid), value_text(topic.baseline), "to",
                    value_text(topic.value), delta_text(topic.delta())});
  }
  std::string lines;
  const std::string numbers = aligned(rows, "    ");
  std::size_t at = 0;
  for (const TopicDelta& topic : topics) {
    const std::size_t end = numbers.find('\n', at);
    lines += numbers.substr(at, end - at);
    at = end + 1;
    const auto text = texts.find(topic.qid);
    if (text != texts.end() && !text->second.empty()) {
      lines += "  " + for_terminal(shortened(text->second, kTextCharacters));
    }
    lines += '\n';
  }
  return lines;
}

/// What the table's row comes to, and the topics behind it.
std::string run_lines(const std::string& name, const std::string& baseline,
                      const MeasureComparison& compared,
                      const std::map<std::string, std::string>& texts) {
  const std::size_t gained = std::min(compared.wins, kTopicsNamed);
  const std::size_t lost = std::min(compared.losses, kTopicsNamed);
  const double mean = compared.test.mean;
  std::string lines =
      compared.wins + compared.losses == 0
          ? fmt::format("  {} and {} are equal in every topic.\n", name, baseline)
          : fmt::format("  {} is {} {}: {}.\n", name,
                        mean == 0 ? "level with"
                                  : fmt::format("{} {} than", value_text(std::abs(mean)),
                                                mean > 0 ? "higher" : "lower"),
                        baseline, chance_words(compared));
  if (gained > 0) {
    lines += fmt::format("  gained most, of {}:\n", counted(compared.wins, "topic"));
    lines += topic_lines(
        {compared.topics.begin(), compared.topics.begin() + static_cast<std::ptrdiff_t>(gained)},
        texts);
  }
  if (lost > 0) {
    lines += fmt::format("  lost most, of {}:\n", counted(compared.losses, "topic"));
    lines += topic_lines(
        {compared.topics.rbegin(), compared.topics.rbegin() + static_cast<std::ptrdiff_t>(lost)},
        texts);
  }
  return lines;
}

Json measure_json(const Comparison& comparison, const MeasureComparison& compared) {
  Json topics = Json::array();
  for (const TopicDelta& topic : compared.topics) {
    topics.push_back({{"qid", topic.qid},
                      {"baseline", topic.baseline},
                      {"value", topic.value},
                      {"delta", topic.delta()}});
  }
  return {{"measure", comparison.measures[compared.measure].name},
          {"baseline", compared.baseline},
          {"value", compared.value},
          {"delta", compared.test.mean},
          {"interval_low", compared.test.interval_low},
          {"interval_high", compared.test.interval_high},
          {"t_p", compared.test.t_p},
          {"t_p_holm", compared.t_p_holm},
          {"randomization_p", compared.test.randomization_p},
          {"randomization_p_holm", compared.randomization_p_holm},
          {"effect_size", compared.test.effect_size},
          {"wins", compared.wins},
          {"ties", compared.ties},
          {"losses", compared.losses},
          {"topics", std::move(topics)}};
}

}  // namespace

std::string render_comparison(const Comparison& comparison, const std::vector<std::string>& names,
                              const std::map<std::string, std::string>& texts) {
  std::vector<std::string> shown;
  for (const std::string& name : names) shown.push_back(for_terminal(name));
  std::string out;
  for (std::size_t m = 0; m < comparison.measures.size(); ++m) {
    const Evaluation& baseline = comparison.evaluations.front();
    std::vector<Row> rows{{"run", "value", "delta", "95 % interval", "p (t)", "p (rand.)",
                           "p (Holm)", "effect", "wins/ties/losses"},
                          {shown.front(), value_text(baseline.overall[m])}};
    std::string below;
    for (const RunComparison& run : comparison.runs) {
      rows.push_back(table_row(shown[run.run], run.measures[m]));
      below += run_lines(shown[run.run], shown.front(), run.measures[m], texts);
    }
    out += fmt::format("{}{}, {}\n", m > 0 ? "\n" : "", comparison.measures[m].name,
                       counted(baseline.topics.size(), "topic"));
    out += aligned(rows, "  ") + below;
  }
  if (comparison.runs.empty() || out.empty()) return out;
  return out + fmt::format(
                   "\ndelta: against {}. p (t): paired t test. p (rand.): randomization test.\n"
                   "p (Holm): the latter, corrected over {} compared, not over measures.\n"
                   "effect: mean difference by its standard deviation.\n",
                   shown.front(), counted(comparison.runs.size(), "run"));
}

std::string render_comparison_json(const Comparison& comparison,
                                   const std::vector<std::string>& names, std::uint64_t seed) {
  Json runs = Json::array();
  for (std::size_t r = 0; r < comparison.evaluations.size(); ++r) {
    const Evaluation& evaluation = comparison.evaluations[r];
    Json measures = Json::array();
    for (std::size_t m = 0; m < comparison.measures.size(); ++m) {
      measures.push_back(
          {{"measure", comparison.measures[m].name}, {"value", evaluation.overall[m]}});
    }
    runs.push_back({{"name", names[r]},
                    {"tag", evaluation.tag},
                    {"without_results", evaluation.without_results},
                    {"without_judgments", evaluation.without_judgments},
                    {"without_relevant", evaluation.without_relevant},
                    {"measures", std::move(measures)}});
  }
  Json comparisons = Json::array();
  for (const RunComparison& run : comparison.runs) {
    Json measures = Json::array();
    for (const MeasureComparison& m : run.measures) measures.push_back(measure_json(comparison, m));
    comparisons.push_back(
        {{"run", names[run.run]}, {"baseline", names.front()}, {"measures", std::move(measures)}});
  }
  const Json json{{"format_version", kJsonFormatVersion},
                  {"topics", comparison.evaluations.front().topics.size()},
                  {"seed", seed},
                  {"permutations", kPermutations},
                  {"runs", std::move(runs)},
                  {"comparisons", std::move(comparisons)}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace medlar
