#include "corpus/cleaning/text_furniture.h"

#include <algorithm>
#include <map>
#include <set>

#include "corpus/analysis/name_words.h"
#include "corpus/analysis/vocabulary.h"
#include "corpus/cleaning/end_matter.h"
#include "corpus/cleaning/phrase_table.h"
#include "corpus/cleaning/section_role.h"

namespace medlar {
namespace {

/// Menu rows and cookie notices are shorter; paragraphs that hold a phrase are longer.
constexpr std::size_t kLongestFurniture = 200;
/// Teasers are shorter. What is longer, behind an article's end, is kept.
constexpr std::size_t kLongestTeaser = 280;
/// A line of this length is no entry of a menu or a list of links.
constexpr std::size_t kLongestFragment = 120;
/// How many lines must say that a text is a saved page, and how many kinds of them.
constexpr std::size_t kFewestClues = 3;
constexpr std::size_t kFewestKinds = 2;
/// An article's paragraph.
constexpr std::size_t kShortestParagraph = 120;

constexpr std::string_view kBehindArticle = "behind the article";
constexpr std::string_view kAboveTitle = "above the title";
constexpr std::string_view kMenu = "menu";

const PhraseTable& phrases() {
  static const PhraseTable table(vocabulary_file("page_furniture.txt"));
  return table;
}

bool is_one_of(std::string_view reason, const auto& reasons) {
  return std::ranges::find(reasons, reason) != std::end(reasons);
}

/// Headings of a box: the fragments below them belong to it.
constexpr std::string_view kBoxes[] = {"related",     "comments",   "newsletter", "promotion",
                                       "advertising", "navigation", "contents",   "sharing"};
/// Boxes that may have an empty line below their heading.
constexpr std::string_view kLists[] = {"related", "contents"};
/// What an article that ends without credits is followed by. Share lines may stand within it.
constexpr std::string_view kFollowers[] = {"related",     "comments",    "newsletter", "promotion",
                                           "advertising", "site notice", "account"};
/// Boxes with sentences in them.
constexpr std::string_view kTeasers[] = {"related", "comments", "newsletter", "promotion"};

/// The label as people read it: "skip-link" -> "skip link". Lives as long as the program.
std::string_view reason_of(std::string_view label) {
  static const std::map<std::string_view, std::string> reasons = [] {
    std::map<std::string_view, std::string> all;
    for (const auto& words : vocabulary_lines(vocabulary_file("page_furniture.txt"))) {
      std::string reason(words.front());
      std::ranges::replace(reason, '-', ' ');
      all.emplace(words.front(), std::move(reason));
    }
    return all;
  }();
  const auto found = reasons.find(label);
  return found == reasons.end() ? label : std::string_view(found->second);
}

std::string_view reason_in_words(std::string_view line) {
  if (line.size() > kLongestFurniture) return {};
  const Phrase* const phrase = phrases().first_in(line);
  return phrase == nullptr ? std::string_view() : reason_of(phrase->label);
}

bool ends_like_sentence(std::string_view line) {
  while (line.ends_with('"') || line.ends_with(')') || line.ends_with("”") || line.ends_with(' ')) {
    line.remove_suffix(line.ends_with("”") ? std::string_view("”").size() : 1);
  }
  return line.ends_with('.') || line.ends_with('?') || line.ends_with('!') || line.ends_with(':');
}

std::size_t count_words(std::string_view line) { return name_words(line).size(); }

/// Entries between bars: "Home | Tests | Log in", "• Home • Prices •", "Home > Joints > Gout".
bool is_menu_row(std::string_view line) {
  if (line.size() > kLongestFurniture) return false;
  std::size_t bars = 0;
  for (const std::string_view bar : {" | ", " • ", " · ", " » ", " > ", " / ", "] ["}) {
    for (std::size_t at = line.find(bar); at != line.npos; at = line.find(bar, at + 1)) ++bars;
  }
  const bool is_bulleted = line.starts_with("•") && line.find("•", 3) != line.npos;
  if (bars + (is_bulleted ? 1 : 0) < 2) return false;
  return count_words(line) <= 6 * (bars + 1);
}

enum class Kind {
  kClue,      // the table knows it
  kFragment,  // short, and no sentence
  kSentence,  // short
  kProse,     // long
  kEnd,       // references, credits, disclaimer
};

struct LookedAt {
  Kind kind = Kind::kFragment;
  std::string_view reason;
};

LookedAt look_at(std::string_view line) {
  if (is_end_matter(role_of_line(line))) return {Kind::kEnd, {}};
  if (const std::string_view reason = reason_in_words(line); !reason.empty()) {
    return {Kind::kClue, reason};
  }
  if (is_menu_row(line)) return {Kind::kFragment, kMenu};
  if (line.size() >= kShortestParagraph && ends_like_sentence(line)) return {Kind::kProse, {}};
  if (line.size() > kLongestFragment) return {Kind::kProse, {}};
  return {ends_like_sentence(line) && count_words(line) >= 4 ? Kind::kSentence : Kind::kFragment,
          {}};
}

/// The lines of all blocks in a row, so that neighbours are found across empty lines.
struct Row {
  std::size_t block;
  std::string_view text;
  LookedAt seen;
  std::string_view reason;  // why it is dropped
};

class Furniture {
 public:
  explicit Furniture(const PlainPage& page) : page_(page) {
    for (std::size_t block = 0; block < page.blocks.size(); ++block) {
      for (const std::string& line : page.blocks[block].lines) {
        const bool is_title = block == page.title;
        rows_.push_back({block, line, is_title ? LookedAt{Kind::kProse, {}} : look_at(line), {}});
      }
    }
  }

