// An occurrence of a word in a text: where it stands and which terms it is indexed under.
#pragma once

#include <cstdint>
#include <string_view>

namespace medlar {

/// Offsets are bytes of the analyzed text: text.substr(begin, end - begin) is the word as written.
///
/// A word may have several forms. "5-HT3" is 5, ht3 and, joined, 5ht3; "CD4+" is cd4 and cd4+.
/// The widest form comes first and spans the others; forms that begin together share a position.
struct Token {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t position = 0;   // counts words from 0
  std::string_view term;        // case and diacritics folded, stemmed: what phrases and ranking use
  std::string_view exact;       // case folded only; empty when it equals term
  std::uint64_t hash = 0;       // word_hash() of the term
  bool is_stop_word = false;    // carries no meaning in a query; indexed all the same
  bool has_diacritics = false;  // the exact form is beyond ASCII
};

}  // namespace medlar
