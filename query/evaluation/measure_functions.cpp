#include "query/evaluation/measure_functions.h"

#include <algorithm>
#include <cmath>

namespace medlar::measures {
namespace {

// As trec_eval smooths infAP.
constexpr double kEpsilon = 0.00001;

double count(std::size_t n) { return static_cast<double>(n); }
double ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }

/// The first so many ranks that exist.
std::size_t depth(const JudgedRanking& r, double k) {
  return k >= count(r.retrieved()) ? r.retrieved() : static_cast<std::size_t>(k);
}

std::size_t relevant_within(const JudgedRanking& r, double k) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < depth(r, k); ++i) found += r.is_relevant(i) ? 1 : 0;
  return found;
}

double discount(std::size_t index) { return std::log2(count(index + 2)); }

double linear_gain(int grade) { return grade > 0 ? grade : 0; }
/// (2^grade - 1) / 2^top, without the powers themselves: they are too great for some grades.
double exponential_gain(int grade, int top) {
  return grade > 0 ? std::exp2(grade - top) - std::exp2(-top) : 0;
}

template <typename Gain>
double dcg(const std::vector<int>& grades, double k, Gain gain) {
  double sum = 0;
  for (std::size_t i = 0; i < grades.size() && count(i) < k; ++i) {
    if (grades[i] > 0) sum += gain(grades[i]) / discount(i);
  }
  return sum;
}

/// The ideal gain at a rank, 0 past the last.
double ideal_gain(const JudgedRanking& r, std::size_t index) {
  return index < r.ideal.size() ? linear_gain(r.ideal[index]) : 0;
}

/// Precision interpolated at a recall of `needed` relevant articles.
double precision_from(const JudgedRanking& r, std::size_t needed) {
  if (needed > r.relevant_retrieved) return 0;
  double best = 0;
  std::size_t found = 0;
  for (std::size_t i = 0; i < r.retrieved(); ++i) {
    if (!r.is_relevant(i)) continue;
    if (++found >= needed) best = std::max(best, count(found) / count(i + 1));
  }
  return best;
}

}  // namespace

double retrieved(const JudgedRanking& r, double) { return count(r.retrieved()); }
double relevant(const JudgedRanking& r, double) { return count(r.relevant); }
double relevant_retrieved(const JudgedRanking& r, double) { return count(r.relevant_retrieved); }
double nonrelevant_judged_retrieved(const JudgedRanking& r, double) {
  return count(r.judged_retrieved - r.relevant_retrieved);
}

double precision(const JudgedRanking& r, double k) { return count(relevant_within(r, k)) / k; }

double recall(const JudgedRanking& r, double k) {
  return ratio(count(relevant_within(r, k)), count(r.relevant));
}

double relative_precision(const JudgedRanking& r, double k) {
  return ratio(count(relevant_within(r, k)), std::min(k, count(r.relevant)));
}

double success(const JudgedRanking& r, double k) { return relevant_within(r, k) > 0 ? 1 : 0; }

double r_precision(const JudgedRanking& r, double multiple) {
  // trec_eval rounds up all but a small part of an article.
  const auto cutoff = static_cast<std::size_t>(multiple * count(r.relevant) + 0.9);
  return cutoff > 0 ? precision(r, count(cutoff)) : 0;
}

double average_precision(const JudgedRanking& r, double k) {
  double sum = 0;
  std::size_t found = 0;
  for (std::size_t i = 0; i < depth(r, k); ++i) {
    if (r.is_relevant(i)) sum += count(++found) / count(i + 1);
  }
  return ratio(sum, count(r.relevant));
}

double reciprocal_rank(const JudgedRanking& r, double k) {
  for (std::size_t i = 0; i < depth(r, k); ++i) {
    if (r.is_relevant(i)) return 1 / count(i + 1);
  }
  return 0;
}

double inferred_ap(const JudgedRanking& r, double) {
  double sum = 0;
  double found = 0;
  double others = 0;
  double to_be_judged = 0;
  for (std::size_t i = 0; i < r.retrieved(); ++i) {
    if (r.grades[i] == kUnjudged) continue;
    if (r.grades[i] == kToBeJudged) {
      ++to_be_judged;
    } else if (!r.is_relevant(i)) {
      ++others;
    } else if (++found; i == 0) {
      sum += 1;
    } else {
      const double above = found - 1;
      const double rank = count(i);
      sum += 1 / (rank + 1) + rank / (rank + 1) * ((above + others + to_be_judged) / rank) *
                                  ((above + kEpsilon) / (above + others + 2 * kEpsilon));
    }
  }
  return ratio(sum, count(r.relevant));
}

double bpref(const JudgedRanking& r, double) {
  const std::size_t nonrelevant = r.ideal.size() - r.relevant;
  const auto most = count(std::min(nonrelevant, r.relevant));
  double sum = 0;
  std::size_t others = 0;
  for (std::size_t i = 0; i < r.retrieved(); ++i) {
    if (r.grades[i] < 0) continue;
    if (!r.is_relevant(i)) {
      ++others;
    } else {
      sum += others > 0 ? 1 - count(std::min(others, r.relevant)) / most : 1;
    }
  }
  return ratio(sum, count(r.relevant));
}

double interpolated_precision(const JudgedRanking& r, double recall) {
  return precision_from(r, static_cast<std::size_t>(recall * count(r.relevant) + 0.9));
}

