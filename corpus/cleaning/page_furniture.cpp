#include "corpus/cleaning/page_furniture.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "corpus/cleaning/html_rules.h"

namespace medlar {
namespace {

/// A text node of fewer bytes is as likely a button as a sentence.
constexpr std::size_t kShortestProse = 60;
/// So much prose outside all furniture is taken for an article.
constexpr std::size_t kLeastArticle = 250;

/// Elements that no class may take away.
bool is_kept_always(std::string_view name) {
  constexpr std::string_view kKept[] = {"html", "body", "main", "h1"};
  return std::ranges::find(kKept, name) != std::end(kKept);
}

bool hides(std::string_view style) {
  std::string compact;
  for (const char c : style) {
    if (c != ' ' && c != '\t')
      compact += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  compact += ';';
  // The last is how words are stuffed into a page for search engines only.
  constexpr std::string_view kHiding[] = {"display:none", "visibility:hidden", "font-size:0;",
                                          "font-size:0px;"};
  return std::ranges::any_of(kHiding, [&compact](std::string_view declaration) {
    return compact.find(declaration) != std::string::npos;
  });
}

bool is_hidden(XmlNode element) {
  // hidden="until-found" is content that the browser's own search opens.
  return (element.has_attribute("hidden") && element.attribute("hidden") != "until-found") ||
         element.attribute("aria-hidden") == "true" || hides(element.attribute("style"));
}

struct RoleReason {
  std::string_view role;
  std::string_view reason;
};
constexpr RoleReason kRoles[] = {
    {"navigation", "navigation"}, {"banner", "site header"}, {"contentinfo", "footer"},
    {"complementary", "aside"},   {"search", "search box"},  {"dialog", "popup"},
    {"alertdialog", "popup"},     {"menu", "navigation"},    {"menubar", "navigation"},
};

}  // namespace

std::size_t visible_bytes(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return c != ' ' && c != '\t' && c != '\n' && c != '\r'; }));
}

bool is_article_element(XmlNode element) {
  return element.name() == "main" || element.name() == "article" ||
         element.attribute("role") == "main";
}

PageFurniture::PageFurniture(XmlNode page) : page_(page) {
  measure();
  measure_beside();
  choose();
}

void PageFurniture::Amount::add(const Amount& other) {
  bytes += other.bytes;
  prose += other.prose;
  linked += other.linked;
  links += other.links;
}

void PageFurniture::measure() {
  int link_depth = 0;
  walk(
      page_,
      [&](XmlNode node) {
        if (node.is_element()) {
          elements_.emplace_back();
          node.set_mark(elements_.size());
          link_depth += node.name() == "a" ? 1 : 0;
          of(node).all.links = node.name() == "a" ? 1 : 0;
          return holds_no_text(node.name()) ? Visit::kSkip : Visit::kDescend;
        }
        if (!node.parent()) return Visit::kSkip;
        const std::size_t bytes = visible_bytes(node.content());
        const bool prose = link_depth == 0 && bytes >= kShortestProse;
        of(node.parent()).all.add({bytes, prose ? bytes : 0, link_depth > 0 ? bytes : 0, 0});
        return Visit::kSkip;
      },
      [&](XmlNode node) {
        link_depth -= node.name() == "a" ? 1 : 0;
        const bool title =
            node.name() == "h1" || (is_article_element(node) && node.name() != "article");
        of(node).holds_title = of(node).holds_title || title;
        if (node == page_) return;
        of(node.parent()).all.add(of(node).all);
        of(node.parent()).holds_title = of(node.parent()).holds_title || of(node).holds_title;
      });
}

/// How much prose is outside of everything that has a reason to be left out.
void PageFurniture::measure_beside() {
  int link_depth = 0;
  prose_beside_ = 0;
  walk(
      page_,
      [&](XmlNode node) {
        if (!node.is_element()) {
          const std::size_t bytes = visible_bytes(node.content());
          if (bytes >= kShortestProse && link_depth == 0) prose_beside_ += bytes;
          return Visit::kSkip;
        }
        if (node == page_) return Visit::kDescend;
        if (!reason_to_leave_out(node, true).empty()) return Visit::kSkip;
        link_depth += node.name() == "a" ? 1 : 0;
        return Visit::kDescend;
      },
      [&](XmlNode node) { link_depth -= node.name() == "a" ? 1 : 0; });
}

/// Neither most of the page nor a good part of its prose - or something that may well be longer
/// than the article, with enough of an article beside it.
bool PageFurniture::may_leave_out(XmlNode element, std::string_view reason) const {
  const Element& here = of(element);
  const Amount& page = of(page_).all;
  const bool small = here.all.bytes * 2 <= page.bytes &&
                     (here.all.prose * 10 <= page.prose * 3 || page.prose == 0);
  constexpr std::string_view kMayBeLong[] = {"comments", "footer", "aside",     "cookie notice",
                                             "popup",    "hidden", "navigation"};
  return small || (!here.holds_title && prose_beside_ >= kLeastArticle &&
                   std::ranges::find(kMayBeLong, reason) != std::end(kMayBeLong));
}

std::string_view PageFurniture::reason_to_leave_out(XmlNode element, bool inside_article) const {
  const std::string_view name = element.name();
  if (holds_no_text(name)) return furniture_element(name);
  if (is_kept_always(name)) return {};
  if (const std::string_view reason = furniture_element(name); !reason.empty()) return reason;
  if (name == "header" && !inside_article) return "site header";
  if (const std::string_view role = element.attribute("role"); !role.empty()) {
    const auto* row = std::ranges::find(kRoles, role, &RoleReason::role);
    if (row != std::end(kRoles)) return row->reason;
  }
  if (is_hidden(element)) return "hidden";
  const std::string_view reason = furniture_class(element.attribute("class"));
  return reason.empty() ? furniture_id(element.attribute("id")) : reason;
}

void PageFurniture::choose() {
  int article_depth = 0;
  walk(
      page_,
      [&](XmlNode node) {
        if (!node.is_element()) return Visit::kSkip;
        Element& element = of(node);
        const std::string_view reason = reason_to_leave_out(node, article_depth > 0);
        if (!reason.empty() && (holds_no_text(node.name()) || may_leave_out(node, reason))) {
          element.reason = reason;
          element.kept = {};
          return Visit::kSkip;
        }
        element.kept = element.all;
        article_depth += is_article_element(node) ? 1 : 0;
        return Visit::kDescend;
      },
      [&](XmlNode node) {
        article_depth -= is_article_element(node) ? 1 : 0;
        Amount& kept = of(node).kept;
        for (XmlNode child = node.first_child(); child; child = child.next()) {
          if (!child.is_element()) continue;
          kept.bytes -= of(child).all.bytes - of(child).kept.bytes;
          kept.prose -= of(child).all.prose - of(child).kept.prose;
        }
      });
}

}  // namespace medlar
