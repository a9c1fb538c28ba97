#include "corpus/cleaning/html_rules.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

namespace medlar {
namespace {

struct Reason {
  std::string_view word;
  std::string_view reason;
};

constexpr Reason kElements[] = {
    {"script", "script"},
    {"style", "style"},
    {"template", "template"},
    {"noscript", "noscript"},
    {"nav", "navigation"},
    {"aside", "aside"},
    {"footer", "footer"},
    {"button", "form control"},
    {"select", "form control"},
    {"textarea", "form control"},
    {"datalist", "form control"},
    {"input", "form control"},
    {"iframe", "embedded page"},
    {"object", "embedded page"},
    {"embed", "embedded page"},
    {"svg", "drawing"},
    {"canvas", "drawing"},
    {"map", "drawing"},
    {"audio", "media"},
    {"video", "media"},
    {"dialog", "popup"},
    {"menu", "navigation"},
    {"head", "head"},
};

constexpr std::string_view kNoText[] = {"script", "style",  "template", "noscript",
                                        "iframe", "object", "svg",      "head"};

/// Words of class names that say what the element is for. A class says so when the word opens or
/// ends it ("share-buttons", "site-nav"); in the middle ("drug-related-death") it means nothing.
constexpr Reason kClassWords[] = {
    {"nav", "navigation"},
    {"navbar", "navigation"},
    {"navigation", "navigation"},
    {"subnav", "navigation"},
    {"menu", "navigation"},
    {"breadcrumb", "breadcrumb"},
    {"breadcrumbs", "breadcrumb"},
    {"pagination", "navigation"},
    {"pager", "navigation"},
    {"skip", "skip link"},
    {"skiplink", "skip link"},
    {"share", "sharing"},
    {"sharing", "sharing"},
    {"sharebar", "sharing"},
    {"addthis", "sharing"},
    {"sharedaddy", "sharing"},
    {"social", "sharing"},
    {"cookie", "cookie notice"},
    {"cookies", "cookie notice"},
    {"gdpr", "cookie notice"},
    {"newsletter", "newsletter"},
    {"subscribe", "newsletter"},
    {"signup", "newsletter"},
    {"advert", "advertising"},
    {"adverts", "advertising"},
    {"advertisement", "advertising"},
    {"ad", "advertising"},
    {"ads", "advertising"},
    {"adbox", "advertising"},
    {"adsense", "advertising"},
    {"promo", "promotion"},
    {"promos", "promotion"},
    {"promotion", "promotion"},
    {"sponsor", "advertising"},
    {"sponsored", "advertising"},
    {"sponsors", "advertising"},
    {"taboola", "advertising"},
    {"outbrain", "advertising"},
    {"sidebar", "sidebar"},
    {"related", "related pages"},
    {"recommended", "related pages"},
    {"recirculation", "related pages"},
    {"comments", "comments"},
    {"disqus", "comments"},
    {"popup", "popup"},
    {"modal", "popup"},
    {"lightbox", "popup"},
};

/// Words that go with the ones above. An id counts only when all its words are of the two lists:
/// ids are slugs of headings, and "social-anxiety" or "related-conditions" is what people look for.
constexpr std::string_view kCompanions[] = {
    "area",    "banner",    "bar",     "block",     "bottom",   "box",    "buttons", "col",
    "column",  "container", "content", "desktop",   "div",      "footer", "form",    "global",
    "header",  "holder",    "icons",   "inner",     "left",     "links",  "list",    "main",
    "menu",    "mobile",    "module",  "outer",     "overlay",  "page",   "panel",   "posts",
    "primary", "region",    "right",   "secondary", "section",  "side",   "site",    "tools",
    "top",     "widget",    "wrap",    "wrapper",   "articles",
};

/// Words of a name: "shareBar_top" is share, bar, top.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  char before = '-';
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool hump = std::isupper(byte) && std::islower(static_cast<unsigned char>(before));
    if ((std::isalnum(byte) == 0 || hump) && !words.back().empty()) words.emplace_back();
    if (std::isalnum(byte)) words.back() += static_cast<char>(std::tolower(byte));
    before = c;
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

template <std::size_t N>
std::string_view reason_in(const Reason (&table)[N], std::string_view word) {
  const auto* row = std::ranges::find(table, word, &Reason::word);
  return row == std::end(table) ? std::string_view() : row->reason;
}

}  // namespace

const BlockRules& html_block_rules() {
  static const BlockRules rules = [] {
    using enum BlockKind;
    BlockRules table;
    const auto add = [&table](BlockKind kind, std::initializer_list<std::string_view> names) {
      for (const std::string_view name : names) table[name] = {name, kind, 0};
    };
    add(kBlock, {"address", "article",  "aside",      "blockquote", "body",    "caption", "center",
                 "div",     "fieldset", "figcaption", "figure",     "footer",  "form",    "header",
                 "hgroup",  "hr",       "legend",     "main",       "nav",     "p",       "search",
                 "section", "title",    "dialog",     "html",       "optgroup"});
    add(kList, {"ul", "ol", "dl", "menu", "dir", "select"});
    add(kLine, {"li", "dt", "dd", "option"});
    add(kTable, {"table"});
    add(kRow, {"tr"});
    add(kCell, {"td", "th"});
    add(kBreak, {"br"});
    add(kPreformatted, {"pre", "listing", "xmp", "plaintext"});
    add(kDetails, {"details"});
    add(kSummary, {"summary"});
    add(kSuperscript, {"sup"});
    add(kSkip, {"script", "style", "template", "noscript", "iframe", "object", "svg", "head"});
    constexpr std::string_view kHeadings[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
    for (int level = 1; const std::string_view name : kHeadings) {
      table[name] = {name, kHeading, level++};
    }
    return table;
  }();
  return rules;
}

std::string_view furniture_element(std::string_view element) {
  return reason_in(kElements, element);
}

std::string_view furniture_class(std::string_view class_attribute) {
  while (!class_attribute.empty()) {
    const std::size_t end =
        std::min(class_attribute.find_first_of(" \t\r\n"), class_attribute.size());
    if (end > 0) {
      const std::vector<std::string> words = words_of(class_attribute.substr(0, end));
      if (!words.empty()) {
        std::string_view reason = reason_in(kClassWords, words.front());
        if (reason.empty()) reason = reason_in(kClassWords, words.back());
        if (!reason.empty()) return reason;
      }
    }
    class_attribute.remove_prefix(std::min(end + 1, class_attribute.size()));
  }
  return {};
}

std::string_view furniture_id(std::string_view id) {
  std::string_view found;
  for (const std::string& word : words_of(id)) {
    const std::string_view reason = reason_in(kClassWords, word);
    if (found.empty()) found = reason;
    if (reason.empty() &&
        std::ranges::find(kCompanions, std::string_view(word)) == std::end(kCompanions)) {
      return {};
    }
  }
  return found;
}

bool holds_no_text(std::string_view element) {
  return std::ranges::find(kNoText, element) != std::end(kNoText);
}

}  // namespace medlar
