// What can be an abbreviation of something that stands beside it, by its form alone.
// Pure; thread-safe.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "corpus/concepts/folded_letters.h"

namespace medlar {

struct ShortForm {
  std::string_view text;  // without the s of a plural: "PE" of "PEs"
  std::size_t characters = 0;
  std::vector<FoldedLetter> letters;
};

/// None for years, units, citations, and words that are merely in brackets.
std::optional<ShortForm> short_form(std::string_view text);

}  // namespace medlar
