#include "corpus/cleaning/near_copy.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <unordered_map>
#include <utility>

#include "corpus/analysis/vocabulary.h"
#include "corpus/cleaning/copy_sketch.h"

namespace medlar {
namespace {

// A longer run of words against another is no wording of one sentence: only what would be said
// of both, its numbers and telling words, is compared, up to the second length.
constexpr std::size_t kSlotWords = 8;
constexpr std::size_t kPassageWords = 1000;
constexpr std::size_t kPassageContext = 16;  // words that are the same around it, at least

// A word put in ("do NOT take") changes a sentence; a whole sentence more does not.
constexpr std::size_t kInsertedWords = 3;

// One word for another so often is not a slip of the pen but the subject.
constexpr std::size_t kExchanges = 3;

// Of a place in one text its like in the other is where so many words around it agree best, among
// so many places that begin alike.
constexpr std::size_t kContextWords = 32;
constexpr std::size_t kMostPlaces = 1000;

/// Where a word stands in the table of telling words.
struct Meaning {
  std::size_t line = 0;
  std::size_t side = 0;
  bool is_choice = false;  // false: it tells by being there or not

  auto operator<=>(const Meaning&) const = default;
};

std::optional<Meaning> meaning_of(std::uint64_t hash) {
  static const auto all = [] {
    std::unordered_map<std::uint64_t, Meaning> table;
    Meaning meaning;
    for (const auto& line : vocabulary_lines(vocabulary_file("telling_words.txt"))) {
      meaning = {meaning.line + 1, 0, std::ranges::find(line, "|") != line.end()};
      for (const std::string_view word : line) {
        std::vector<ComparedWord> alike;
        add_compared_words(word, alike);
        for (const ComparedWord& one : alike) table.emplace(one.hash, meaning);
        if (word == "|") ++meaning.side;
      }
    }
    return table;
  }();
  const auto found = all.find(hash);
  return found == all.end() ? std::nullopt : std::optional(found->second);
}

using Meanings = std::set<Meaning>;

/// True where one has a word that tells by being there and the other none, or where they have
/// different sides of a choice.
bool contradict(const Meanings& a, const Meanings& b) {
  for (const auto& [some, others] : {std::pair(&a, &b), std::pair(&b, &a)}) {
    for (const Meaning& meaning : *some) {
      if (others->contains(meaning)) continue;
      if (!meaning.is_choice ||
          std::ranges::find(*others, meaning.line, &Meaning::line) != others->end()) {
        return true;
      }
    }
  }
  return false;
}

/// How many of the different shingles of a text the other one has.
std::size_t count_shared(const ShingledText& a, const ShingledText& b) {
  return static_cast<std::size_t>(
      std::ranges::count_if(a.different(), [&b](std::uint64_t shingle) { return b.has(shingle); }));
}

using Words = std::span<const ComparedWord>;

/// What stands in `words` and not, or not as often, in `others`; sorted.
std::vector<ComparedWord> only_in(Words words, Words others) {
  const auto sorted = [](Words list) {
    std::vector<ComparedWord> copy(list.begin(), list.end());
    std::ranges::sort(copy, {}, &ComparedWord::hash);
    return copy;
  };
  std::vector<ComparedWord> rest;
  std::ranges::set_difference(sorted(words), sorted(others), std::back_inserter(rest), {},
                              &ComparedWord::hash, &ComparedWord::hash);
  return rest;
}

bool has_sign(const std::vector<ComparedWord>& words) {
  return std::ranges::any_of(words, &ComparedWord::is_sign);
}

std::uint64_t hash_of(const std::vector<ComparedWord>& words) {
  std::uint64_t hash = 0;
  for (const ComparedWord& word : words) hash = mixed(hash, word.hash);
  return hash;
}

/// Judges the places at which two texts differ; false once one of them tells the texts apart.
class Differences {
 public:
  Differences(const std::vector<std::uint64_t>& title, TitleSays says)
      : title_(title), says_(says) {}

  bool may_differ(Words ours, Words theirs) {
    const auto mine = only_in(ours, theirs);
    const auto other = only_in(theirs, ours);
    if (mine.empty() && other.empty()) return true;
    if (mine.empty() || other.empty()) {
      const auto& more = mine.empty() ? other : mine;
      return more.size() > kInsertedWords || !contradict(meanings(more), {});
    }
    if (has_sign(mine) && has_sign(other)) return false;
    const std::size_t more = std::max(mine.size(), other.size());
    const std::size_t less = std::min(mine.size(), other.size());
    if ((has_sign(mine) || has_sign(other)) && more - less < kInsertedWords) return false;
    if (contradict(meanings(mine), meanings(other))) return false;
    if (more > kSlotWords || !has_content(mine) || !has_content(other)) return true;
    return says_ == TitleSays::kSubject &&
           ++exchanges_[{hash_of(mine), hash_of(other)}] < kExchanges;
  }

