// The reviewed lists that a speller goes by, of corpus/vocabulary: which names of medicines are
// mistaken for each other, and how such names end. (Misspellings are in the index:
// indexer/format/spelling_targets.h.)
//
// Words are folded. Pure; thread-safe.
#pragma once

#include <string_view>
#include <vector>

namespace medlar {

/// Names of medicines that are mistaken for this one; each stays valid for good.
std::vector<std::string_view> look_alikes(std::string_view name);

/// The longest ending of names of medicines that the word has, with something before it; empty:
/// none.
std::string_view drug_ending(std::string_view word);

}  // namespace medlar
