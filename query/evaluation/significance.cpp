#include "query/evaluation/significance.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include <unsupported/Eigen/SpecialFunctions>

namespace medlar {
namespace {

// Sums are equal when they differ by less than rounding makes of equal sums.
constexpr double kRounding = 1e-10;

/// The share of sign patterns whose mean is at least as far from 0.
double randomization_p(const std::vector<double>& differences, std::uint64_t seed,
                       std::size_t permutations) {
  std::vector<double> changed;  // a difference of 0 has no sign to flip
  double scale = 0;
  for (const double d : differences) {
    if (d == 0) continue;
    changed.push_back(d);
    scale += std::abs(d);
  }
  if (changed.empty()) return 1;
  const double observed =
      std::abs(std::accumulate(changed.begin(), changed.end(), 0.0)) - kRounding * scale;
  const auto is_extreme = [&](auto&& flips) {
    double sum = 0;
    for (std::size_t i = 0; i < changed.size(); ++i) sum += flips(i) ? -changed[i] : changed[i];
    return std::abs(sum) >= observed;
  };
  std::size_t extreme = 0;
  if (changed.size() < 63 && (std::uint64_t{1} << changed.size()) <= permutations) {
    const std::uint64_t patterns = std::uint64_t{1} << changed.size();
    for (std::uint64_t pattern = 0; pattern < patterns; ++pattern) {
      extreme += is_extreme([&](std::size_t i) { return (pattern >> i & 1) != 0; }) ? 1 : 0;
    }
    return static_cast<double>(extreme) / static_cast<double>(patterns);
  }
  std::mt19937_64 random(seed);
  std::uint64_t bits = 0;
  for (std::size_t n = 0; n < permutations; ++n) {
    extreme += is_extreme([&](std::size_t i) {
      if (i % 64 == 0) bits = random();
      return (bits >> (i % 64) & 1) != 0;
    })
                   ? 1
                   : 0;
  }
  // The observed pattern is one of them (Phipson and Smyth 2010: p is never 0).
  return static_cast<double>(extreme + 1) / static_cast<double>(permutations + 1);
}

}  // namespace

double student_p(double t, double degrees) {
  // The tail of Student's t is a regularized incomplete beta function.
  return Eigen::numext::betainc(degrees / 2, 0.5, degrees / (degrees + t * t));
}

double student_t_95(double degrees) {
  double low = 0;
  double high = 1000;  // one degree of freedom needs 12.7
  for (int step = 0; step < 100; ++step) {
    const double middle = (low + high) / 2;
    (student_p(middle, degrees) > 0.05 ? low : high) = middle;
  }
  return high;
}

PairedTest paired_test(const std::vector<double>& differences, std::uint64_t seed,
                       std::size_t permutations) {
  PairedTest test;
  const auto count = static_cast<double>(differences.size());
  if (differences.empty()) return test;
  test.mean = std::accumulate(differences.begin(), differences.end(), 0.0) / count;
  test.interval_low = test.interval_high = test.mean;
  if (differences.size() < 2) return test;
  double squares = 0;
  for (const double d : differences) squares += (d - test.mean) * (d - test.mean);
  const double deviation = std::sqrt(squares / (count - 1));
  test.randomization_p = randomization_p(differences, seed, permutations);
  if (deviation <= kRounding * std::abs(test.mean)) {  // all are equal
    test.t_p = test.mean == 0 ? 1 : 0;
    return test;
  }
  const double error = deviation / std::sqrt(count);
  const double margin = student_t_95(count - 1) * error;
  test.interval_low = test.mean - margin;
  test.interval_high = test.mean + margin;
  test.effect_size = test.mean / deviation;
  test.t_p = student_p(test.mean / error, count - 1);
  return test;
}

std::vector<double> holm(const std::vector<double>& p_values) {
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return p_values[i]; });
  std::vector<double> adjusted(p_values.size());
  double least = 0;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    const auto tests = static_cast<double>(order.size() - rank);
    least = std::max(least, std::min(1.0, tests * p_values[order[rank]]));
    adjusted[order[rank]] = least;
  }
  return adjusted;
}

}  // namespace medlar
