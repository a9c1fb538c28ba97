// A text's letters and digits as abbreviations are compared with them: in small letters, without
// accents, Greek ones by the first Latin letter of their names ("TNF-α", "tumour necrosis factor
// alpha"). Pure; thread-safe.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace medlar {

struct FoldedLetter {
  enum class Place : std::uint8_t { kInner, kPart, kWord };

  char folded = 0;       // 0: a letter that no abbreviation is made of
  bool is_small = true;  // as it is written
  Place place =
      Place::kInner;        // begins a word; a part of one, as in "anti-inflammatory"; or neither
  std::uint32_t begin = 0;  // bytes of the text
};

/// Replaces `letters` by those of `text`, valid UTF-8.
void fold_letters(std::string_view text, std::vector<FoldedLetter>& letters);

/// The code point at `at`, which moves behind it. `text` is valid UTF-8.
char32_t next_character(std::string_view text, std::size_t& at);

}  // namespace medlar
