// One topic's ranking as its judgments see it: what every measure is computed from.
#pragma once

#include <cstddef>
#include <vector>

#include "query/evaluation/qrels.h"
#include "query/evaluation/run.h"

namespace medlar {

// In place of a grade: the article is not in the judgments, or is there as "to be judged".
inline constexpr int kUnjudged = -1;
inline constexpr int kToBeJudged = -2;

struct JudgedRanking {
  std::vector<int> grades;  // by rank, best first; >= 0 judged, else one of the two above
  std::vector<int> ideal;   // grades of all judged articles of the topic, falling
  int level = 1;            // from this grade an article is relevant
  int highest_grade = 0;    // of the whole collection's judgments
  std::size_t relevant = 0;
  std::size_t relevant_retrieved = 0;
  std::size_t judged_retrieved = 0;

  std::size_t retrieved() const { return grades.size(); }
  bool is_relevant(std::size_t index) const { return grades[index] >= level; }
};

/// Condensed rankings leave out what nobody judged (Sakai, SIGIR 2007: with incomplete judgments
/// they say more than raw ones).
enum class Judged { kAll, kCondensed };

JudgedRanking judge(const std::vector<RankedArticle>& ranking, const Grades& grades, int level,
                    int highest_grade, Judged which = Judged::kAll);

}  // namespace medlar
