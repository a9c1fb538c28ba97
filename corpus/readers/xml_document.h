// A parsed XML or HTML document and a view of its nodes: the one module that includes libxml2.
//
// The document owns its nodes; an XmlNode is a pointer into it, cheap to copy and valid as long as
// the document lives. Nothing here recurses, so that no nesting overflows the stack. No network,
// no files, no DTD and no entity definitions: see markup_guard.h for what happens to those.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "corpus/error.h"

struct _xmlDoc;
struct _xmlNode;

namespace medlar {

class XmlNode {
 public:
  XmlNode() = default;
  explicit XmlNode(_xmlNode* node) : node_(node) {}

  explicit operator bool() const { return node_ != nullptr; }
  bool operator==(const XmlNode&) const = default;

  bool is_element() const;
  bool is_text() const;              // character data or CDATA
  std::string_view name() const;     // of an element, without namespace prefix
  std::string_view content() const;  // of a text node
  bool has_attribute(std::string_view name) const;
  std::string_view attribute(std::string_view name) const;  // empty when absent

  XmlNode parent() const;  // element; null above the root
  XmlNode first_child() const;
  XmlNode next() const;
  /// What follows in document order, this node's own children first, up to the end of `root`.
  XmlNode following(XmlNode root) const;

  /// First child element called `name`, or null.
  XmlNode child(std::string_view name) const;
  /// First descendant element called `name` in document order, or null.
  XmlNode descendant(std::string_view name) const;
  /// All text below, as it stands.
  std::string text() const;

  /// A number that a caller hangs on the node; 0 at first.
  std::uintptr_t mark() const;
  void set_mark(std::uintptr_t mark) const;

 private:
  _xmlNode* node_ = nullptr;
};

class XmlDocument {
 public:
  /// `utf8` must be clean UTF-8 (see encoding.h): libxml2 cuts documents at bytes that are not.
  /// Broken markup is repaired as far as it goes; an Error means that no root element was found.
  static Result<XmlDocument> parse_xml(std::string_view utf8);
  static Result<XmlDocument> parse_html(std::string_view utf8);

  XmlNode root() const;
  bool was_broken() const { return was_broken_; }  // the XML was not well-formed

 private:
  XmlDocument(_xmlDoc* document, bool was_broken);
  struct Free {
    void operator()(_xmlDoc* document) const;
  };
  std::unique_ptr<_xmlDoc, Free> document_;
  bool was_broken_ = false;
};

/// The character that `&name;` is in HTML, as UTF-8; empty when HTML has no such entity.
std::string html_entity(const std::string& name);

enum class Visit { kDescend, kSkip, kStop };

/// Walks `root` and everything below in document order. `enter(node)` is called for every node;
/// where it says kDescend and the node is an element, `leave(node)` is called after its children;
/// where it says kStop the walk is over.
template <typename Enter, typename Leave>
void walk(XmlNode root, Enter&& enter, Leave&& leave) {
  XmlNode node = root;
  while (node) {
    const Visit visit = enter(node);
    if (visit == Visit::kStop) return;
    const bool inside = visit == Visit::kDescend && node.is_element();
    if (inside && node.first_child()) {
      node = node.first_child();
      continue;
    }
    if (inside) leave(node);
    while (node != root && !node.next()) {
      node = node.parent();
      leave(node);
    }
    if (node == root) return;
    node = node.next();
  }
}

}  // namespace medlar
