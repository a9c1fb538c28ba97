// Folding of a single word: what makes "Ménière’s", "MENIERE'S" and "meniere" the same.
//
// Pure functions; thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace medlar {

struct FoldedWord {
  std::string exact;   // NFKC case folded, apostrophes plain, possessive 's gone, digits ungrouped
  std::string folded;  // exact without diacritics and ligatures, Greek letters spelt out
};

FoldedWord fold_word(std::string_view word);

/// `word` (case folded) without the diacritics and ligatures of the Latin script.
std::string fold_diacritics(std::string_view word);

}  // namespace medlar
