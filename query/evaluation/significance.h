// Whether a difference between two runs is more than chance: paired tests over topics.
//
// Smucker, Allan and Carterette, CIKM 2007: the t test and the randomization test agree for means;
// Wilcoxon's and the sign test ask another question and are not offered.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace medlar {

struct PairedTest {
  double mean = 0;          // of the differences
  double interval_low = 0;  // 95 % of it, by Student's t
  double interval_high = 0;
  double effect_size = 0;  // the mean by the standard deviation (Cohen's d for pairs)
  double t_p = 1;          // two-sided
  double randomization_p = 1;
};

inline constexpr std::size_t kPermutations = 100'000;

/// Tests that `differences`, one for each topic, have the mean 0. The randomization test flips
/// signs at random (Fisher); where fewer sign patterns exist than permutations, all are tried.
/// Same seed, same result. No difference at all, or fewer than two topics: p is 1.
PairedTest paired_test(const std::vector<double>& differences, std::uint64_t seed,
                       std::size_t permutations = kPermutations);

/// Holm's correction (Scandinavian Journal of Statistics 1979) of the p values of one family.
std::vector<double> holm(const std::vector<double>& p_values);

/// Two-sided p of Student's t with `degrees` degrees of freedom, and the t whose p is 0.05.
double student_p(double t, double degrees);
double student_t_95(double degrees);

}  // namespace medlar
