// Counting what must not get lost.
#pragma once

#include <algorithm>
#include <cctype>
#include <string_view>

namespace medlar {

/// Letters and figures of ASCII. Figures count raised or not, since those of citation marks are
/// raised.
inline std::size_t letters_in(std::string_view text) {
  auto letters = static_cast<std::size_t>(std::ranges::count_if(
      text, [](unsigned char c) { return c < 0x80 && std::isalnum(c) != 0; }));
  for (const std::string_view raised : {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"}) {
    for (std::size_t at = text.find(raised); at != text.npos; at = text.find(raised, at + 1)) {
      ++letters;
    }
  }
  return letters;
}

}  // namespace medlar
