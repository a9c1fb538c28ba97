// Landmarks of a text: places from where it can be read as if it began there. The analyzer finds
// the same words in what stands between two of them, a stretch, as in the whole text, and the
// concept matcher the same names, but for abbreviations: whether a word is one may depend on all of
// the text (abbreviation_reader.h). So a snippet need not analyze the whole article.
//
// Pure; thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "corpus/analysis/token.h"

namespace medlar {

struct Landmark {
  std::uint32_t begin = 0;     // byte of the text
  std::uint32_t position = 0;  // of the first token behind it
};

/// Replaces `landmarks` by those of `text` behind its beginning, in order: words that begin a
/// sentence or a line. `tokens` are the analyzer's of `text`.
void find_landmarks(std::string_view text, std::span<const Token> tokens,
                    std::vector<Landmark>& landmarks);

}  // namespace medlar
