// Searches ranking parameters that answer topics best, and says what they are worth on topics that
// the search has not seen.
//
// Coordinate ascent (Metzler and Croft, Information Retrieval 10, 2007): one parameter at a time is
// moved while that helps, with steps that are halved when nothing helps any more. k-fold
// cross-validation: each fold's topics are left out of one search and measured with its outcome.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "query/ranking_parameters.h"

namespace medlar {

/// One value for each topic.
using TopicMeasure = std::function<Result<std::vector<double>>(const RankingParameters&)>;

struct TuningOptions {
  RankingParameters start;
  std::vector<std::string> names;  // of the parameters to search; empty: all
  std::size_t folds = 5;
  std::uint64_t seed = 1;  // of the folds and of the parameters' order
  /// How much each topic counts; empty: all the same.
  std::vector<double> weights;
  std::function<void(std::size_t searches_done, std::size_t searches, std::size_t settings)>
      on_progress;
};

struct TuningFold {
  std::size_t topics = 0;  // held out
  RankingParameters best;  // for the others
  double training = 0;     // of the others, with `best`
  double held_out = 0;     // of the fold, with `best`
  double held_out_start = 0;
};

struct TuningResult {
  std::vector<TuningFold> folds;
  RankingParameters best;  // for all topics
  double training = 0;     // of all topics, with `best`
  double training_start = 0;
  double held_out = 0;       // the folds together: what to expect of new topics
  std::size_t settings = 0;  // distinct ones that were measured
};

/// Measures each setting once. Same topics, measure and seed: same result. kUsage for a parameter
/// that does not exist, and for fewer than two topics a fold.
Result<TuningResult> tune(const TopicMeasure& measure, std::size_t topics,
                          const TuningOptions& options);

/// Remembers what was measured in a file, so that a search that was broken off goes on: a first
/// line that says what is measured, then a line of JSON for each setting. A file of something else,
/// by `what`, is kUsage; a torn last line is measured anew.
Result<TopicMeasure> remembered(TopicMeasure measure, const std::filesystem::path& file,
                                const std::string& what);

}  // namespace medlar
