#include "corpus/cleaning/article_blocks.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "corpus/cleaning/html_rules.h"

namespace medlar {
namespace {

/// A block is kept above this score. Below 0, where either is as likely, because a sentence that is
/// lost costs a reader more than a line too much.
constexpr float kLeastScore = -0.5F;
/// Scores say "surely" at this size; more would let one block outvote a page.
constexpr float kHighestScore = 8;
/// Where there is no block.
constexpr float kBeyondPage = -2;
/// Of longer blocks only so many words count.
constexpr float kMostWords = 80;
/// What each neighbour of a list that is kept adds to the list's score.
constexpr double kListBonus = 0.8;

/// From -1 to 1.
float soft(float score) { return 2 / (1 + std::exp(-score)) - 1; }

/// Sums over runs of blocks.
class RunSums {
 public:
  template <typename Value>
  RunSums(std::size_t blocks, Value&& value) : sums_(blocks + 1, 0) {
    for (std::size_t i = 0; i < blocks; ++i) sums_[i + 1] = sums_[i] + value(i);
  }
  double of(std::size_t first, std::size_t end) const { return sums_[end] - sums_[first]; }
  double of(const PageElement& element) const { return of(element.first_block, element.end_block); }

 private:
  std::vector<double> sums_;
};

/// The element whose blocks are worth most together, of equals the innermost.
PageElement best_part(const PageBlocks& page, const RunSums& worth) {
  PageElement best{{}, kNoElement, 0, page.blocks.size()};
  for (const PageElement& element : page.elements) {
    if (worth.of(element) >= worth.of(best)) best = element;
  }
  return best;
}

/// For each element the outermost list or table around it, itself included, that is of one piece:
/// not the frame of a page, which is most of it, with headings and paragraphs.
std::vector<std::size_t> whole_groups(const PageBlocks& page) {
  constexpr float kLongestItem = 60;
  const std::size_t most = page.blocks.size() / 3;
  const RunSums prose(page.blocks.size(), [&page](std::size_t i) {
    return page.blocks[i].is_heading || page.blocks[i].words > kLongestItem ? 1 : 0;
  });
  std::vector<std::size_t> whole;
  whole.reserve(page.elements.size());
  for (std::size_t e = 0; e < page.elements.size(); ++e) {
    const PageElement& element = page.elements[e];
    const std::size_t outer = element.parent == kNoElement ? kNoElement : whole[element.parent];
    const BlockKind kind = rule_of(html_block_rules(), element.node).kind;
    if (kind != BlockKind::kList && kind != BlockKind::kTable) {
      whole.push_back(outer);
    } else if (element.end_block - element.first_block > most && prose.of(element) > 0) {
      whole.push_back(kNoElement);
    } else {
      whole.push_back(outer == kNoElement ? e : outer);
    }
  }
  return whole;
}

/// A list or table is of one piece: an item without the others says something else. What stands
/// between two pieces of the article is likely to be one itself, if it is not made of links.
void settle_groups(const PageBlocks& page, const std::vector<float>& scores, float least,
                   std::vector<bool>& kept) {
  const std::size_t n = page.blocks.size();
  const std::vector<std::size_t> whole = whole_groups(page);
  for (std::size_t i = 0; i < n;) {
    const std::size_t element = page.blocks[i].element;
    const std::size_t group = element == kNoElement ? kNoElement : whole[element];
    if (group == kNoElement) {
      ++i;
      continue;
    }
    const std::size_t end = std::max(page.elements[group].end_block, i + 1);
    double words = 0;
    double sum = 0;
    double linked = 0;
    for (std::size_t k = i; k < end; ++k) {
      const double weight = std::min(page.blocks[k].words, kMostWords) + 1;
      words += weight;
      sum += weight * scores[k];
      linked += weight * page.blocks[k].feature(Feature::kLinked);
    }
    double score = sum / words;
    if (linked < words / 2) {
      if (i > 0 && kept[i - 1]) score += kListBonus;
      if (end < n && kept[end]) score += kListBonus;
    }
    for (std::size_t k = i; k < end; ++k) kept[k] = score > least;
    i = end;
  }
}

/// A heading stays with what it is the heading of: the blocks up to the next one.
void settle_headings(const PageBlocks& page, const std::vector<float>& scores,
                     std::vector<bool>& kept) {
  constexpr float kSurelyNot = -5;
  constexpr float kHardly = -1.5F;
  constexpr std::size_t kReach = 12;
  const std::size_t n = page.blocks.size();
  for (std::size_t i = n; i-- > 0;) {
    if (!page.blocks[i].is_heading || i + 1 == n) continue;
    // A heading that is none of the article's by itself is not saved by one further down.
    bool heads_something = kept[i + 1];
    for (std::size_t k = i + 1; k < std::min(n, i + kReach); ++k) {
      const bool is_next = page.blocks[k].is_heading;
      heads_something = heads_something || (kept[k] && (!is_next || kept[i]));
      if (is_next) break;
    }
    kept[i] = heads_something && (kept[i] || scores[i] > (kept[i + 1] ? kSurelyNot : kHardly));
  }
}

/// Two things are copies rather than an author's repeating: a caption right behind one that says
/// the same (one for each width of screen), and all of it once more in one block without
/// paragraphs, as scripts and printers find it.
void leave_out_copies(const PageBlocks& page, std::vector<bool>& kept) {
  constexpr float kWholeText = 150;
  const auto may_be_all = [](const PageBlock& block) {
    return block.feature(Feature::kOther) > 0 && block.words >= kWholeText;
  };
  const bool remember = std::ranges::any_of(page.blocks, may_be_all);
  std::unordered_set<std::uint32_t> said;
  float said_words = 0;
  const std::vector<std::uint32_t>* before = nullptr;
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    const PageBlock& block = page.blocks[i];
    if (!kept[i] || block.shingles.empty()) continue;
    if (block.is_caption && before != nullptr && block.shingles == *before) {
      kept[i] = false;
    } else if (may_be_all(block) && block.words * 2 >= said_words) {
      const auto known =
          std::ranges::count_if(block.shingles, [&said](auto s) { return said.contains(s); });
      if (known * 10 >= std::ssize(block.shingles) * 9) kept[i] = false;
    }
    if (kept[i] && remember) {
      said.insert(block.shingles.begin(), block.shingles.end());
      said_words += block.words;
    }
    before = &block.shingles;
  }
}

/// A page that looks like no article still has some text that looks most like one.
float least_score(const PageBlocks& page, const std::vector<float>& scores) {
  constexpr float kFewWords = 50;
  constexpr float kLowest = -3;
  float least = kLeastScore;
  for (; least > kLowest; least -= 0.5F) {
    float words = 0;
    for (std::size_t i = 0; i < scores.size(); ++i) {
      words += scores[i] > least ? page.blocks[i].words : 0;
    }
    if (words >= kFewWords) break;
  }
  return least;
}

}  // namespace

