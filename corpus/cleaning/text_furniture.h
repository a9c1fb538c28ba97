// Which lines of a plain text are furniture of the page that it was saved from: menus, promotions,
// newsletter boxes, slideshow teasers, share lines, lists of other articles.
//
// Evidence, line by line: the phrases of corpus/vocabulary/page_furniture.txt; whether a line is a
// sentence, a row of menu entries, a fragment; and where it stands, above the title, in the article
// or behind its end. A text is a saved page when several lines say so, of more than one kind.
// Anything else (a leaflet, notes, a poem) has no furniture. Pure functions; thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace medlar {

/// A run of lines between empty ones; each line as a reader sees it, hard-wrapped ones joined.
struct TextBlock {
  std::vector<std::string> lines;
  bool is_joined = false;  // lines were joined
  bool goes_on = false;    // no empty line stands before it
};

struct PlainPage {
  const std::vector<TextBlock>& blocks;
  std::size_t title;  // the block that holds the title; blocks.size() where none does
};

/// For each line of each block why it is no part of the article; empty where it is one. Without
/// furniture the result is empty.
using LineReasons = std::vector<std::vector<std::string_view>>;

LineReasons text_furniture(const PlainPage& page);

/// Whether a line says by itself that it is furniture of some page.
bool says_it_is_furniture(std::string_view line);

}  // namespace medlar
