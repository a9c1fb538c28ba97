#include "corpus/readers/block_walker.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include "corpus/analysis/citation_mark.h"
#include "corpus/readers/text_builder.h"

namespace medlar {
namespace {

/// A "heading" longer than this is a paragraph whose closing tag was forgotten.
constexpr std::size_t kLongestHeading = 250;
/// A table cell longer than this is a column of the page, not a value.
constexpr std::size_t kLongestValue = 1500;
constexpr int kDeepestLevel = 6;

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// The text of an element whose marks are short, or empty where it is longer than a mark.
std::string short_text(XmlNode element) {
  constexpr int kMostNodes = 16;
  constexpr std::size_t kLongestMark = 48;
  std::string text;
  int nodes = 0;
  walk(
      element,
      [&](XmlNode node) {
        if (!node.is_element()) text += node.content().substr(0, kLongestMark);
        const bool is_short = ++nodes <= kMostNodes && text.size() < kLongestMark;
        if (!is_short) text.clear();
        return is_short ? Visit::kDescend : Visit::kStop;
      },
      [](XmlNode) {});
  return one_line(text);
}

bool holds_letter(std::string_view text) {
  return std::ranges::any_of(text, [](unsigned char c) { return std::isalpha(c) != 0; });
}

/// Figures that are raised, for whatever reason: citation marks and exponents. Not "1st", nor
/// what has brackets of its own ("[4]"), nor a charge, which is a part of the name ("Ca2+").
bool is_raised(std::string_view figures) {
  return figures.find_first_of("0123456789") != std::string_view::npos && !holds_letter(figures) &&
         figures.find_first_of("[]()+*") == std::string_view::npos && !figures.ends_with('-') &&
         !figures.ends_with("\u2212");
}

/// "<sup>131</sup>I": the number of an isotope, before the symbol of an element.
bool precedes_symbol(XmlNode sup) {
  const XmlNode next = sup.next();
  if (!next || next.is_element()) return false;
  const std::string_view text = next.content();
  if (text.empty() || text.front() == 'A' || !std::isupper(static_cast<unsigned char>(text[0]))) {
    return false;
  }
  const std::size_t end =
      text.size() > 1 && std::islower(static_cast<unsigned char>(text[1])) ? 2 : 1;
  return end == text.size() || std::isalpha(static_cast<unsigned char>(text[end])) == 0;
}

class SectionWriter {
 public:
  explicit SectionWriter(const BlockWalk& request) : walk_(request) { find_layout_tables(); }

  std::vector<Section> run() {
    walk(
        walk_.root, [this](XmlNode node) { return enter(node); },
        [this](XmlNode node) { leave(node); });
    finish_section();
    return std::move(sections_);
  }

 private:
  struct OpenHeading {
    XmlNode node;
    int level;
    std::string anchor;
  };
  struct Anchor {
    XmlNode element;
    std::string_view id;
  };
  struct OpenTable {
    std::size_t order;
    std::size_t cell_bytes = 0;
  };

  /// Tables that hold headings, tables or columns of text lay out a page: their cells are blocks.
  void find_layout_tables() {
    std::vector<OpenTable> open;
    walk(
        walk_.root,
        [&](XmlNode node) {
          if (!node.is_element()) {
            if (!open.empty()) {
              open.back().cell_bytes += node.content().size();
              if (open.back().cell_bytes > kLongestValue) is_layout_[open.back().order] = true;
            }
            return Visit::kSkip;
          }
          const BlockKind kind = kind_of(node);
          if (is_left_out(node, kind)) return Visit::kSkip;
          if (kind == BlockKind::kCell && !open.empty()) open.back().cell_bytes = 0;
          if (!open.empty() && (kind == BlockKind::kHeading || kind == BlockKind::kTable)) {
            is_layout_[open.back().order] = true;
          }
          if (kind == BlockKind::kTable) {
            open.push_back({is_layout_.size()});
            is_layout_.push_back(false);
          }
          return Visit::kDescend;
        },
        [&](XmlNode node) {
          if (kind_of(node) == BlockKind::kTable) open.pop_back();
        });
  }

  BlockKind kind_of(XmlNode node) const { return rule_of(walk_.rules, node).kind; }
  bool is_left_out(XmlNode node, BlockKind kind) const {
    return kind == BlockKind::kSkip || (walk_.leave_out && walk_.leave_out(node));
  }
  bool in_section_directly(XmlNode node) const {
    return node.parent() && kind_of(node.parent()) == BlockKind::kSection;
  }

  TextBuilder& out() { return heading_ ? heading_text_ : text_; }

