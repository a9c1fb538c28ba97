// Runs topics through the very search that visitors use, several at a time.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "query/evaluation/run.h"
#include "query/evaluation/topics.h"
#include "query/ranking_parameters.h"
#include "query/searcher.h"

namespace medlar {

struct TopicRunOptions {
  std::filesystem::path index;
  std::size_t depth = 1000;  // most hits a topic
  unsigned threads = 0;      // 0: one a core
  std::string tag = "medlar";
  /// The switches; query, limit and contents are set here. Judgments are of single articles: where
  /// one stood for its copies, a judged copy would count as missed. So each is shown.
  SearchRequest request{.duplicates = Duplicates::kShow};
  RankingParameters ranking;
  /// Called from one thread at a time.
  std::function<void(std::size_t done, std::size_t all)> on_progress;
};

struct TopicRun {
  Run run;                           // topics without hits are not in it
  std::vector<double> milliseconds;  // a topic's search, in the topics' order
  double seconds = 0;
};

/// The topics' order and the number of threads do not change the run. Fails as Searcher does.
Result<TopicRun> run_topics(const std::vector<Topic>& topics, const TopicRunOptions& options);

/// The value that `share` (0 to 1) of the values do not exceed (nearest rank); 0 of none.
double percentile(std::vector<double> values, double share);

}  // namespace medlar
