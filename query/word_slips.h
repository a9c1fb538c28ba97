// Words that a word being typed may have meant: those that begin as typed but for one slip.
//
// A slip is a letter too many, too few, or wrong, or two neighbours exchanged (Damerau, A technique
// for computer detection and correction of spelling errors, CACM 1964). Pure; thread-safe.
#pragma once

#include <string_view>
#include <vector>

#include "indexer/format/name_list.h"

namespace medlar {

/// In order and apart; what begins just as typed is among them. `typed` is valid UTF-8.
std::vector<WordRange> words_within_a_slip(const NameList& names, std::string_view typed);

}  // namespace medlar
