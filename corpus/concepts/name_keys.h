// What names are found by: a number of the words of a name, the same for every form that means it.
//
// Words count by their stems. Compounds ("5-HT3") have two sequences of words: their parts, and the
// wholes. Words that only join ("cancer of the lung") do not count. A key is a sum, so that the
// order of the words does not matter and a window over a text grows by one addition; the order has
// a number of its own. Keys are part of the file format (concept_table.h). Pure; thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "corpus/analysis/token.h"

namespace medlar {

/// A word that counts, with its place in the text.
struct KeyedWord {
  std::uint64_t hash = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint8_t parts = 0;     // of a compound as a whole; 0 of any other word
  std::uint8_t joining = 0;   // words before it that only join
  bool is_after_and = false;  // "and" stands before it
  bool is_stop_word = false;
};

/// The words of a name, or of a text between marks of punctuation.
struct NameWords {
  std::vector<KeyedWord> parts;   // compounds in their smallest parts
  std::vector<KeyedWord> wholes;  // compounds as one word; empty where there is none
};

/// Replaces `words` by those of `tokens`.
void read_name_words(std::span<const Token> tokens, NameWords& words);

/// The first token where it is all there is of the text, as one word or as a compound.
const Token* only_word(std::span<const Token> tokens);

/// True where what stands between two words ends a clause: no name reaches across.
bool ends_clause(std::string_view text, const Token& before, const Token& after);

struct NameKey {
  std::uint64_t words = 0;
  std::uint32_t order = 0;
};

/// Grows word by word.
class NameKeySum {
 public:
  /// `begin` tells the keys of languages and kinds apart.
  explicit NameKeySum(std::uint64_t begin) : words_(begin) {}

  void add(std::uint64_t hash) {
    words_ += hash;
    order_ = order_ * 0x9E3779B97F4A7C15ULL + hash;
  }
  std::uint64_t words() const { return words_; }
  NameKey key() const { return {words_, static_cast<std::uint32_t>(order_ >> 32U)}; }

 private:
  std::uint64_t words_;
  std::uint64_t order_ = 0;
};

/// Where the keys of a language's names begin, and those of its abbreviations.
std::uint64_t name_key_begin(std::string_view language);
std::uint64_t abbreviation_key_begin(std::string_view language);

/// A word as it is written but for its case: what abbreviations are found by.
inline std::string_view written_form(const Token& token) {
  return token.exact.empty() ? token.term : token.exact;
}

}  // namespace medlar
