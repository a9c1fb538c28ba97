// Small questions about UTF-8 text. Pure functions; thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace medlar {

/// `bytes` with every byte that is no part of valid UTF-8 replaced by U+FFFD.
std::string valid_utf8(std::string_view bytes);

/// True when the text is ASCII throughout.
bool is_ascii(std::string_view text);

/// The number of code points in valid UTF-8.
std::size_t count_characters(std::string_view text);

/// The greatest offset not past `offset` where a character of `text` begins (or the text ends).
std::size_t character_begin(std::string_view text, std::size_t offset);

}  // namespace medlar
