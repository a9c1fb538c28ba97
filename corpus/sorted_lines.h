// Tables that are read as they are written: lines in the order of the bytes of their first words.
#pragma once

#include <cstddef>
#include <string_view>

namespace medlar {

/// Where the first line begins whose word does not sort before `word`; behind the last line where
/// there is none. A line's word ends before the first `behind_word`. A binary search: of lines in
/// no order it may be any.
std::size_t first_line_from(std::string_view lines, std::string_view word, char behind_word);

/// The line whose word is `word`, without its end; empty where there is none.
std::string_view find_line(std::string_view lines, std::string_view word, char behind_word);

}  // namespace medlar
