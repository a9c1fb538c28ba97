#include "query/evaluation/tuning.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <memory>
#include <numeric>
#include <random>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace medlar {
namespace {

using Json = nlohmann::ordered_json;

// Steps as shares of a parameter's range: the first, and the last that is tried.
constexpr double kFirstStep = 1.0 / 8;
constexpr double kLastStep = 1.0 / 256;

// A smaller gain is not worth another number.
constexpr double kLeastGain = 1e-5;

constexpr double kDecimals = 1e4;  // of a parameter

using Setting = std::vector<double>;

Setting setting_of(const RankingParameters& parameters) {
  Setting setting;
  for (const RankingParameter& p : ranking_parameters()) setting.push_back(parameters.*p.value);
  return setting;
}

/// A shuffle that is the same with every standard library, as std::shuffle is not.
template <typename T>
void shuffle(std::vector<T>& values, std::mt19937_64& random) {
  for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[random() % i]);
}

class Search {
 public:
  Search(const TopicMeasure& measure, std::size_t topics, const TuningOptions& options)
      : measure_(measure), options_(options), random_(options.seed), weights_(options.weights) {
    if (weights_.empty()) weights_.assign(topics, 1);
    for (const RankingParameter& p : ranking_parameters()) {
      if (options.names.empty() ||
          std::ranges::find(options.names, p.name) != options.names.end()) {
        searched_.push_back(p);
      }
    }
  }

  /// The best parameters for `topics`, and their value.
  Result<std::pair<RankingParameters, double>> best_for(const std::vector<std::size_t>& topics) {
    RankingParameters best = options_.start;
    auto value = value_of(best, topics);
    for (double step = kFirstStep; value && step >= kLastStep;) {
      const double before = *value;
      shuffle(searched_, random_);
      for (const RankingParameter& p : searched_) {
        value = climb(best, *value, p, step, topics);
        if (!value) return tl::unexpected<Error>(value.error());
      }
      if (*value < before + kLeastGain) step /= 2;
    }
    if (!value) return tl::unexpected<Error>(value.error());
    return std::pair{best, *value};
  }

  /// The weighted average over `topics`.
  Result<double> value_of(const RankingParameters& parameters,
                          const std::vector<std::size_t>& topics) {
    const auto known = measured_.find(setting_of(parameters));
    if (known == measured_.end()) {
      auto values = measure_(parameters);
      if (!values) return tl::unexpected<Error>(values.error());
      measured_[setting_of(parameters)] = std::move(*values);
      report();
      return value_of(parameters, topics);
    }
    double sum = 0;
    double weight = 0;
    for (const std::size_t topic : topics) {
      sum += weights_[topic] * known->second[topic];
      weight += weights_[topic];
    }
    return weight > 0 ? sum / weight : 0;
  }

  std::vector<std::size_t> shuffled_topics() {
    std::vector<std::size_t> topics(weights_.size());
    std::iota(topics.begin(), topics.end(), std::size_t{0});
    shuffle(topics, random_);
    return topics;
  }

  void finish_one() {
    ++done_;
    report();
  }
  std::size_t settings() const { return measured_.size(); }

 private:
  void report() const {
    if (options_.on_progress) options_.on_progress(done_, options_.folds + 1, measured_.size());
  }

  /// Moves one parameter as long as that helps.
  Result<double> climb(RankingParameters& best, double value, const RankingParameter& parameter,
                       double step, const std::vector<std::size_t>& topics) {
    for (const double direction : {1.0, -1.0}) {
      for (bool moved = false;; moved = true) {
        RankingParameters next = best;
        const double to =
            best.*parameter.value + direction * step * (parameter.most - parameter.least);
        next.*parameter.value =
            std::round(std::clamp(to, parameter.least, parameter.most) * kDecimals) / kDecimals;
        const auto reached = value_of(next, topics);
        if (!reached) return reached;
        if (next == best || *reached < value + kLeastGain) {
          if (moved) return value;
          break;
        }
        best = next;
        value = *reached;
      }
    }
    return value;
  }

  const TopicMeasure& measure_;
  const TuningOptions& options_;
  std::mt19937_64 random_;
  std::vector<double> weights_;
  std::vector<RankingParameter> searched_;
  std::map<Setting, std::vector<double>> measured_;
  std::size_t done_ = 0;
};

