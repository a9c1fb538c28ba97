// Which part of a page is the article, and what in it is furniture.
//
// Works by where the prose is: long runs of text outside links. Nothing that holds much of a page's
// prose is ever left out, whatever its class says. Refers to the document's nodes and uses their
// marks; the document must outlive it.
#pragma once

#include <string_view>
#include <vector>

#include "corpus/article.h"
#include "corpus/readers/xml_document.h"

namespace medlar {

class MainContent {
 public:
  explicit MainContent(XmlNode page);

  /// The element that holds the article.
  XmlNode root() const { return root_; }
  bool is_left_out(XmlNode element) const;
  /// Everything left out, in the page's order, with reasons.
  std::vector<DroppedText> dropped() const;

 private:
  struct Amount {
    std::size_t bytes = 0;   // without white space
    std::size_t prose = 0;   // of them in long runs outside links
    std::size_t linked = 0;  // of them inside links
    std::size_t links = 0;
    void add(const Amount& other);
  };
  struct Element {
    Amount all;               // text below, without scripts
    Amount kept;              // what is left of it
    std::string_view reason;  // why it is left out; empty when it is not
    bool holds_root = false;
  };
  const Element& of(XmlNode element) const { return elements_[element.mark() - 1]; }
  Element& of(XmlNode element) { return elements_[element.mark() - 1]; }
  void measure();
  void choose_furniture();
  void choose_root();
  void narrow_root();
  bool may_leave_out(XmlNode element) const;
  std::string_view reason_to_leave_out(XmlNode element, bool inside_article) const;

  XmlNode page_;
  XmlNode root_;
  std::vector<Element> elements_;
};

}  // namespace medlar
