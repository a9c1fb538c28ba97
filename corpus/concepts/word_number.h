// Whether two written words are one but for their number and the country's spelling.
//
// A stem says more: neurologist and neurological have one, and a query about neurological diseases
// is none about the doctor. A name of a single word is found as it is written. Pure; thread-safe.
#pragma once

#include <string_view>

namespace medlar {

/// Words are case folded and without diacritics.
bool is_same_but_for_number(std::string_view a, std::string_view b);

}  // namespace medlar
