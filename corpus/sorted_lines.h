// Tables that are read as they are written: lines in the order of the bytes of their first words.
#pragma once

#include <string_view>

namespace medlar {

/// The line whose word is `word`, without its end; empty where there is none. A line's word ends
/// before the first `behind_word`. A binary search: lines in no order are just not found.
std::string_view find_line(std::string_view lines, std::string_view word, char behind_word);

}  // namespace medlar
