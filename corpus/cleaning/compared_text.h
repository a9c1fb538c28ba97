// An article as a run of words for telling whether it repeats another: not for search, and so
// without stems and without ICU. Case, white space and punctuation say nothing here; the signs of
// numbers do (".5", "<"). 5mg is "5 mg", and don't is "dont", whichever apostrophe it has.
//
// Pure functions and plain values; thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/article.h"
#include "corpus/split_mix.h"

namespace medlar {

struct ComparedWord {
  std::uint64_t hash = 0;
  bool is_sign = false;  // with a digit, or a letter ("hepatitis B"), or one of < > +

  bool operator==(const ComparedWord& other) const { return hash == other.hash; }
};

struct ComparedText {
  std::string language;              // articles in two languages are never copies
  std::vector<std::uint64_t> title;  // of its words but stop words, in order
  std::vector<ComparedWord> words;   // of headings and texts

  bool operator==(const ComparedText&) const = default;
};

/// The title without what is no more than the publisher's name ("Asthma | Example Clinic").
ComparedText compared_text(const Article& article);

/// The words of a text, behind those in `words`.
void add_compared_words(std::string_view text, std::vector<ComparedWord>& words);

/// True for a word that carries no subject, in any language that has a list of them.
bool is_compared_stop_word(std::uint64_t hash);

/// A hash of two in order.
constexpr std::uint64_t mixed(std::uint64_t first, std::uint64_t second) {
  return split_mix(first + 0x9e3779b97f4a7c15ULL * (second + 1));
}

// Words of a shingle. Three, so that a changed word costs three shingles of a short text and not
// ten; that texts are about the same thing is told by their titles.
inline constexpr std::size_t kShingleWords = 3;

/// The hash of each run of kShingleWords words, in order.
std::vector<std::uint64_t> shingles(const std::vector<ComparedWord>& words);

}  // namespace medlar
