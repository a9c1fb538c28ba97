// How long the worst queries take: families of them, made by a seed, and random bytes, against an
// index that is given. Prints the slowest of each family.
//
//   hostile_queries INDEX [TIME_LIMIT_MS] [SEED]
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "query/searcher.h"

namespace medlar {
namespace {

constexpr int kOfEachFamily = 20;
constexpr std::size_t kBytes = 4096;  // as many as a query may have, and more are cut

// Words that most articles have, and that stop words do not hide.
constexpr const char* kCommon[] = {"disease", "may", "people", "cause", "symptoms", "treatment",
                                   "blood",   "can", "body",   "cell",  "patient",  "risk"};
constexpr const char* kStops[] = {"the", "of", "and", "a", "in", "is", "to"};
constexpr const char* kBeginnings[] = {"con*", "pro*", "dis*", "int*", "pre*", "com*", "res*"};

using Random = std::mt19937_64;

template <std::size_t N>
const char* any(const char* const (&of)[N], Random& random) {
  return of[random() % N];
}

std::string until_full(const std::function<std::string()>& piece) {
  std::string query;
  while (query.size() < kBytes) query += piece();
  return query;
}

std::string letters(Random& random, std::size_t count) {
  std::string word;
  for (std::size_t i = 0; i < count; ++i) word += static_cast<char>('a' + random() % 26);
  return word;
}

struct Family {
  const char* name;
  std::string (*make)(Random& random);
};

constexpr Family kFamilies[] = {
    {"two common words",
     [](Random& r) { return fmt::format("{} {}", any(kCommon, r), any(kCommon, r)); }},
    {"common words",
     [](Random& r) { return until_full([&] { return std::string(any(kCommon, r)) + ' '; }); }},
    {"stop words",
     [](Random& r) { return until_full([&] { return std::string(any(kStops, r)) + ' '; }); }},
    {"unknown words", [](Random& r) { return until_full([&] { return letters(r, 9) + ' '; }); }},
    {"short words", [](Random& r) { return until_full([&] { return letters(r, 3) + ' '; }); }},
    {"misspelt words",
     [](Random& r) {
       return until_full([&] {
         std::string word = any(kCommon, r);
         word[r() % word.size()] = static_cast<char>('a' + r() % 26);
         return word + ' ';
       });
     }},
    {"beginnings",
     [](Random& r) { return until_full([&] { return std::string(any(kBeginnings, r)) + ' '; }); }},
    {"phrases of stop words",
     [](Random& r) {
       return until_full([&] { return fmt::format("\"{} {}\" ", any(kStops, r), any(kStops, r)); });
     }},
    {"long phrases",
     [](Random& r) {
       return until_full([&] {
         std::string phrase = "\"";
         for (int i = 0; i < 20; ++i) phrase += std::string(any(kCommon, r)) + ' ';
         return phrase + "\" ";
       });
     }},
    {"NEAR",
     [](Random& r) {
       return until_full([&] { return fmt::format("{} NEAR/100 ", any(kCommon, r)); });
     }},
    {"hyphens", [](Random& r) { return until_full([&] { return letters(r, 1) + '-'; }); }},
    {"joined common words",
     [](Random& r) { return until_full([&] { return std::string(any(kCommon, r)) + '-'; }); }},
    {"brackets",
     [](Random& r) {
       return until_full([&] { return fmt::format("({} AND ", any(kCommon, r)); });
     }},
    {"NOT",
     [](Random& r) {
       return until_full([&] { return fmt::format("NOT ({} ", any(kCommon, r)); });
     }},
    {"fields",
     [](Random& r) {
       return until_full(
           [&] { return fmt::format("title:{} section:{} ", any(kCommon, r), any(kCommon, r)); });
     }},
    {"dates",
     [](Random&) { return until_full([] { return std::string("reviewed:1900..2100 "); }); }},
    {"a long word", [](Random& r) { return letters(r, kBytes); }},
    {"combining accents",
     [](Random&) { return "a" + until_full([] { return std::string("\u0301"); }); }},
    {"no spaces", [](Random&) { return until_full([] { return std::string("\u75c5"); }); }},
    {"random bytes",
     [](Random& r) { return until_full([&] { return std::string(1, static_cast<char>(r())); }); }},
    {"random syntax",
     [](Random& r) {
       constexpr const char* kPieces[] = {"(", ")", "\"", " AND ", " OR ",   " NOT ", " NEAR/9 ",
                                          "*", "-", "+",  ":",     "title:", ".."};
       return until_full([&] { return fmt::format("{}{}", any(kPieces, r), any(kCommon, r)); });
     }},
};

int run(const char* index, std::chrono::milliseconds limit, std::uint64_t seed) {
  auto searcher = Searcher::open(index);
  if (!searcher) {
    fmt::print(stderr, "{}\n", searcher.error().message);
    return 1;
  }
  fmt::print("seed {}, time limit {} ms, {} articles\n", seed, limit.count(),
             searcher->metadata().articles);
  Random random(seed);
  for (const Family& family : kFamilies) {
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
