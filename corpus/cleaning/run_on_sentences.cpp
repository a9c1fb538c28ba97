#include "corpus/cleaning/run_on_sentences.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "corpus/ascii.h"

namespace medlar {
namespace {

constexpr std::size_t kShortestLast = 3;   // letters of the word before the stop
constexpr std::size_t kShortestFirst = 2;  // of the word behind it

/// What stands inside names and addresses, and so tells that a word is a part of one.
bool is_in_name(char c) {
  return is_small(c) || is_capital(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80 ||
         std::string_view("./@_-").find(c) != std::string_view::npos;
}

constexpr std::array<bool, 256> kEndsSentence = [] {
  std::array<bool, 256> ends{};
  for (const char c : {'.', '?', '!'}) ends[static_cast<unsigned char>(c)] = true;
  return ends;
}();

/// Last parts of addresses.
constexpr std::string_view kDomains[] = {"Com", "Org", "Net", "Gov", "Edu", "Info"};

bool is_run_on(std::string_view text, std::size_t stop) {
  if (stop + 1 >= text.size() || !is_capital(text[stop + 1])) return false;  // nearly always
  std::size_t begin = stop;
  while (begin > 0 && is_small(text[begin - 1])) --begin;
  if (stop - begin < kShortestLast || (begin > 0 && is_in_name(text[begin - 1]))) return false;
  std::size_t end = stop + 2;
  while (end < text.size() && is_small(text[end])) ++end;
  const std::string_view first = text.substr(stop + 1, end - stop - 1);
  const bool ends_sentence =
      text.substr(end).starts_with('.') && (end + 1 == text.size() || text[end + 1] == ' ');
  const bool goes_on = end < text.size() && is_in_name(text[end]) && !ends_sentence;
  if (first.size() < kShortestFirst || goes_on) return false;
  return std::ranges::find(kDomains, first) == std::end(kDomains);
}

}  // namespace

std::string with_sentences_apart(std::string_view text) {
  std::string out;
  std::size_t done = 0;
  for (std::size_t stop = 0; stop < text.size(); ++stop) {
    if (!kEndsSentence[static_cast<unsigned char>(text[stop])] || !is_run_on(text, stop)) continue;
    out += text.substr(done, stop + 1 - done);
    out += ' ';
    done = stop + 1;
  }
  out += text.substr(done);
  return out;
}

}  // namespace medlar
