#include "query/evaluation/judged_ranking.h"

#include <algorithm>
#include <functional>

namespace medlar {

JudgedRanking judge(const std::vector<RankedArticle>& ranking, const Grades& grades, int level,
                    int highest_grade, Judged which) {
  JudgedRanking judged;
  judged.level = level;
  judged.highest_grade = highest_grade;
  for (const auto& [docno, grade] : grades) {
    if (grade >= 0) judged.ideal.push_back(grade);
    judged.relevant += grade >= level && grade >= 0 ? 1 : 0;
  }
  std::ranges::sort(judged.ideal, std::greater());
  for (const RankedArticle& article : ranking) {
    const auto found = grades.find(article.docno);
    const int grade = found == grades.end() ? kUnjudged
                      : found->second < 0   ? kToBeJudged
                                            : found->second;
    if (grade < 0 && which == Judged::kCondensed) continue;
    judged.grades.push_back(grade);
    judged.judged_retrieved += grade >= 0 ? 1 : 0;
    judged.relevant_retrieved += grade >= level && grade >= 0 ? 1 : 0;
  }
  return judged;
}

}  // namespace medlar
