// Names as other people's vocabularies write them: which are names that people say, and how these
// are said. Pure; thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace medlar {

/// Empty for what is no name: numbers of registries, systematic names of chemistry, retired terms.
/// Inverted names are turned, remarks in brackets at the end taken off.
std::string imported_name(std::string_view text);

/// "DOID:5550", "HP:0002648", "D003924": what tells a concept in a file of its own.
bool is_identifier(std::string_view text);

}  // namespace medlar
