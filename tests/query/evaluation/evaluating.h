// Runs and judgments in a few characters, for tests of the evaluation.
#pragma once

#include <algorithm>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "query/evaluation/evaluation.h"

namespace medlar {

/// A run from qids to articles, best first, with blanks between.
inline Run run_of(const std::map<std::string, std::string>& topics, std::string tag = "t") {
  Run run;
  run.tag = std::move(tag);
  for (const auto& [qid, articles] : topics) {
    std::istringstream words(articles);
    double score = 1000;
    for (std::string docno; words >> docno; --score) run.topics[qid].push_back({docno, score});
  }
  return run;
}

/// Judgments of all topics alike or not: qid to article to grade.
inline Qrels qrels_of(const std::map<std::string, std::map<std::string, int>>& topics) {
  Qrels qrels;
  for (const auto& [qid, grades] : topics) {
    for (const auto& [docno, grade] : grades) {
      qrels.topics[qid][docno] = grade;
      qrels.highest_grade = std::max(qrels.highest_grade, grade);
    }
  }
  return qrels;
}

/// The measures of a list; an empty vector, and a failed test, where it is none.
inline std::vector<Measure> measures_of(std::string_view list) {
  auto measures = parse_measures(list);
  if (measures) return *measures;
  ADD_FAILURE() << measures.error().message;
  return {};
}

/// "message | hint" of an error, "" where there is none.
template <typename T>
std::string error_of(const Result<T>& result) {
  return result ? "" : fmt::format("{} | {}", result.error().message, result.error().hint);
}

}  // namespace medlar