  LineReasons reasons() {
    if (!is_saved_page()) return {};
    drop_clues();
    drop_boxes();
    drop_above_title();
    drop_behind_article();
    LineReasons all(page_.blocks.size());
    for (const Row& row : rows_) all[row.block].push_back(row.reason);
    return all;
  }

 private:
  bool is_saved_page() const {
    std::set<std::string_view> kinds;
    std::size_t clues = 0;
    bool has_prose = false;
    for (const Row& row : rows_) {
      has_prose = has_prose || (row.seen.kind == Kind::kProse && row.block != page_.title);
      if (!is_clue(row)) continue;
      ++clues;
      kinds.insert(row.seen.reason);
    }
    return has_prose && clues >= kFewestClues && kinds.size() >= kFewestKinds;
  }

  void drop_clues() {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      Row& row = rows_[i];
      if (row.seen.kind != Kind::kClue) continue;
      // "Home" or "Print" may be an entry of the article's own list, but not beside another clue.
      const bool is_word = count_words(row.text) == 1 && row.seen.reason != "advertising";
      const bool is_alone =
          !(i > 0 && is_clue(rows_[i - 1])) && !(i + 1 < rows_.size() && is_clue(rows_[i + 1]));
      const bool is_above = page_.title < page_.blocks.size() && row.block < page_.title;
      if (!(is_word && is_alone) || is_above) row.reason = row.seen.reason;
    }
  }

  /// Fragments below the heading of a box, where its block holds nothing else; of lists also the
  /// block below.
  void drop_boxes() {
    const std::vector<std::size_t> ends = ends_of_fragments();
    for (std::size_t i = 0; i + 1 < rows_.size(); ++i) {
      const std::string_view reason = rows_[i].reason;
      if (rows_[i].seen.kind != Kind::kClue || !is_one_of(reason, kBoxes)) continue;
      const bool goes_on = rows_[i + 1].block == rows_[i].block;
      // A single line below an empty one is a heading of the article.
      const bool is_list = is_one_of(reason, kLists) && ends[i + 1] > i + 2;
      if (!goes_on && !is_list) continue;
      for (std::size_t row = i + 1; row < ends[i + 1]; ++row) drop(rows_[row], reason);
    }
  }