double eleven_point_average(const JudgedRanking& r, double) {
  constexpr double kPoints[] = {0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0};
  double sum = 0;
  for (auto point = std::rbegin(kPoints); point != std::rend(kPoints); ++point) {
    sum += interpolated_precision(r, *point);
  }
  return sum / count(std::size(kPoints));
}

double ndcg(const JudgedRanking& r, double k) {
  return ratio(dcg(r.grades, k, linear_gain), dcg(r.ideal, k, linear_gain));
}

double ndcg_exponential(const JudgedRanking& r, double k) {
  const int top = r.ideal.empty() ? 0 : r.ideal.front();
  const auto gain = [top](int grade) { return exponential_gain(grade, top); };
  return ratio(dcg(r.grades, k, gain), dcg(r.ideal, k, gain));
}

double ndcg_relevant(const JudgedRanking& r, double) {
  double gained = 0;
  double ideal = 0;
  double sum = 0;
  double gaining = 0;
  double most_gaining = 0;
  for (std::size_t i = 0; i < std::max(r.retrieved(), r.ideal.size()); ++i) {
    if (ideal_gain(r, i) > 0) {
      ideal += ideal_gain(r, i) / discount(i);
      ++most_gaining;
    }
    if (i < r.retrieved() && r.grades[i] > 0) {
      gained += linear_gain(r.grades[i]) / discount(i);
      sum += gained / ideal;
      ++gaining;
    }
  }
  if (ideal == 0) return 0;
  return (sum + (most_gaining - gaining) * gained / ideal) / most_gaining;
}

double ndcg_levels(const JudgedRanking& r, double) {
  if (r.relevant == 0 || ideal_gain(r, 0) == 0) return 0;
  double gained = 0;
  double ideal = 0;
  double sum = 0;
  double points = 0;
  // One rank further than both, where the ideal gain falls to nothing.
  for (std::size_t i = 0; i <= std::max(r.retrieved(), r.ideal.size()); ++i) {
    if (i > 0 && ideal_gain(r, i) != ideal_gain(r, i - 1)) {
      sum += gained / ideal;
      ++points;
    }
    if (i < r.retrieved() && r.grades[i] > 0) gained += linear_gain(r.grades[i]) / discount(i);
    ideal += ideal_gain(r, i) / discount(i);
  }
  // What was retrieved beyond the last gain is one more level.
  const auto gains = std::ranges::count_if(r.ideal, [](int grade) { return grade > 0; });
  if (r.retrieved() > static_cast<std::size_t>(gains) + 1) {
    sum += gained / ideal;
    ++points;
  }
  return sum / points;
}

double binary_g(const JudgedRanking& r, double) {
  double sum = 0;
  std::size_t found = 0;
  for (std::size_t i = 0; i < r.retrieved(); ++i) {
    if (r.is_relevant(i)) sum += 1 / std::log2(count(3 + i - ++found));
  }
  return ratio(sum, count(r.relevant));
}

double graded_g(const JudgedRanking& r, double) {
  double gained = 0;
  double cost = 0;
  double sum = 0;
  for (std::size_t i = 0; i < r.retrieved(); ++i) {
    const double gain = linear_gain(r.grades[i]);
    gained += gain;
    cost += std::max(ideal_gain(r, i), 1.0);
    if (gain > 0) sum += gain / std::log2(2 + cost - gained);
  }
  double ideal = 0;
  for (const int grade : r.ideal) ideal += linear_gain(grade);
  return ratio(sum, ideal);
}

double err(const JudgedRanking& r, double k) {
  double not_yet = 1;
  double sum = 0;
  for (std::size_t i = 0; i < depth(r, k); ++i) {
    const double satisfied = exponential_gain(r.grades[i], r.highest_grade);
    sum += not_yet * satisfied / count(i + 1);
    not_yet *= 1 - satisfied;
  }
  return sum;
}

double rbp(const JudgedRanking& r, double p) {
  double sum = 0;
  double weight = 1 - p;
  for (std::size_t i = 0; i < r.retrieved(); ++i, weight *= p) sum += r.is_relevant(i) ? weight : 0;
  return sum;
}

double judged_share(const JudgedRanking& r, double k) {
  double judged = 0;
  for (std::size_t i = 0; i < depth(r, k); ++i) judged += r.grades[i] >= 0 ? 1 : 0;
  return ratio(judged, count(depth(r, k)));
}

double unjudged_share(const JudgedRanking& r, double k) {
  return depth(r, k) > 0 ? 1 - judged_share(r, k) : 0;
}

double set_precision(const JudgedRanking& r, double) {
  return ratio(count(r.relevant_retrieved), count(r.retrieved()));
}

double set_relative_precision(const JudgedRanking& r, double) {
  return ratio(count(r.relevant_retrieved), count(std::min(r.retrieved(), r.relevant)));
}

double set_recall(const JudgedRanking& r, double) {
  return ratio(count(r.relevant_retrieved), count(r.relevant));
}

double set_average_precision(const JudgedRanking& r, double) {
  const double found = count(r.relevant_retrieved);
  return ratio(found * found, count(r.retrieved()) * count(r.relevant));
}

double set_f(const JudgedRanking& r, double) {
  const double p = set_precision(r, 0);
  const double recall = set_recall(r, 0);
  return ratio(2 * p * recall, p + recall);
}

double utility(const JudgedRanking& r, double) {
  return count(r.relevant_retrieved) - (count(r.retrieved()) - count(r.relevant_retrieved));
}

}  // namespace medlar::measures
