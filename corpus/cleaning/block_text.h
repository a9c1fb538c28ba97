// What can be said of a block's text by itself: how long it is, how it is punctuated, which turns
// of phrase it holds. Pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/cleaning/block_model.h"

namespace medlar {

/// Letters and digits alone, ASCII in lower case: what two texts that say the same have in common.
std::string bare_text(std::string_view text);

/// Sets the features that the text decides, and says how many words it has; of scripts without
/// spaces two characters count as one. Text without white space at its ends.
float add_text_features(std::string_view text, BlockFeatures& features);

/// True for "Related articles", "Leave a comment" and the like; takes a bare_text.
bool is_furniture_heading(std::string_view bare_heading);

/// Hashes of its runs of four words.
std::vector<std::uint32_t> shingles_of(std::string_view text);

}  // namespace medlar