  void add(std::string_view text) {
    if (preformatted_ == 0 && is_blank(text)) {
      if (!text.empty()) out().space();
      return;
    }
    if (!heading_) {
      fresh_anchors_.clear();
      named_anchor_ = {};
      if (resume_) {
        finish_section();
        current_ = std::move(*resume_);
        resume_.reset();
      }
    }
    std::string raised;
    if (raised_ > 0) text = raised = raised_figures(text);
    preformatted_ > 0 && cells_ == 0 && !heading_ ? out().add_preformatted(text) : out().add(text);
  }

  void block_break() {
    if (heading_ || cells_ > 0) {
      out().space();
    } else if (lists_ > 0) {
      out().line_break();
    } else {
      out().paragraph_break();
    }
  }

  void line_break() { heading_ || cells_ > 0 ? out().space() : out().line_break(); }

  void open_superscript(XmlNode node) {
    const bool is_isotope = !out().ends_in_word() && precedes_symbol(node);
    open_raised(!is_isotope && is_raised(short_text(node)));
  }

  /// A citation mark that is no <sup> is raised where it would be glued to a word; "[12]" and
  /// "3-5" stay together.
  void open_note(XmlNode node) {
    const std::string text = short_text(node);
    open_raised(raised_ == 0 && out().ends_in_word() && is_raised(text));
    if (raised_ == 0 && !out().ends_with_opening()) out().space();
  }

  void open_raised(bool is_raised) {
    opened_raised_.push_back(is_raised);
    raised_ += is_raised ? 1 : 0;
  }

  void close_raised() {
    const bool was_raised = opened_raised_.back();
    opened_raised_.pop_back();
    raised_ -= was_raised ? 1 : 0;
    if (was_raised) out().word_boundary();
  }

  Visit enter(XmlNode node) {
    if (!node.is_element()) {
      walk_.leave_out&& walk_.leave_out(node) ? out().space() : add(node.content());
      return Visit::kSkip;
    }
    const BlockRule rule = rule_of(walk_.rules, node);
    if (is_left_out(node, rule.kind)) {
      // Left out or not, it stood between what is before and what is behind it.
      if (rule.kind != BlockKind::kSkip) out().space();
      return Visit::kSkip;
    }
    if (const std::string_view id = node.attribute("id"); !id.empty() && !heading_) {
      fresh_anchors_.push_back({node, id});
    }
    switch (rule.kind) {
      case BlockKind::kHeading:
        open_heading(node, rule.level);
        break;
      case BlockKind::kSummary:
        open_heading(node, std::min(base_level_ + std::max(details_, 1), kDeepestLevel));
        break;
      case BlockKind::kSectionTitle:
        in_section_directly(node) ? open_heading(node, std::max(section_depth_, 1)) : block_break();
        break;
      case BlockKind::kSection:
        ++section_depth_;
        block_break();
        resumes_.push_back(position());
        break;
      case BlockKind::kDetails:
        ++details_;
        block_break();
        resumes_.push_back(position());
        break;
      case BlockKind::kLabel:
        if (in_section_directly(node)) return Visit::kSkip;
        out().word_boundary();
        break;
      case BlockKind::kList:
        block_break();
        ++lists_;
        break;
      case BlockKind::kTable:
        block_break();
        tables_.push_back(is_layout_[next_table_++]);
        break;
      case BlockKind::kRow:
        in_data_table() ? line_break() : block_break();
        break;
      case BlockKind::kCell:
        if (in_data_table()) {
          out().cell_boundary();
          ++cells_;
        } else {
          block_break();
        }
        break;
      case BlockKind::kPreformatted:
        block_break();
        ++preformatted_;
        break;
      case BlockKind::kSuperscript:
        open_superscript(node);
        break;
      case BlockKind::kNote:
        open_note(node);
        break;
      default:
        around(rule.kind);
    }
    if (node.name() == "a") named_anchor_ = node.attribute("name");
    return Visit::kDescend;
  }

  /// Elements that do the same before and behind their text.
  void around(BlockKind kind) {
    if (kind == BlockKind::kBlock) block_break();
    if (kind == BlockKind::kLine) line_break();
    if (kind == BlockKind::kField || kind == BlockKind::kLabel) out().word_boundary();
  }

