#include "corpus/cleaning/main_content.h"

#include <algorithm>
#include <cctype>

#include "corpus/cleaning/html_rules.h"
#include "corpus/readers/text_builder.h"

namespace medlar {
namespace {

/// A text node of fewer bytes is as likely a button as a sentence.
constexpr std::size_t kShortestProse = 60;
/// Of pages with less text every word counts: no narrowing to their densest part.
constexpr std::size_t kLongPage = 1500;

std::size_t visible_bytes(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return c != ' ' && c != '\t' && c != '\n' && c != '\r'; }));
}

bool is_article_element(XmlNode element) {
  return element.name() == "main" || element.name() == "article" ||
         element.attribute("role") == "main";
}

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

/// Elements whose only work is to hold others: what a page is cut into.
bool is_box(XmlNode element) {
  constexpr std::string_view kBoxes[] = {
      "div", "section", "header", "footer", "nav", "aside", "form", "table",  "tbody", "tr",
      "td",  "center",  "h1",     "br",     "hr",  "a",     "img",  "figure", "span",  "article"};
  return std::ranges::find(kBoxes, element.name()) != std::end(kBoxes);
}

}  // namespace

void MainContent::Amount::add(const Amount& other) {
  bytes += other.bytes;
  prose += other.prose;
  linked += other.linked;
  links += other.links;
}

MainContent::MainContent(XmlNode page) : page_(page), root_(page) {
  measure();
  choose_furniture();
  choose_root();
  narrow_root();
}

void MainContent::measure() {
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
        if (node != page_) of(node.parent()).all.add(of(node).all);
      });
}

/// Neither most of the page nor a good part of its prose.
bool MainContent::may_leave_out(XmlNode element) const {
  const Amount& page = of(page_).all;
  const Amount& here = of(element).all;
  return here.bytes * 2 <= page.bytes && (here.prose * 10 <= page.prose * 3 || page.prose == 0);
}

std::string_view MainContent::reason_to_leave_out(XmlNode element, bool inside_article) const {
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

void MainContent::choose_furniture() {
  int article_depth = 0;
  walk(
      page_,
      [&](XmlNode node) {
        if (!node.is_element()) return Visit::kSkip;
        Element& element = of(node);
        std::string_view reason = reason_to_leave_out(node, article_depth > 0);
        // A box of links beside the article; inside it, lists of links may be its subject.
        const Amount& all = element.all;
        if (reason.empty() && article_depth == 0 && all.links >= 4 &&
            all.linked * 4 > all.bytes * 3) {
          reason = "links";
        }
        if (!reason.empty() && (holds_no_text(node.name()) || may_leave_out(node))) {
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

void MainContent::choose_root() {
  const Amount page = of(page_).kept;
  Amount least{page.bytes / 2, page.prose / 2};
  walk(
      page_,
      [&](XmlNode node) {
        if (!node.is_element() || !of(node).reason.empty()) return Visit::kSkip;
        // Of nested candidates the inner one wins as long as it holds most of the outer's text.
        const Amount& kept = of(node).kept;
        const bool most = page.prose > 0 ? kept.prose > least.prose : kept.bytes > least.bytes;
        if (is_article_element(node) && most) {
          root_ = node;
          least = {kept.bytes / 2, kept.prose / 2};
        }
        return Visit::kDescend;
      },
      [](XmlNode) {});
}

/// Goes down into the one box that holds nearly all prose, as long as beside it are boxes only: a
/// paragraph or a heading beside it belongs to the article.
void MainContent::narrow_root() {
  const Amount goal = of(root_).kept;
  XmlNode box = goal.bytes >= kLongPage ? root_ : XmlNode();
  while (box) {
    XmlNode inner;
    bool only_boxes = true;
    for (XmlNode child = box.first_child(); child; child = child.next()) {
      if (!child.is_element()) {
        only_boxes = only_boxes && visible_bytes(child.content()) < kShortestProse;
        continue;
      }
      const Element& element = of(child);
      if (!element.reason.empty()) continue;
      if (is_box(child) && element.kept.prose * 20 >= goal.prose * 17 &&
          element.kept.bytes * 10 >= goal.bytes * 6) {
        inner = child;
      } else {
        only_boxes = only_boxes && (is_box(child) || element.kept.bytes == 0);
      }
    }
    box = only_boxes ? inner : XmlNode();
    if (box) root_ = box;
  }
  for (XmlNode node = root_; node; node = node == page_ ? XmlNode() : node.parent()) {
    of(node).holds_root = true;
  }
}

bool MainContent::is_left_out(XmlNode element) const { return !of(element).reason.empty(); }

std::vector<DroppedText> MainContent::dropped() const {
  std::vector<DroppedText> out;
  const auto drop = [&out](std::string_view reason, const std::string& text) {
    std::string line = one_line(text);
    if (!line.empty()) out.push_back({std::string(reason), std::move(line)});
  };
  bool inside = false;
  walk(
      page_,
      [&](XmlNode node) {
        inside = inside || node == root_;
        if (!node.is_element()) {
          if (!inside) drop("outside the main content", std::string(node.content()));
          return Visit::kSkip;
        }
        if (!of(node).reason.empty()) {
          drop(of(node).reason, node.text());
          return Visit::kSkip;
        }
        if (inside || of(node).holds_root) return Visit::kDescend;
        drop("outside the main content", node.text());
        return Visit::kSkip;
      },
      [&](XmlNode node) { inside = inside && node != root_; });
  return out;
}

}  // namespace medlar
