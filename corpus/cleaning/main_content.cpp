#include "corpus/cleaning/main_content.h"

#include "corpus/cleaning/article_blocks.h"
#include "corpus/readers/text_builder.h"

namespace medlar {
namespace {

/// Of pages with less text every word counts.
constexpr std::size_t kLongPage = 350;

}  // namespace

MainContent::MainContent(XmlNode page, std::string_view title)
    : page_(page), root_(page), furniture_(page), holds_root_(furniture_.elements() + 1) {
  if (furniture_.kept(page_).bytes >= kLongPage) {
    choose_blocks(title);
  } else {
    choose_root();
  }
  for (XmlNode node = root_; node; node = node == page_ ? XmlNode() : node.parent()) {
    holds_root_[node.mark()] = true;
  }
}

void MainContent::choose_root() {
  const PageFurniture::Amount page = furniture_.kept(page_);
  PageFurniture::Amount least{page.bytes / 2, page.prose / 2};
  walk(
      page_,
      [&](XmlNode node) {
        if (!node.is_element() || !furniture_.reason(node).empty()) return Visit::kSkip;
        // Of nested candidates the inner one wins as long as it holds most of the outer's text.
        const PageFurniture::Amount& kept = furniture_.kept(node);
        const bool most = page.prose > 0 ? kept.prose > least.prose : kept.bytes > least.bytes;
        if (is_article_element(node) && most) {
          root_ = node;
          least = {kept.bytes / 2, kept.prose / 2};
        }
        return Visit::kDescend;
      },
      [](XmlNode) {});
}

void MainContent::choose_blocks(std::string_view title) {
  block_reasons_ = reasons_against(
      page_blocks(page_, title, [this](XmlNode node) { return !furniture_.reason(node).empty(); }));
  emptied_.resize(furniture_.elements() + 1);
  leave_out_emptied();
}

/// Elements of which all text is left out go with it, so that they leave no trace of their own.
void MainContent::leave_out_emptied() {
  struct Texts {
    std::size_t kept = 0;
    std::string_view reason;  // of the first that is not
  };
  std::vector<Texts> open(1);
  walk(
      page_,
      [&](XmlNode node) {
        if (node.is_element()) {
          if (!reason_of(node).empty()) return Visit::kSkip;
          open.emplace_back();
          return Visit::kDescend;
        }
        if (visible_bytes(node.content()) == 0) return Visit::kSkip;
        const std::string_view reason = reason_of(node);
        if (reason.empty()) {
          ++open.back().kept;
        } else if (open.back().reason.empty()) {
          open.back().reason = reason;
        }
        return Visit::kSkip;
      },
      [&](XmlNode node) {
        const Texts texts = open.back();
        open.pop_back();
        if (texts.kept == 0 && node != page_) emptied_[node.mark()] = texts.reason;
        open.back().kept += texts.kept;
        if (open.back().reason.empty()) open.back().reason = texts.reason;
      });
}

std::string_view MainContent::reason_of(XmlNode node) const {
  const std::uintptr_t block = node.mark();
  if (node.is_element()) {
    const std::string_view reason = furniture_.reason(node);
    return reason.empty() && block < emptied_.size() ? emptied_[block] : reason;
  }
  return block == 0 || block > block_reasons_.size() ? std::string_view()
                                                     : block_reasons_[block - 1];
}

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
        if (const std::string_view reason = reason_of(node); !reason.empty()) {
          drop(reason, node.text());
          return Visit::kSkip;
        }
        if (!node.is_element()) {
          if (!inside) drop("outside the main content", std::string(node.content()));
          return Visit::kSkip;
        }
        if (inside || holds_root_[node.mark()]) return Visit::kDescend;
        drop("outside the main content", node.text());
        return Visit::kSkip;
      },
      [&](XmlNode node) { inside = inside && node != root_; });
  return out;
}

}  // namespace medlar
