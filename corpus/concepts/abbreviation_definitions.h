// Abbreviations that a text defines: "pulmonary embolism (PE)", "PE (pulmonary embolism)".
//
// A. Schwartz and M. Hearst, A simple algorithm for identifying abbreviation definitions in
// biomedical text, Pacific Symposium on Biocomputing 2003. Pure; thread-safe.
#pragma once

#include <string_view>
#include <vector>

namespace medlar {

struct AbbreviationDefinition {
  std::string_view abbreviation;  // both are stretches of the text
  std::string_view meaning;
};

/// In the order of the text. `text` is valid UTF-8.
std::vector<AbbreviationDefinition> abbreviation_definitions(std::string_view text);

}  // namespace medlar