std::vector<ContextFeatures> contexts_of(const PageBlocks& page, const std::vector<float>& scores) {
  const auto& blocks = page.blocks;
  const std::size_t n = blocks.size();
  const auto own = [&](std::size_t i) {
    return i < n ? std::clamp(scores[i], -kHighestScore, kHighestScore) : kBeyondPage;
  };
  const auto weight = [&](std::size_t i) { return std::min(blocks[i].words, kMostWords) + 1; };
  const RunSums weights(n, weight);
  const RunSums weighted(n, [&](std::size_t i) { return weight(i) * own(i); });
  const RunSums worth(n, [&](std::size_t i) { return weight(i) * soft(own(i)); });
  const PageElement whole{{}, kNoElement, 0, n};
  const auto mean = [&](std::size_t number) {
    const PageElement& element = number == kNoElement ? whole : page.elements[number];
    const double sum = weights.of(element);
    return sum > 0 ? static_cast<float>(weighted.of(element) / sum) : 0.0F;
  };
  const auto parent = [&](std::size_t number) {
    return number == kNoElement ? kNoElement : page.elements[number].parent;
  };
  const PageElement best = best_part(page, worth);
  std::vector<ContextFeatures> out;
  out.reserve(n);
  for (std::size_t i = 0; i < n; ++i) {
    const PageBlock& block = blocks[i];
    const bool inside = i >= best.first_block && i < best.end_block;
    const float into_best = static_cast<float>(i - best.first_block) /
                            static_cast<float>(best.end_block - best.first_block);
    // Numbers before the first wrap around to beyond the last, where own() knows them.
    const std::pair<Context, float> rows[] = {
        {Context::kBias, 1.0F},
        {Context::kOwn, own(i)},
        {Context::kOwnNegative, std::min(own(i), 0.0F)},
        {Context::kBetween, std::min(own(i - 1), own(i + 1))},
        {Context::kBefore, own(i - 1)},
        {Context::kAfter, own(i + 1)},
        {Context::kFurtherBefore, (own(i - 2) + own(i - 3) + own(i - 4)) / 3},
        {Context::kFurtherAfter, (own(i + 2) + own(i + 3) + own(i + 4)) / 3},
        {Context::kParent, mean(parent(block.element))},
        {Context::kGrandparent, mean(parent(parent(block.element)))},
        {Context::kGroup, block.group == kNoElement ? 0 : mean(block.group)},
        {Context::kPage, mean(kNoElement)},
        {Context::kInBest, inside ? 1.0F : 0.0F},
        {Context::kInBestOwn, inside ? own(i) : 0},
        {Context::kBestPosition, inside ? into_best : 0},
        {Context::kHeadingAfter, block.is_heading ? own(i + 1) : 0},
    };
    ContextFeatures features{};
    for (const auto& [context, value] : rows) features[static_cast<std::size_t>(context)] = value;
    out.push_back(features);
  }
  return out;
}

std::vector<bool> settled(const PageBlocks& page, const std::vector<float>& scores) {
  const float least = least_score(page, scores);
  std::vector<bool> kept;
  for (const float score : scores) kept.push_back(score > least);
  settle_groups(page, scores, least, kept);
  settle_headings(page, scores, kept);
  leave_out_copies(page, kept);
  return kept;
}

std::vector<std::string_view> reasons_against(const PageBlocks& page) {
  std::vector<float> own;
  for (const PageBlock& block : page.blocks) own.push_back(block_score(block.features));
  std::vector<float> scores;
  for (const ContextFeatures& context : contexts_of(page, own)) {
    scores.push_back(context_score(context));
  }
  const std::vector<bool> kept = settled(page, scores);
  std::vector<std::string_view> reasons(kept.size());
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (kept[i]) continue;
    const PageBlock& block = page.blocks[i];
    if (scores[i] > kLeastScore && !block.shingles.empty() && block.group == kNoElement) {
      reasons[i] = "repeated";
    } else {
      reasons[i] = block.feature(Feature::kLinked) > 0.5F ? "links" : "outside the main content";
    }
  }
  return reasons;
}

}  // namespace medlar
