// The worst queries: families of them, made by a random generator. For tests and benchmarks that
// feed them to a searcher or to the server.
#pragma once

#include <cstddef>
#include <functional>
#include <random>
#include <string>

#include <fmt/format.h>

namespace medlar {

struct HostileFamily {
  const char* name;
  std::string (*make)(std::mt19937_64& random);
};

namespace hostile_queries_detail {

using Random = std::mt19937_64;

inline constexpr std::size_t kBytes = 4096;  // as many as a query may have, and more are cut

// Words that most articles have, and that stop words do not hide.
inline constexpr const char* kCommon[] = {"disease",  "may",       "people",  "cause",
                                          "symptoms", "treatment", "blood",   "can",
                                          "body",     "cell",      "patient", "risk"};
inline constexpr const char* kStops[] = {"the", "of", "and", "a", "in", "is", "to"};
inline constexpr const char* kBeginnings[] = {"con*", "pro*", "dis*", "int*",
                                              "pre*", "com*", "res*"};

template <std::size_t N>
const char* any(const char* const (&of)[N], Random& random) {
  return of[random() % N];
}

inline std::string until_full(const std::function<std::string()>& piece) {
  std::string query;
  while (query.size() < kBytes) query += piece();
  return query;
}

inline std::string letters(Random& random, std::size_t count) {
  std::string word;
  for (std::size_t i = 0; i < count; ++i) word += static_cast<char>('a' + random() % 26);
  return word;
}

inline constexpr HostileFamily kFamilies[] = {
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

}  // namespace hostile_queries_detail

inline constexpr auto& kHostileFamilies = hostile_queries_detail::kFamilies;

}  // namespace medlar
