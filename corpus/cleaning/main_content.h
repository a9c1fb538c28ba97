// Which part of a page is the article, and what in it is furniture.
//
// First goes what the markup itself calls furniture (page_furniture.h). Whether the rest is the
// article is decided block by block (article_blocks.h); of short pages everything is. Refers to the
// document's nodes and uses their marks; the document must outlive it.
#pragma once

#include <string_view>
#include <vector>

#include "corpus/article.h"
#include "corpus/cleaning/page_furniture.h"
#include "corpus/readers/xml_document.h"

namespace medlar {

class MainContent {
 public:
  /// `title` is the article's, which its text need not repeat.
  MainContent(XmlNode page, std::string_view title);

  /// The element that holds the article.
  XmlNode root() const { return root_; }
  /// Of an element or a text.
  bool is_left_out(XmlNode node) const { return !reason_of(node).empty(); }
  /// Everything left out, in the page's order, with reasons.
  std::vector<DroppedText> dropped() const;

 private:
  std::string_view reason_of(XmlNode node) const;
  void choose_root();
  void choose_blocks(std::string_view title);
  void leave_out_emptied();

  XmlNode page_;
  XmlNode root_;
  PageFurniture furniture_;
  // By the marks of elements:
  std::vector<bool> holds_root_;
  std::vector<std::string_view> emptied_;  // why all text of one is left out
  // By the number of the block:
  std::vector<std::string_view> block_reasons_;
};

}  // namespace medlar
