// From bytes of any encoding to clean UTF-8: the first step of every reader.
//
// Clean means: valid UTF-8, no NUL, no C0 control but tab, newline and carriage return, no U+FFFE
// and U+FFFF. The parsers behind the readers rely on it: handed anything else, libxml2 cuts the
// document at the first bad byte or passes bad bytes on.
#pragma once

#include <string>
#include <string_view>

#include "corpus/error.h"

namespace medlar {

/// Text of a source. Bytes that were clean already are not copied: text() then views the input,
/// which must outlive it.
struct DecodedText {
  std::string_view original;  // the input, where it needed no change
  std::string converted;      // owned text, where it did
  bool is_converted = false;
  bool repaired = false;  // the bytes were not valid in their encoding, or held controls
  std::string encoding;   // "UTF-8", "windows-1252", "UTF-16LE", ...

  std::string_view text() const { return is_converted ? std::string_view(converted) : original; }
};

/// Decodes by byte order mark, else by `declared` (any label; may be empty), else by looking at the
/// bytes. Labels mean what they mean to browsers: "latin1" and "ascii" are windows-1252. Bytes that
/// are no text at all are kBadInput.
Result<DecodedText> decode_to_utf8(std::string_view bytes, std::string_view declared = {});

/// The encoding that an XML declaration or an HTML <meta> in the first kilobytes names, or empty.
std::string declared_encoding(std::string_view bytes);

/// Why these bytes cannot be text ("a PDF file", "control characters throughout"), or empty.
std::string_view binary_reason(std::string_view bytes);

/// Removes what clean text may not hold from text that is valid UTF-8; true when it changed it.
/// Form feeds and vertical tabs become newlines, because they stood between words.
bool remove_controls(std::string& text);

/// The character that windows-1252 has at a C1 position (0x80-0x9F), as UTF-8: pages that write
/// &#146; mean an apostrophe, and browsers show one.
std::string_view windows_1252_at(unsigned char byte);

}  // namespace medlar
