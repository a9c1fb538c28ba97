// A page cut into blocks of text, each with what can be said of it without understanding it.
//
// A block is a run of text between two breaks of line that a reader sees: a paragraph, a heading,
// an item, a cell. Refers to the document's nodes, and marks its texts with the number of their
// block, from 1. The document must outlive it.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "corpus/cleaning/block_model.h"
#include "corpus/readers/xml_document.h"

namespace medlar {

inline constexpr std::size_t kNoElement = static_cast<std::size_t>(-1);

struct PageElement {
  XmlNode node;
  std::size_t parent = kNoElement;
  std::size_t first_block = 0;  // its blocks are these: from first
  std::size_t end_block = 0;    // to before the end, in the page's order
};

struct PageBlock {
  std::size_t element = kNoElement;  // the innermost one around it that breaks lines
  std::size_t group = kNoElement;    // the list it is an item of, the table it is a cell of
  BlockFeatures features{};
  float words = 0;
  bool is_heading = false;
  bool is_caption = false;              // or a part of a gallery
  std::vector<std::uint32_t> shingles;  // of longer blocks: runs of four words, hashed

  float feature(Feature which) const { return features[static_cast<std::size_t>(which)]; }
};

struct PageBlocks {
  std::vector<PageElement> elements;  // those that break lines, in the page's order
  std::vector<PageBlock> blocks;
};

/// `leave_out` says which elements are no part of the page.
PageBlocks page_blocks(XmlNode page, std::string_view title,
                       const std::function<bool(XmlNode)>& leave_out);

}  // namespace medlar
