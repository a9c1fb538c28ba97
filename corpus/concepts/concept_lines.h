// Our own form of a vocabulary, a line a concept:
//   preferred name | lay: a, b | pro: c | brand: d | us: e | uk: f | abbr: MI, AMI | plural: x
// and "also:" for any other name. '#' starts a comment; names may not contain '|', ',' or ':'. A
// line that is not so is passed over as a whole, and counted. Pure; thread-safe.
#pragma once

#include <string_view>

#include "corpus/concepts/concept.h"

namespace medlar {

/// Whose the reviewed concepts are: Vocabulary::source.
inline constexpr std::string_view kOwnSource = "Medlar";

/// Source and licence are the caller's to say. Names are English.
Vocabulary parse_concept_lines(std::string_view text);

}  // namespace medlar