  void leave(XmlNode node) {
    const BlockKind kind = kind_of(node);
    while (!fresh_anchors_.empty() && fresh_anchors_.back().element == node) {
      fresh_anchors_.pop_back();
    }
    if (heading_ && heading_->node == node) {
      close_heading();
      return;
    }
    switch (kind) {
      case BlockKind::kSection:
      case BlockKind::kDetails:
        --(kind == BlockKind::kSection ? section_depth_ : details_);
        block_break();
        resume(std::move(resumes_.back()));
        resumes_.pop_back();
        break;
      case BlockKind::kList:
        --lists_;
        block_break();
        break;
      case BlockKind::kTable:
        tables_.pop_back();
        block_break();
        break;
      case BlockKind::kRow:
        in_data_table() ? line_break() : block_break();
        break;
      case BlockKind::kCell:
        in_data_table() ? static_cast<void>(--cells_) : block_break();
        break;
      case BlockKind::kPreformatted:
        --preformatted_;
        block_break();
        break;
      case BlockKind::kSectionTitle:
        block_break();
        break;
      case BlockKind::kBreak:
        heading_ || cells_ > 0 || lists_ > 0 ? line_break() : out().rendered_line_break();
        break;
      case BlockKind::kSuperscript:
        close_raised();
        break;
      case BlockKind::kNote:
        close_raised();
        out().word_boundary();
        break;
      default:
        around(kind);
    }
  }

  bool in_data_table() const { return !tables_.empty() && !tables_.back(); }

  void open_heading(XmlNode node, int level) {
    if (heading_) return;
    std::string_view anchor = node.attribute("id");
    // A wrapper whose first words are this heading names it as well as the heading's own id.
    if (anchor.empty()) anchor = node.attribute("name");
    if (anchor.empty() && !fresh_anchors_.empty()) anchor = fresh_anchors_.back().id;
    if (anchor.empty()) anchor = named_anchor_;
    heading_ = OpenHeading{node, level, std::string(anchor)};
  }

  void close_heading() {
    const OpenHeading opened = std::move(*heading_);
    heading_.reset();
    std::string heading = heading_text_.take();
    if (heading.empty()) return block_break();
    const BlockKind kind = kind_of(opened.node);
    if (heading.size() > kLongestHeading) {
      block_break();
      add(heading);
      return block_break();
    }
    if (!title_seen_ && opened.level == 1 && says_the_same(heading, walk_.title)) {
      title_seen_ = true;
      if (current_.heading.empty()) return block_break();
      heading.clear();
    }
    resume_.reset();
    finish_section();
    current_.level = heading.empty() ? 0 : opened.level;
    current_.anchor = opened.anchor;
    current_.heading = std::move(heading);
    fresh_anchors_.clear();
    named_anchor_ = {};
    if (kind != BlockKind::kSummary) base_level_ = opened.level;
  }

  /// What a section is called, without its text.
  Section position() const {
    if (resume_) return *resume_;
    return {.heading = current_.heading,
            .level = current_.level,
            .anchor = current_.anchor,
            .text = {}};
  }

  void resume(Section section) {
    const bool elsewhere = section.heading != current_.heading || section.anchor != current_.anchor;
    resume_ = elsewhere ? std::optional<Section>(std::move(section)) : std::nullopt;
  }

  void finish_section() {
    current_.text = text_.take();
    if (!current_.heading.empty() || !current_.text.empty()) {
      sections_.push_back(std::move(current_));
    }
    current_ = {};
  }

  const BlockWalk& walk_;
  std::vector<bool> is_layout_;  // of each table in document order
  std::size_t next_table_ = 0;
  std::vector<Section> sections_;
  Section current_;
  TextBuilder text_;
  TextBuilder heading_text_;
  std::optional<OpenHeading> heading_;
  std::optional<Section> resume_;  // the section that goes on if text comes before a heading
  std::vector<Section> resumes_;
  std::vector<Anchor> fresh_anchors_;  // ids of open elements that hold no text yet
  std::string_view named_anchor_;      // <a name> just passed
  std::vector<bool> tables_;           // open tables: true for layout
  int base_level_ = 0;
  int section_depth_ = 0;
  int details_ = 0;
  int lists_ = 0;
  int cells_ = 0;
  int preformatted_ = 0;
  std::vector<bool> opened_raised_;  // open superscripts and notes: whether they raise figures
  int raised_ = 0;
  bool title_seen_ = false;
};

}  // namespace

BlockRule rule_of(const BlockRules& rules, XmlNode element) {
  const auto found = rules.find(element.name());
  return found == rules.end() ? BlockRule{} : found->second;
}

bool says_the_same(std::string_view a, std::string_view b) {
  const std::string left = one_line(a);
  const std::string right = one_line(b);
  return std::ranges::equal(left, right, [](unsigned char x, unsigned char y) {
    return x == y || (x < 0x80 && y < 0x80 && std::tolower(x) == std::tolower(y));
  });
}

std::vector<Section> sections_below(const BlockWalk& request) {
  return SectionWriter(request).run();
}

}  // namespace medlar
