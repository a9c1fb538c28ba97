// A search response for people at a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "query/searcher.h"

namespace medlar {

struct TerminalStyle {
  enum class Marks { kAsterisks, kColor } marks = Marks::kAsterisks;
  std::size_t width = 80;  // columns
};

/// The hits, one block each: rank and title, where it stands, the snippet. Control characters of
/// articles never reach the terminal.
std::string render_terminal(const SearchResponse& response, const TerminalStyle& style);

/// Text as it may be shown: escape sequences in it must not steer the terminal, so control
/// characters become blanks.
std::string for_terminal(std::string_view text);

/// One or two lines about the whole answer: how many, what was left out of the query or ignored.
std::string render_summary(const SearchResponse& response);

}  // namespace medlar