  /// For each row the end of its block, where all from the row on are fragments or clues; else 0.
  /// What visitors write are sentences too.
  std::vector<std::size_t> ends_of_fragments() const {
    std::vector<std::size_t> ends(rows_.size(), 0);
    for (std::size_t i = rows_.size(); i-- > 0;) {
      const bool is_last = i + 1 == rows_.size() || rows_[i + 1].block != rows_[i].block;
      const Kind kind = rows_[i].seen.kind;
      if (kind != Kind::kFragment && kind != Kind::kClue) continue;
      ends[i] = is_last ? i + 1 : ends[i + 1];
    }
    return ends;
  }

  void drop_above_title() {
    if (page_.title == page_.blocks.size()) return;
    for (Row& row : rows_) {
      if (row.block >= page_.title) break;
      if (row.seen.kind == Kind::kFragment) {
        drop(row, row.seen.reason.empty() ? kAboveTitle : row.seen.reason);
      }
    }
  }

  /// From the first clue behind the article's last words on everything but long paragraphs. Where
  /// end matter closes the article, also the fragments before that clue.
  void drop_behind_article() {
    const bool is_closed = is_closed_by_end_matter();
    std::size_t last = rows_.size();
    while (last > 0 && !is_last_of_article(last - 1, is_closed)) --last;
    std::size_t begin = last;
    while (begin < rows_.size() &&
           !(is_closed ? is_clue(rows_[begin]) : is_one_of(rows_[begin].seen.reason, kFollowers))) {
      ++begin;
    }
    if (begin == rows_.size()) return;
    while (is_closed && begin > last && rows_[begin - 1].seen.kind == Kind::kFragment) --begin;
    for (std::size_t i = begin; i < rows_.size(); ++i) drop(rows_[i], kBehindArticle);
  }

  /// Whether references, credits or a disclaimer stand behind the article: most prose is before.
  bool is_closed_by_end_matter() const {
    std::size_t before = 0;
    std::size_t behind = 0;
    bool found = false;
    for (std::size_t i = rows_.size(); i-- > 0;) {
      found = found || rows_[i].seen.kind == Kind::kEnd;
      if (rows_[i].seen.kind == Kind::kProse) (found ? before : behind) += rows_[i].text.size();
    }
    return found && before >= 3 * behind && before > 0;
  }

  bool is_last_of_article(std::size_t i, bool is_closed) const {
    const Row& row = rows_[i];
    if (!row.reason.empty()) return false;
    if (row.seen.kind == Kind::kEnd || row.block == page_.title) return true;
    if (row.seen.kind == Kind::kProse && row.text.size() > kLongestTeaser) return true;
    // A question is as well the headline of another page.
    const bool is_words = row.seen.kind == Kind::kProse ||
                          (row.seen.kind == Kind::kSentence && !row.text.ends_with('?'));
    return is_words && !is_closed && !is_teaser(i);
  }

  /// A sentence with the heading or the link of a teaser right before and right behind it.
  bool is_teaser(std::size_t i) const {
    const auto is_teasing = [](const Row& row) {
      return row.seen.kind == Kind::kClue && is_one_of(row.seen.reason, kTeasers);
    };
    return i > 0 && is_teasing(rows_[i - 1]) && i + 1 < rows_.size() && is_teasing(rows_[i + 1]);
  }

  static bool is_clue(const Row& row) {
    return row.seen.kind == Kind::kClue || row.seen.reason == kMenu;
  }

  static void drop(Row& row, std::string_view reason) {
    if (row.reason.empty()) row.reason = reason;
  }

  PlainPage page_;
  std::vector<Row> rows_;
};

}  // namespace

bool says_it_is_furniture(std::string_view line) { return !reason_in_words(line).empty(); }

LineReasons text_furniture(const PlainPage& page) { return Furniture(page).reasons(); }

}  // namespace medlar
