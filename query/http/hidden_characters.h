// Characters that nobody sees and that change how the text around them is shown or cut: line ends
// of JavaScript (U+2028, U+2029), marks that turn the direction of writing (U+200E, U+200F, U+202A
// to U+202E, U+2066 to U+2069; see Boucher and Anderson, "Trojan Source", USENIX Security 2023),
// and the control characters above ASCII (U+0080 to U+009F). Pure functions.
#pragma once

#include <cstddef>
#include <string_view>

namespace medlar {

/// The bytes of the hidden character at `at`; 0 where there is none.
inline std::size_t hidden_character(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  if (byte(0) == 0xC2 && byte(1) >= 0x80 && byte(1) <= 0x9F) return 2;
  if (byte(0) != 0xE2) return 0;
  const unsigned last = byte(2);
  const bool is_hidden = byte(1) == 0x80
                             ? last == 0x8E || last == 0x8F || (last >= 0xA8 && last <= 0xAE)
                             : byte(1) == 0x81 && last >= 0xA6 && last <= 0xA9;
  return is_hidden ? 3 : 0;
}

inline bool has_hidden_characters(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (hidden_character(text, at) != 0) return true;
  }
  return false;
}

}  // namespace medlar
