// A strict reader of our own pages. Browsers forgive; this does not: whatever is not exactly as
// the pages write it is a fault, and so is all that could run, load or lead somewhere it should
// not.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/analysis/utf8.h"
#include "query/http/hidden_characters.h"

namespace medlar {

class HtmlCheck {
 public:
  /// What is wrong with a page; empty where nothing is.
  static std::string fault(std::string_view html) { return HtmlCheck(html).read(); }

 private:
  explicit HtmlCheck(std::string_view html) : rest_(html) {}

  static bool is_one_of(std::string_view name, const std::vector<std::string_view>& names) {
    return std::ranges::find(names, name) != names.end();
  }

  /// Text between tags and in attributes: what begins with "&" is one of five references.
  static bool is_escaped(std::string_view text) {
    for (std::size_t at = 0; (at = text.find('&', at)) != std::string_view::npos; ++at) {
      const std::string_view name = text.substr(at, text.find(';', at) - at + 1);
      if (!is_one_of(name, {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"})) return false;
    }
    return text.find_first_of("<>\"") == std::string_view::npos;
  }

  static bool is_safe_address(std::string_view address) {
    return address.starts_with("http://") || address.starts_with("https://") ||
           address.starts_with('#') || address == "/" ||
           (address.starts_with('/') && !address.starts_with("//") && !address.starts_with("/\\"));
  }

  std::string attribute_fault(std::string_view tag, std::string_view name, std::string_view value) {
    static const std::vector<std::string_view> kNames{"aria-current",
                                                      "aria-hidden",
                                                      "aria-label",
                                                      "aria-labelledby",
                                                      "autocapitalize",
                                                      "autocomplete",
                                                      "charset",
                                                      "class",
                                                      "content",
                                                      "dir",
                                                      "enterkeyhint",
                                                      "for",
                                                      "id",
                                                      "lang",
                                                      "name",
                                                      "rel",
                                                      "role",
                                                      "start",
                                                      "tabindex",
                                                      "title",
                                                      "type",
                                                      "value"};
    if (name == "href" || name == "src" || name == "action") {
      const bool is_icon = tag == "link" && value.starts_with("data:image/svg+xml,%3Csvg");
      const bool is_file = value.starts_with("/assets/") || value == "/opensearch.xml";
      if (tag == "script" || tag == "link" ? !is_icon && !is_file : !is_safe_address(value)) {
        return "leads to " + std::string(value);
      }
      if (tag == "script" && name == "src") has_script_source_ = true;
      return {};
    }
    return is_one_of(name, kNames) ? "" : "has the attribute " + std::string(name);
  }

  /// One tag, behind its "<".
  std::string tag_fault(std::string_view tag) {
    static const std::vector<std::string_view> kVoid{"meta", "link", "input", "br"};
    static const std::vector<std::string_view> kElements{
        "a",   "article", "aside",  "b",       "bdi",   "body",    "button", "dd",   "details",
        "div", "dl",      "dt",     "form",    "h1",    "h2",      "h3",     "h4",   "h5",
        "h6",  "head",    "html",   "header",  "label", "li",      "main",   "mark", "nav",
        "ol",  "p",       "script", "section", "span",  "summary", "title",  "ul"};
    if (tag == "!doctype html") return {};
    if (tag.starts_with('/')) {
      if (open_.empty() || open_.back() != tag.substr(1)) return "closes " + std::string(tag);
      open_.pop_back();
      return {};
    }
    const std::string_view element = tag.substr(0, tag.find(' '));
    tag.remove_prefix(element.size());
    if (!is_one_of(element, kVoid) && !is_one_of(element, kElements)) {
      return "has the element " + std::string(element);
    }
    has_script_source_ = false;
    while (!tag.empty()) {
      tag.remove_prefix(1);
      if (tag == "defer") break;
      const std::size_t equal = tag.find("=\"");
      const std::size_t end = equal == std::string_view::npos ? equal : tag.find('"', equal + 2);
      if (end == std::string_view::npos) return "has a broken attribute: " + std::string(tag);
      const std::string_view name = tag.substr(0, equal);
      const std::string_view value = tag.substr(equal + 2, end - equal - 2);
      if (!is_escaped(value)) return "has a raw attribute: " + std::string(value);
      if (auto fault = attribute_fault(element, name, value); !fault.empty()) return fault;
      tag.remove_prefix(end + 1);
      if (!tag.empty() && tag.front() != ' ') return "has attributes side by side";
    }
    if (element == "script" && (!has_script_source_ || !rest_.starts_with("</script>"))) {
      return "has a script inside";
    }
    if (!is_one_of(element, kVoid)) open_.push_back(element);
    return {};
  }

  std::string read() {
    if (valid_utf8(rest_) != rest_) return "is not UTF-8";
    if (has_hidden_characters(rest_)) return "has hidden characters";
    if (std::ranges::any_of(rest_, [](char c) {
          return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F;
        })) {
      return "has control characters";
    }
    while (!rest_.empty()) {
      const std::string_view text = rest_.substr(0, rest_.find('<'));
      // Quotation marks are harmless between tags, but our pages have none there either.
      if (!is_escaped(text)) return "has raw text: " + std::string(text);
      rest_.remove_prefix(text.size());
      if (rest_.empty()) break;
      const std::size_t end = rest_.find('>');
      if (end == std::string_view::npos) return "has a tag without an end";
      const std::string_view tag = rest_.substr(1, end - 1);
      rest_.remove_prefix(end + 1);
      if (auto fault = tag_fault(tag); !fault.empty()) return fault;
    }
    return open_.empty() ? "" : "leaves " + std::string(open_.back()) + " open";
  }

  std::string_view rest_;
  std::vector<std::string_view> open_;
  bool has_script_source_ = false;
};

}  // namespace medlar
