#include "corpus/readers/xml_document.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlmemory.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <exception>

#include <fmt/format.h>

#include "corpus/memory_watch.h"
#include "corpus/readers/markup_guard.h"

namespace medlar {
namespace {

// HUGE lifts the limits at which libxml2 drops text without a word (256 levels in HTML, 10 MB in
// one node); size is capped by the reader table instead. NOENT is absent on purpose.
constexpr int kXmlOptions = XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_RECOVER |
                            XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_IGNORE_ENC;
constexpr int kHtmlOptions = HTML_PARSE_NONET | HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                             HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC |
                             static_cast<int>(XML_PARSE_HUGE);

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view()
                         : std::string_view(reinterpret_cast<const char*>(text));
}

xmlAttr* find_attribute(const xmlNode* node, std::string_view name) {
  if (node->type != XML_ELEMENT_NODE) return nullptr;
  xmlAttr* attribute = node->properties;
  while (attribute != nullptr && view(attribute->name) != name) attribute = attribute->next;
  return attribute;
}

// libxml2 2.9.14 that gets no memory within a tag goes round in it forever: it passes over what is
// left by xmlNextChar(), which stays where it is once the parser has given up (HTMLparser.c,
// htmlParseStartTag). Nothing can be thrown through it, so the program ends.
void* block_or_end(void* block) {
  if (block == nullptr) std::terminate();
  return block;
}

void* certain_malloc(std::size_t size) {
  return block_or_end(watched_malloc(std::max<std::size_t>(size, 1)));
}

void* certain_realloc(void* block, std::size_t size) {
  return block_or_end(watched_realloc(block, std::max<std::size_t>(size, 1)));
}

char* certain_copy(const char* text) {
  const std::size_t size = std::strlen(text) + 1;
  return static_cast<char*>(std::memcpy(certain_malloc(size), text, size));
}

// The parser's tables must be set up before threads use them.
void initialize_once() {
  static const bool done = [] {
    xmlMemSetup(&std::free, &certain_malloc, &certain_realloc, &certain_copy);
    xmlInitParser();
    return true;
  }();
  static_cast<void>(done);
}

}  // namespace

bool XmlNode::is_element() const { return node_->type == XML_ELEMENT_NODE; }

bool XmlNode::is_text() const {
  return node_->type == XML_TEXT_NODE || node_->type == XML_CDATA_SECTION_NODE;
}

std::string_view XmlNode::name() const {
  return is_element() ? view(node_->name) : std::string_view();
}

std::string_view XmlNode::content() const {
  return is_text() ? view(node_->content) : std::string_view();
}

bool XmlNode::has_attribute(std::string_view name) const {
  return find_attribute(node_, name) != nullptr;
}

std::string_view XmlNode::attribute(std::string_view name) const {
  const xmlAttr* found = find_attribute(node_, name);
  return found == nullptr || found->children == nullptr ? std::string_view()
                                                        : view(found->children->content);
}

XmlNode XmlNode::parent() const {
  xmlNode* parent = node_->parent;
  return XmlNode(parent != nullptr && parent->type == XML_ELEMENT_NODE ? parent : nullptr);
}

XmlNode XmlNode::first_child() const { return XmlNode(is_element() ? node_->children : nullptr); }

XmlNode XmlNode::next() const { return XmlNode(node_->next); }

XmlNode XmlNode::following(XmlNode root) const {
  if (XmlNode below = first_child()) return below;
  for (XmlNode node = *this; node && node != root; node = node.parent()) {
    if (XmlNode beside = node.next()) return beside;
  }
  return {};
}

XmlNode XmlNode::child(std::string_view name) const {
  XmlNode found = first_child();
  while (found && found.name() != name) found = found.next();
  return found;
}

XmlNode XmlNode::descendant(std::string_view name) const {
  XmlNode found = following(*this);
  while (found && found.name() != name) found = found.following(*this);
  return found;
}

std::string XmlNode::text() const {
  std::string out;
  walk(
      *this,
      [&](XmlNode node) {
        out += node.content();
        return Visit::kDescend;
      },
      [](XmlNode) {});
  return out;
}

std::uintptr_t XmlNode::mark() const { return reinterpret_cast<std::uintptr_t>(node_->_private); }

void XmlNode::set_mark(std::uintptr_t mark) const {
  node_->_private = reinterpret_cast<void*>(mark);
}

XmlDocument::XmlDocument(_xmlDoc* document, bool was_broken)
    : document_(document), was_broken_(was_broken) {}

void XmlDocument::Free::operator()(_xmlDoc* document) const { xmlFreeDoc(document); }

XmlNode XmlDocument::root() const { return XmlNode(xmlDocGetRootElement(document_.get())); }

Result<XmlDocument> XmlDocument::parse_xml(std::string_view utf8) {
  initialize_once();
  Result<std::string> guarded = guarded_xml(utf8);
  if (!guarded) return tl::unexpected(guarded.error());
  const std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)> context(xmlNewParserCtxt(),
                                                                             &xmlFreeParserCtxt);
  xmlDoc* document =
      xmlCtxtReadMemory(context.get(), guarded->data(), static_cast<int>(guarded->size()), nullptr,
                        "UTF-8", kXmlOptions);
  if (document == nullptr || xmlDocGetRootElement(document) == nullptr) {
    xmlFreeDoc(document);
    return failure(ErrorCode::kBadInput, "no XML element in it", "check that the file is complete");
  }
  return XmlDocument(document, context->wellFormed == 0);
}

Result<XmlDocument> XmlDocument::parse_html(std::string_view utf8) {
  initialize_once();
  if (has_too_many_tags(utf8)) {
    return failure(ErrorCode::kBadInput, fmt::format("more than {} tags", kMostTags),
                   "no page for people has so many: check where the file comes from");
  }
  std::string storage;
  const std::string_view guarded = guarded_html(utf8, storage);
  const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> context(htmlNewParserCtxt(),
                                                                               &htmlFreeParserCtxt);
  xmlDoc* document =
      htmlCtxtReadMemory(context.get(), guarded.data(), static_cast<int>(guarded.size()), nullptr,
                         "UTF-8", kHtmlOptions);
  if (document == nullptr || xmlDocGetRootElement(document) == nullptr) {
    xmlFreeDoc(document);
    return failure(ErrorCode::kBadInput, "no text and no element in it",
                   "check that the file is complete");
  }
  return XmlDocument(document, false);
}

std::string html_entity(const std::string& name) {
  const htmlEntityDesc* entity = htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()));
  if (entity == nullptr) return {};
  xmlChar bytes[8] = {};
  xmlCopyCharMultiByte(bytes, static_cast<int>(entity->value));
  return std::string(view(bytes));
}

}  // namespace medlar
