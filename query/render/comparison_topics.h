// The topics of a comparison's page: which are shown, in which order, and each as HTML.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "query/render/comparison_page.h"

namespace medlar {

/// One topic's change by the main measure, in the run where it is greatest. Of a single run its
/// value stands for the change, and all topics are `kSame`.
struct TopicChange {
  std::string qid;
  enum class Kind { kLower, kHigher, kSame } kind = Kind::kSame;
  std::size_t run = 0;
  double baseline = 0;
  double value = 0;
  double change() const { return value - baseline; }
};

/// The topics that a page shows in full, the greatest change first; of a single run the lowest
/// value first. At most kPageTopics.
std::vector<TopicChange> page_topics(const Comparison& comparison);

/// The articles shown for a topic: each run's first kPageHits, and relevant ones that none of these
/// is, the highest grades first. Each once.
std::vector<std::string> page_articles(const ComparisonPage& page, const std::string& qid);

/// The name of a topic's place in the page: letters, digits, '-' and '_' only, different for each.
std::string topic_anchor(std::string_view qid);

/// A topic as a foldable section. `scale`: the change whose bar is full.
std::string topic_html(const ComparisonPage& page, const TopicChange& topic, double scale);

/// Names and texts of others, as HTML: escaped, and without effect on the direction of what is
/// around them.
std::string isolated(std::string_view text);

/// A value with the minus sign that typography has.
std::string with_minus(std::string text);

}  // namespace medlar
