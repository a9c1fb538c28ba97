// Doses written without a space: "5mg" is also found as "5 mg".
//
// Pure functions; thread-safe.
#pragma once

#include <cstddef>
#include <string_view>

namespace medlar {

/// The length of the number at the start of a word that is a number and a unit ("2.5mg" gives 3);
/// 0 when the word is anything else.
std::size_t dose_number_length(std::string_view word);

/// True for a unit of a dose or a measure, its case folded: "mg".
bool is_unit(std::string_view word);

}  // namespace medlar
