#include "corpus/cleaning/page_blocks.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>

#include "corpus/cleaning/block_text.h"
#include "corpus/cleaning/html_rules.h"

namespace medlar {
namespace {

/// Shorter texts repeat by chance.
constexpr float kLeastRepeated = 10;
/// A heading rules over so many blocks at most, if no other comes.
constexpr int kHeadingReach = 30;
constexpr int kRightUnderHeading = 6;
/// Traits of so many elements around a text are near ones.
constexpr std::size_t kNearLevels = 3;
/// An article element of fewer words is not the page's main one for holding its first heading.
constexpr float kLeastArticleWords = 60;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  return text;
}

bool breaks_lines(BlockKind kind) {
  return kind != BlockKind::kInline && kind != BlockKind::kSuperscript &&
         kind != BlockKind::kBreak && kind != BlockKind::kNote;
}

class BlockCutter {
 public:
  BlockCutter(std::string_view title, const std::function<bool(XmlNode)>& leave_out)
      : title_(bare_text(title)), leave_out_(leave_out) {}

  PageBlocks cut(XmlNode page) {
    walk(
        page, [this](XmlNode node) { return enter(node); }, [this](XmlNode node) { leave(node); });
    finish_block();
    look_around();
    return std::move(out_);
  }

 private:
  struct Open {
    std::uint64_t own = 0;  // traits
    std::uint64_t around = 0;
    std::size_t element = kNoElement;
    std::size_t group = kNoElement;
    std::size_t article = kNoElement;
    BlockKind kind = BlockKind::kInline;
  };

  Visit enter(XmlNode node) {
    if (!node.is_element()) {
      add(node);
      return Visit::kSkip;
    }
    const BlockKind kind = rule_of(html_block_rules(), node).kind;
    if (kind == BlockKind::kSkip || leave_out_(node)) {
      if (kind != BlockKind::kSkip) finish_block();
      return Visit::kSkip;
    }
    Open open = open_.empty() ? Open{} : open_.back();
    open.kind = kind;
    open.own = traits_of(node);
    open.around |= open.own;
    if (kind == BlockKind::kBreak) {
      // Two in a row leave an empty line.
      if (blank_since_break_) finish_block();
      blank_since_break_ = true;
    }
    if (breaks_lines(kind)) {
      finish_block();
      out_.elements.push_back({node, open.element, out_.blocks.size(), 0});
      open.element = out_.elements.size() - 1;
      if (kind == BlockKind::kList || kind == BlockKind::kTable) open.group = open.element;
      if (node.name() == "article") open.article = open.element;
    }
    open_.push_back(open);
    link_depth_ += node.name() == "a" ? 1 : 0;
    return Visit::kDescend;
  }

  void leave(XmlNode node) {
    link_depth_ -= node.name() == "a" ? 1 : 0;
    if (breaks_lines(open_.back().kind)) {
      finish_block();
      out_.elements[open_.back().element].end_block = out_.blocks.size();
    }
    open_.pop_back();
  }

  void add(XmlNode node) {
    const std::string_view content = node.content();
    node.set_mark(out_.blocks.size() + 1);
    if (std::ranges::all_of(content, is_space)) {
      if (!text_.empty()) text_ += ' ';
      return;
    }
    blank_since_break_ = false;
    if (text_.empty() && !open_.empty()) {
      around_text_ = open_.back();
      near_ = 0;
      for (std::size_t i = 0; i < kNearLevels && i < open_.size(); ++i) {
        near_ |= open_[open_.size() - 1 - i].own;
      }
    }
    if (link_depth_ > 0) linked_bytes_ += content.size();
    bytes_ += content.size();
    text_ += content;
  }

  void finish_block() {
    blank_since_break_ = false;
    if (text_.empty()) return;
    const std::string_view text = trimmed(text_);
    PageBlock block;
    block.element = around_text_.element;
    block.group = around_text_.group;
    block.words = add_text_features(text, block.features);
    block.is_caption = (around_text_.around & (bit(Trait::kCaptionWords) | bit(Trait::kFigure) |
                                               bit(Trait::kGalleryWords))) != 0;
    if (block.words >= kLeastRepeated) block.shingles = shingles_of(text);
    add_place(block);
    add_title_and_headings(block, text);
    articles_.push_back(around_text_.article);
    out_.blocks.push_back(std::move(block));
    text_.clear();
    linked_bytes_ = bytes_ = 0;
  }

  static void set(PageBlock& block, Feature feature, float value) {
    block.features[static_cast<std::size_t>(feature)] = value;
  }
  static void claim(PageBlock& block, Feature feature, bool holds) {
    set(block, feature, holds ? 1 : 0);
  }

