// How long the worst queries take: families of them, made by a seed, and random bytes, against an
// index that is given. Prints the slowest of each family.
//
//   hostile_queries INDEX [TIME_LIMIT_MS] [SEED]
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <random>

#include <fmt/format.h>

#include "query/searcher.h"
#include "tests/support/hostile_queries.h"

namespace medlar {
namespace {

constexpr int kOfEachFamily = 20;

int run(const char* index, std::chrono::milliseconds limit, std::uint64_t seed) {
  auto searcher = Searcher::open(index);
  if (!searcher) {
    fmt::print(stderr, "{}\n", searcher.error().message);
    return 1;
  }
  fmt::print("seed {}, time limit {} ms, {} articles\n", seed, limit.count(),
             searcher->metadata().articles);
  std::mt19937_64 random(seed);
  for (const HostileFamily& family : kHostileFamilies) {
    double slowest = 0;
    int cut = 0;
    for (int i = 0; i < kOfEachFamily; ++i) {
      SearchRequest request{.query = family.make(random), .time_limit = limit};
      const auto start = std::chrono::steady_clock::now();
      const auto response = searcher->search(request);
      const std::chrono::duration<double, std::milli> took =
          std::chrono::steady_clock::now() - start;
      slowest = std::max(slowest, took.count());
      if (!response) {
        fmt::print(stderr, "{}: {}\n", family.name, response.error().message);
        return 1;
      }
      cut += response->truncated ? 1 : 0;
    }
    fmt::print("{:<24} {:8.1f} ms{}\n", family.name, slowest,
               cut > 0 ? fmt::format(", {} of {} cut off", cut, kOfEachFamily) : "");
  }
  return 0;
}

}  // namespace
}  // namespace medlar

int main(int count, char** arguments) {
  if (count < 2) {
    fmt::print(stderr, "hostile_queries INDEX [TIME_LIMIT_MS] [SEED]\n");
    return 2;
  }
  return medlar::run(arguments[1],
                     std::chrono::milliseconds(count > 2 ? std::atoi(arguments[2]) : 0),
                     count > 3 ? std::strtoull(arguments[3], nullptr, 10) : 1);
}
