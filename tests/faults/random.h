// Random choices of the tests of faults; their seed is test_seed() (index_under_test.h).
#pragma once

#include <cstddef>
#include <random>

namespace medlar {

/// From 0 to below `limit`, which is not 0.
inline std::size_t number_below(std::size_t limit, std::mt19937_64& random) {
  return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
}

}  // namespace medlar