  /// What the elements around it say.
  void add_place(PageBlock& block) const {
    const float linked = static_cast<float>(linked_bytes_) / static_cast<float>(bytes_);
    set(block, Feature::kBias, 1);
    set(block, Feature::kLinked, linked);
    claim(block, Feature::kAllLinked, linked > 0.9F);
    claim(block, Feature::kAllLinkedShort, linked > 0.9F && block.words < 12);
    BlockKind kind = BlockKind::kBlock;
    bool paragraph = false;
    if (block.element != kNoElement) {
      const XmlNode element = out_.elements[block.element].node;
      kind = rule_of(html_block_rules(), element).kind;
      paragraph = element.name() == "p";
    }
    block.is_heading = kind == BlockKind::kHeading || kind == BlockKind::kSummary;
    const bool item = kind == BlockKind::kLine;
    const bool cell = kind == BlockKind::kCell;
    claim(block, Feature::kParagraph, paragraph);
    claim(block, Feature::kHeading, block.is_heading);
    claim(block, Feature::kItem, item);
    claim(block, Feature::kCell, cell);
    claim(block, Feature::kOther, !paragraph && !block.is_heading && !item && !cell);
    for (std::size_t i = 0; i < kTraits; ++i) {
      const auto has = [i](std::uint64_t traits) { return (traits >> i & 1U) != 0 ? 1.0F : 0.0F; };
      block.features[static_cast<std::size_t>(Feature::kFirstTrait) + i] = has(around_text_.around);
      block.features[static_cast<std::size_t>(Feature::kFirstNearTrait) + i] = has(near_);
    }
  }

  void add_title_and_headings(PageBlock& block, std::string_view text) {
    constexpr std::size_t kCompared = 200;
    std::string bare = bare_text(text.substr(0, kCompared));
    claim(block, Feature::kSaysTitle,
          bare.size() > 5 &&
              (bare == title_ || (block.words >= 4 && title_.find(bare) != std::string::npos)));
    if (heading1_ == kNoElement && block.element != kNoElement &&
        out_.elements[block.element].node.name() == "h1") {
      heading1_ = out_.blocks.size();
    }
    // A short line that says "Related" is a heading even if it is not marked up as one.
    const bool furniture = is_furniture_heading(bare);
    if (block.is_heading || (block.words < 6 && furniture)) {
      under_furniture_ = furniture;
      since_heading_ = 0;
    }
    if (!block.is_heading) ++since_heading_;
    claim(block, Feature::kUnderHeading, since_heading_ < kRightUnderHeading);
    claim(block, Feature::kUnderFurnitureHeading,
          under_furniture_ && since_heading_ < kHeadingReach);
    texts_.push_back(block.words >= 3 ? std::move(bare) : std::string());
  }

  std::size_t parent_of(const PageBlock& block) const {
    return block.element == kNoElement ? kNoElement : out_.elements[block.element].parent;
  }

  /// What takes the whole page to know.
  void look_around() {
    std::vector<PageBlock>& blocks = out_.blocks;
    std::unordered_map<std::string_view, int> times;
    std::unordered_map<std::size_t, float> paragraphs;
    std::unordered_map<std::size_t, int> children;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (!texts_[i].empty()) ++times[texts_[i]];
      ++children[parent_of(blocks[i])];
      if (blocks[i].feature(Feature::kParagraph) > 0 && blocks[i].words >= 10 &&
          blocks[i].feature(Feature::kLinked) < 0.5F) {
        ++paragraphs[parent_of(blocks[i])];
      }
    }
    std::unordered_map<std::size_t, float> article_words;
    const std::size_t main = main_article(article_words);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      PageBlock& block = blocks[i];
      const float place = static_cast<float>(i) / static_cast<float>(blocks.size());
      claim(block, Feature::kInOtherArticle, articles_[i] != kNoElement && articles_[i] != main);
      claim(block, Feature::kOneOfManyArticles,
            articles_[i] != kNoElement && article_words.size() > 3);
      claim(block, Feature::kRepeated, !texts_[i].empty() && times[texts_[i]] > 1);
      set(block, Feature::kParagraphsBeside, std::log(1 + paragraphs[parent_of(block)]) / 3);
      claim(block, Feature::kAloneInParent, children[parent_of(block)] < 2);
      set(block, Feature::kPosition, place);
      set(block, Feature::kPositionSquared, place * place);
      claim(block, Feature::kBeforeHeading1, heading1_ != kNoElement && i < heading1_);
    }
  }

  /// The article element with the page's first heading, else the one with the most words.
  std::size_t main_article(std::unordered_map<std::size_t, float>& words) const {
    std::size_t main = kNoElement;
    for (std::size_t i = 0; i < out_.blocks.size(); ++i) {
      if (articles_[i] == kNoElement) continue;
      const float here = words[articles_[i]] += out_.blocks[i].words;
      if (main == kNoElement || here > words[main]) main = articles_[i];
    }
    if (heading1_ == kNoElement || articles_[heading1_] == kNoElement) return main;
    return words[articles_[heading1_]] >= kLeastArticleWords ? articles_[heading1_] : main;
  }

  PageBlocks out_;
  std::string title_;
  const std::function<bool(XmlNode)>& leave_out_;
  std::vector<Open> open_;
  std::vector<std::string> texts_;     // bare, of each block; empty when it is short
  std::vector<std::size_t> articles_;  // the innermost article element around each block
  std::string text_;                   // of the block that is being read
  Open around_text_;
  std::uint64_t near_ = 0;
  std::size_t linked_bytes_ = 0;
  std::size_t bytes_ = 0;
  int link_depth_ = 0;
  bool blank_since_break_ = false;
  std::size_t heading1_ = kNoElement;  // the block that is the page's first <h1>
  bool under_furniture_ = false;
  int since_heading_ = kHeadingReach;
};

}  // namespace

PageBlocks page_blocks(XmlNode page, std::string_view title,
                       const std::function<bool(XmlNode)>& leave_out) {
  return BlockCutter(title, leave_out).cut(page);
}

}  // namespace medlar
