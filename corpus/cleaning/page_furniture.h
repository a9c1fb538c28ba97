// What the markup of a page itself calls furniture: navigation, footers, forms, what is hidden,
// classes such as "share-buttons".
//
// Nothing that holds most of a page's prose is left out, whatever its class says, unless it is of a
// kind that may well be longer than the article and there is an article beside it. Marks the
// document's elements with numbers from 1; the document must outlive it.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "corpus/readers/xml_document.h"

namespace medlar {

class PageFurniture {
 public:
  explicit PageFurniture(XmlNode page);

  struct Amount {
    std::size_t bytes = 0;   // without white space
    std::size_t prose = 0;   // of them in long runs outside links
    std::size_t linked = 0;  // of them inside links
    std::size_t links = 0;
    void add(const Amount& other);
  };

  /// Why an element is left out; empty when it is not, or when it is in one that is.
  std::string_view reason(XmlNode element) const { return of(element).reason; }
  /// What is left of its text.
  const Amount& kept(XmlNode element) const { return of(element).kept; }
  std::size_t elements() const { return elements_.size(); }

 private:
  struct Element {
    Amount all;                // text below, without scripts
    Amount kept;               // what is left of it
    std::string_view reason;   // why it is left out; empty when it is not
    bool holds_title = false;  // an <h1> or <main>
  };
  const Element& of(XmlNode element) const { return elements_[element.mark() - 1]; }
  Element& of(XmlNode element) { return elements_[element.mark() - 1]; }
  void measure();
  void measure_beside();
  void choose();
  bool may_leave_out(XmlNode element, std::string_view reason) const;
  std::string_view reason_to_leave_out(XmlNode element, bool inside_article) const;

  XmlNode page_;
  std::size_t prose_beside_ = 0;  // outside of everything that has a reason to be left out
  std::vector<Element> elements_;
};

/// Bytes that are not white space.
std::size_t visible_bytes(std::string_view text);

/// True for <main>, <article> and what plays their role.
bool is_article_element(XmlNode element);

}  // namespace medlar