 private:
  /// True for a word that names, once more, what both are about.
  bool is_of_title(const ComparedWord& word) const {
    return std::ranges::find(title_, word.hash) != title_.end();
  }

  bool has_content(const std::vector<ComparedWord>& words) const {
    return std::ranges::any_of(words, [&](const ComparedWord& word) {
      return !is_compared_stop_word(word.hash) && !is_of_title(word);
    });
  }

  Meanings meanings(const std::vector<ComparedWord>& words) const {
    Meanings found;
    for (const ComparedWord& word : words) {
      const auto meaning = is_of_title(word) ? std::nullopt : meaning_of(word.hash);
      if (meaning) found.insert(*meaning);
    }
    return found;
  }

  const std::vector<std::uint64_t>& title_;
  TitleSays says_;
  std::map<std::pair<std::uint64_t, std::uint64_t>, std::size_t> exchanges_;
};

constexpr std::uint32_t kFree = std::numeric_limits<std::uint32_t>::max();  // of slots

struct Run {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// How many words are the same before two places, or behind them.
std::size_t alike_before(Words a, Words b) {
  std::size_t count = 0;
  while (count < std::min({a.size(), b.size(), kContextWords}) &&
         a[a.size() - 1 - count] == b[b.size() - 1 - count]) {
    ++count;
  }
  return count;
}

std::size_t alike_behind(Words a, Words b) {
  std::size_t count = 0;
  while (count < std::min({a.size(), b.size(), kContextWords}) && a[count] == b[count]) ++count;
  return count;
}

/// What stands in `b` where `a` has the run: between the same words. Of several such places that
/// where most is alike around it.
std::optional<Words> counterpart(const ShingledText& a, const Run& run, const ShingledText& b) {
  const Words ours(a.text().words);
  const Words theirs(b.text().words);
  const auto lefts = b.places_of(a.shingles()[run.begin - kShingleWords]);
  const auto rights = b.places_of(a.shingles()[run.end]);
  std::optional<Words> best;
  std::size_t most_alike = 0;
  for (const std::uint32_t left : lefts.first(std::min(lefts.size(), kMostPlaces))) {
    const std::size_t begin = left + kShingleWords;
    const auto right = std::ranges::lower_bound(rights, begin);
    if (right == rights.end() || *right - begin > kPassageWords) continue;
    const std::size_t alike = alike_before(ours.first(run.begin), theirs.first(begin)) +
                              alike_behind(ours.subspan(run.end), theirs.subspan(*right));
    const std::size_t size = *right - begin;
    if (alike <= most_alike || (size > kSlotWords && alike < kPassageContext)) continue;
    most_alike = alike;
    best = theirs.subspan(begin, size);
  }
  return best;
}

/// The runs of words of `a` that stand in no shingle of `b`.
std::vector<Run> own_runs(const ShingledText& a, const ShingledText& b) {
  std::vector<Run> runs;
  std::size_t shared_to = 0;  // where the shared words so far end
  for (std::size_t i = 0; i < a.shingles().size(); ++i) {
    if (!b.has(a.shingles()[i])) continue;
    if (i > shared_to) runs.push_back({shared_to, i});
    shared_to = i + kShingleWords;
  }
  const std::size_t end = a.text().words.size();
  if (shared_to < end) runs.push_back({shared_to, end});
  return runs;
}

/// Words in runs that are no frame but more article: amid what both have, or, before and behind it,
/// those that speak of what the title names.
std::size_t own_content(const ComparedText& text, const std::vector<Run>& runs) {
  const Words all(text.words);
  std::size_t count = 0;
  for (const Run& run : runs) {
    const Words words = all.subspan(run.begin, run.end - run.begin);
    const bool is_amid = run.begin > 0 && run.end < all.size();
    if (is_amid || std::ranges::any_of(words, [&](const ComparedWord& word) {
          return std::ranges::find(text.title, word.hash) != text.title.end();
        })) {
      count += words.size();
    }
  }
  return count;
}

/// The same for a few words at the beginning or the end of `a`: what `b` has there next to what
/// both have. Of a longer text there, which may be a frame, only as much is compared.
std::optional<Words> counterpart_at_edge(const ShingledText& a, const Run& run,
                                         const ShingledText& b) {
  const std::size_t size = run.end - run.begin;
  if (size > kSlotWords || size == a.text().words.size()) return std::nullopt;
  const bool is_begin = run.begin == 0;
  const auto places = b.places_of(a.shingles()[is_begin ? run.end : run.begin - kShingleWords]);
  const std::size_t most = size + kInsertedWords;
  const Words theirs(b.text().words);
  if (is_begin) {
    const std::size_t end = places.front();
    return theirs.first(end).last(std::min(end, most));
  }
  const std::size_t begin = places.back() + kShingleWords;
  return theirs.subspan(begin, std::min(theirs.size() - begin, most));
}

/// Looks at each run of words of `a` that `b` lacks, if both go on alike beside it.
bool may_differ(const ShingledText& a, const std::vector<Run>& runs, const ShingledText& b,
                Differences differences) {
  const Words ours(a.text().words);
  for (const Run& run : runs) {
    const std::size_t size = run.end - run.begin;
    if (size > kPassageWords) continue;
    const bool is_at_edge = run.begin == 0 || run.end == ours.size();
    const auto theirs = is_at_edge ? counterpart_at_edge(a, run, b) : counterpart(a, run, b);
    if (theirs && !differences.may_differ(ours.subspan(run.begin, size), *theirs)) {
      return false;
    }
  }
  return true;
}

}  // namespace

/// The slot that has a shingle's number, or where it would be put.
std::size_t ShingledText::slot_of(std::uint64_t shingle) const {
  std::size_t slot = shingle & (slots_.size() - 1);
  while (slots_[slot] != kFree && different_[slots_[slot]] != shingle) {
    slot = (slot + 1) & (slots_.size() - 1);
  }
  return slot;
}

/// In different_; kFree for one that is not there.
std::size_t ShingledText::number_of(std::uint64_t shingle) const {
  return slots_[slot_of(shingle)];
}

std::span<const std::uint32_t> ShingledText::places_of(std::uint64_t shingle) const {
  const std::size_t number = number_of(shingle);
  if (number == kFree) return {};
  return std::span(places_).subspan(begins_[number], begins_[number + 1] - begins_[number]);
}

ShingledText::ShingledText(ComparedText compared)
    : text_(std::move(compared)),
      shingles_(medlar::shingles(text_.words)),
      slots_(std::bit_ceil(2 * shingles_.size() + 1), kFree) {
  std::vector<std::uint32_t> numbers;  // of the shingles, in their order
  numbers.reserve(shingles_.size());
  different_.reserve(shingles_.size());
  for (const std::uint64_t shingle : shingles_) {
    std::uint32_t& number = slots_[slot_of(shingle)];
    if (number == kFree) {
      number = static_cast<std::uint32_t>(different_.size());
      different_.push_back(shingle);
    }
    numbers.push_back(number);
  }
  begins_.resize(different_.size() + 2);  // two on, so that each comes to its place by counting
  for (const std::uint32_t number : numbers) ++begins_[number + 2];
  for (std::size_t i = 2; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
  places_.resize(shingles_.size());
  for (std::uint32_t i = 0; i < numbers.size(); ++i) places_[begins_[numbers[i] + 1]++] = i;
}

bool are_near_copies(const ShingledText& a, const ShingledText& b, TitleSays says) {
  const ComparedText& ours = a.text();
  const ComparedText& theirs = b.text();
  if (ours.language != theirs.language || ours.title != theirs.title) return false;
  const std::size_t shorter = std::min(ours.words.size(), theirs.words.size());
  if (shorter < kMinNearWords) return false;
  const std::size_t shared = count_shared(a, b);
  const std::size_t all = a.different().size() + b.different().size() - shared;
  const std::size_t least = std::min(a.different().size(), b.different().size());
  if (static_cast<double>(shared) < kMinResemblance * static_cast<double>(all) ||
      static_cast<double>(shared) < kMinContainment * static_cast<double>(least)) {
    return false;
  }
  const auto runs_of_a = own_runs(a, b);
  const auto runs_of_b = own_runs(b, a);
  const std::size_t own = own_content(ours, runs_of_a) + own_content(theirs, runs_of_b);
  return static_cast<double>(own) <= kMaxOwnContent * static_cast<double>(shorter) &&
         may_differ(a, runs_of_a, b, Differences(ours.title, says)) &&
         may_differ(b, runs_of_b, a, Differences(ours.title, says));
}

}  // namespace medlar