Result<void> check(std::size_t topics, const TuningOptions& options) {
  for (const std::string& name : options.names) {
    const auto known = ranking_parameters();
    if (std::ranges::find(known, name, &RankingParameter::name) != known.end()) continue;
    std::string names;
    for (const RankingParameter& p : known) names += fmt::format(" {}", p.name);
    return failure(ErrorCode::kUsage, fmt::format("no ranking parameter is called {}", name),
                   "there are:" + names);
  }
  if (options.folds < 2 || topics < 2 * options.folds) {
    return failure(
        ErrorCode::kUsage,
        fmt::format("{} folds of {} topics are no cross-validation", options.folds, topics),
        "take two folds or more, of two topics or more each");
  }
  return {};
}

}  // namespace

Result<TuningResult> tune(const TopicMeasure& measure, std::size_t topics,
                          const TuningOptions& options) {
  if (const auto checked = check(topics, options); !checked) {
    return tl::unexpected<Error>(checked.error());
  }
  Search search(measure, topics, options);
  const std::vector<std::size_t> order = search.shuffled_topics();
  TuningResult result;
  double held_out_weight = 0;
  for (std::size_t fold = 0; fold < options.folds; ++fold) {
    std::vector<std::size_t> inside;
    std::vector<std::size_t> outside;
    for (std::size_t i = 0; i < order.size(); ++i) {
      (i % options.folds == fold ? outside : inside).push_back(order[i]);
    }
    const auto best = search.best_for(inside);
    if (!best) return tl::unexpected<Error>(best.error());
    const auto held_out = search.value_of(best->first, outside);
    if (!held_out) return tl::unexpected<Error>(held_out.error());
    const auto start = search.value_of(options.start, outside);
    if (!start) return tl::unexpected<Error>(start.error());
    result.folds.push_back({outside.size(), best->first, best->second, *held_out, *start});
    double weight = 0;
    for (const std::size_t t : outside) weight += options.weights.empty() ? 1 : options.weights[t];
    result.held_out += weight * *held_out;
    held_out_weight += weight;
    search.finish_one();
  }
  result.held_out /= held_out_weight;
  const auto start = search.value_of(options.start, order);
  if (!start) return tl::unexpected<Error>(start.error());
  const auto best = search.best_for(order);
  if (!best) return tl::unexpected<Error>(best.error());
  search.finish_one();
  result.best = best->first;
  result.training = best->second;
  result.training_start = *start;
  result.settings = search.settings();
  return result;
}

Result<TopicMeasure> remembered(TopicMeasure measure, const std::filesystem::path& file,
                                const std::string& what) {
  auto known = std::make_shared<std::map<Setting, std::vector<double>>>();
  if (std::ifstream stream(file, std::ios::binary); stream.is_open()) {
    std::string line;
    if (std::getline(stream, line) && line != Json{{"measured", what}}.dump()) {
      return failure(ErrorCode::kUsage, fmt::format("{} remembers another search", file.string()),
                     "name another file, or remove this one");
    }
    while (std::getline(stream, line)) {
      const Json json = Json::parse(line, nullptr, false);
      if (stream.eof() || !json.is_object() || !json.contains("setting")) break;  // torn
      (*known)[json["setting"].get<Setting>()] = json.value("values", std::vector<double>());
    }
  }
  // Written anew, so that nothing torn stays inside.
  auto out = std::make_shared<std::ofstream>(file, std::ios::binary | std::ios::trunc);
  *out << Json{{"measured", what}}.dump() << '\n';
  const auto remember = [out](const Setting& setting, const std::vector<double>& values) {
    *out << Json{{"setting", setting}, {"values", values}}.dump() << '\n' << std::flush;
    return out->good();
  };
  for (const auto& [setting, values] : *known) remember(setting, values);
  const auto failed = [file] {
    return failure(ErrorCode::kInputOutput, fmt::format("cannot write {}", file.string()),
                   "check the folder and the space left");
  };
  if (!out->good()) return failed();
  return TopicMeasure([=](const RankingParameters& parameters) -> Result<std::vector<double>> {
    const Setting setting = setting_of(parameters);
    if (const auto found = known->find(setting); found != known->end()) return found->second;
    auto values = measure(parameters);
    if (values && !remember(setting, *values)) return failed();
    return values;
  });
}

}  // namespace medlar
