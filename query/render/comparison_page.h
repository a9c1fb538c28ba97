// A comparison of runs, or the evaluation of one, as one HTML file: for reading, sending, printing
// and keeping. It names no other resource and works from a disk and without JavaScript.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "query/evaluation/comparison.h"

namespace medlar {

/// What is shown of an article beside its id.
struct ShownArticle {
  std::string title;         // empty: the id stands for it
  std::string url;           // linked when it is http or https
  std::string snippet_html;  // of marked_html: put into the page as it is
  std::string source;
};

struct ShownTopic {
  std::string text;                              // what it asks; may be empty
  std::map<std::string, ShownArticle> articles;  // by docno; an article not in it is its id alone
};

/// The values of a page. What it refers to must outlive the rendering.
struct ComparisonPage {
  std::string title;
  std::string judgments;           // where they are from: a file's name
  std::vector<std::string> names;  // one a run (see run_names)
  const Comparison& comparison;    // by compare(), of one run or more
  const std::vector<Run>& runs;    // the same, in the same order
  const Qrels& qrels;              // the same
  EvaluationOptions options;
  std::uint64_t seed = 0;
  std::vector<std::pair<std::string, std::string>> facts;  // more about it: {"Index", "..."}
  std::map<std::string, ShownTopic> topics;                // by qid
};

/// The page. Its main measure, which orders the topics and is drawn, is the first that is averaged.
/// At most kPageTopics topics are shown in full, and fewer where the page would become larger than
/// some megabytes: those that changed most; of a single run, those with the lowest values. The page
/// says how many were left out.
std::string render_comparison_page(const ComparisonPage& page);

inline constexpr std::size_t kPageTopics = 200;
inline constexpr std::size_t kPageHits = 10;        // of each run and topic
inline constexpr std::size_t kPageMissing = 5;      // relevant articles that no run shows
inline constexpr std::size_t kPageBytes = 8 << 20;  // of the topics shown in full

}  // namespace medlar
