#include "query/word_slips.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "corpus/analysis/utf8.h"

namespace medlar {
namespace {

// Letters tried at one place: all of Latin; of scripts with thousands, the first.
constexpr std::size_t kMaxLettersTried = 64;

/// The character that begins at `at`.
std::string_view character_at(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && character_begin(text, end) != end) ++end;
  return text.substr(at, end - at);
}

/// Overlapping ranges made one.
std::vector<WordRange> merged(std::vector<WordRange> ranges) {
  std::ranges::sort(ranges, {}, &WordRange::begin);
  std::vector<WordRange> apart;
  for (const WordRange range : ranges) {
    if (range.begin == range.end) continue;
    if (apart.empty() || apart.back().end < range.begin) {
      apart.push_back(range);
    } else {
      apart.back().end = std::max(apart.back().end, range.end);
    }
  }
  return apart;
}

}  // namespace

std::vector<WordRange> words_within_a_slip(const NameList& names, std::string_view typed) {
  std::vector<WordRange> found;
  WordRange begun = names.all_words();  // those that begin with the first `at` bytes
  for (std::size_t at = 0; at < typed.size() && begun.begin < begun.end;) {
    const std::string_view letter = character_at(typed, at);
    const std::string_view rest = typed.substr(at + letter.size());
    const auto continue_with = [&](std::string_view bytes, std::size_t from, WordRange among) {
      found.push_back(names.words_with(bytes, from, among));
    };
    continue_with(rest, at, begun);  // one too many
    if (!rest.empty()) {
      const std::string_view next = character_at(rest, 0);
      std::string exchanged(next);
      exchanged.append(letter).append(rest.substr(next.size()));
      continue_with(exchanged, at, begun);
    }
    std::uint32_t word = begun.begin;
    for (std::size_t tried = 0; word < begun.end && tried < kMaxLettersTried; ++tried) {
      const std::string_view whole = names.word(word);
      if (whole.size() <= at) {  // ends here
        ++word;
        continue;
      }
      const std::string_view other = character_at(whole, at);
      const WordRange among = names.words_with(other, at, {word, begun.end});
      continue_with(rest, at + other.size(), among);              // another instead
      continue_with(typed.substr(at), at + other.size(), among);  // one too few
      word = std::max(among.end, word + 1);  // sorted words never need the second
    }
    begun = names.words_with(letter, at, begun);
    at += letter.size();
  }
  found.push_back(begun);
  return merged(std::move(found));
}

}  // namespace medlar
