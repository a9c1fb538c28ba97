#include "query/spelling/speller.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "corpus/analysis/folding.h"
#include "corpus/analysis/known_words.h"
#include "corpus/analysis/sound_key.h"
#include "query/spelling/candidates.h"
#include "query/spelling/context_words.h"
#include "query/spelling/slip_cost.h"
#include "query/spelling/spelling_lists.h"
#include "query/spelling/word_blanks.h"
#include "query/spelling/word_forms.h"
#include "query/spelling/word_standing.h"

namespace medlar {
namespace {

using Certainty = SpellingChange::Certainty;

// All of these were chosen on tests/relevance/spelling_cases.tsv, in slips where not told
// otherwise.
constexpr double kSuggestedBeyond = 1.25;  // times the allowance for a change
constexpr double kNameLikeShare = 0.7;     // of the allowance, for what may be a name
constexpr double kClearMargin = 0.06;      // between the best and another, for a change
constexpr double kLookAlikeMargin = 0.5;   // between names that are mistaken for each other
constexpr double kOneSlip = 1.0;    // for words that are known, and may be slips all the same
constexpr double kSplitCost = 0.7;  // of a blank that is missing

constexpr std::size_t kShortWord = 5;        // letters: so few are near to very much
constexpr std::uint32_t kFrequent = 20;      // of a word that is meant often enough to be guessed
constexpr double kOneVowel = 0.8;            // that is missing
constexpr double kSmallSlip = 0.6;           // else it must be as near as this
constexpr std::uint32_t kVeryFrequent = 50;  // of a word that a rare one may mean
constexpr std::uint64_t kOftenSideBySide = 10;  // articles: not by chance
constexpr std::size_t kMaxSuggested = 3;

constexpr std::string_view kVowels = "aeiou";

/// True when the best candidate is so near that it may be rare: the more so the longer it is, and
/// of a short one when no other is near.
bool is_near(std::string_view folded, const std::vector<SpellingCandidate>& candidates,
             double allowed) {
  const SpellingCandidate& best = candidates.front();
  if (folded.size() <= kShortWord) {
    return best.is_listed && best.cost <= kOneVowel &&
           (candidates.size() == 1 || candidates[1].score > best.score + kContest);
  }
  return best.cost <= kSmallSlip ||
         (best.is_listed && best.cost <= std::max(kOneSlip, kNameLikeShare * allowed));
}

}  // namespace

struct Speller::Impl {
  SpellingTargets targets;
  SpellingEvidence evidence;

  bool has_all(std::string_view words) const;
  std::optional<SpellingChange> listed_change(const QueryWord& word) const;
  std::optional<SpellingChange> searched_change(const std::vector<QueryWord>& words, std::size_t at,
                                                const WordStanding& standing) const;
  void prefer_nearest_form(std::vector<SpellingCandidate>& candidates) const;
  bool is_certain(const QueryWord& word, const std::vector<SpellingCandidate>& candidates,
                  const WordStanding& standing) const;
  std::vector<std::string> look_alikes_as_near(const QueryWord& word,
                                               const SpellingCandidate& best) const;
};

/// True when the index has every word of the text.
bool Speller::Impl::has_all(std::string_view words) const {
  while (!words.empty()) {
    const std::string_view word = words.substr(0, words.find(' '));
    words.remove_prefix(std::min(words.size(), word.size() + 1));
    if (evidence.lexicon.find(word).count == 0) return false;
  }
  return true;
}

/// By the lists of misspellings; of words that are known a suggestion.
std::optional<SpellingChange> Speller::Impl::listed_change(const QueryWord& word) const {
  const std::string folded = fold_diacritics(word.word);
  const std::string_view meant = targets.meant_by(folded);
  if (meant.empty() || !has_all(meant)) return std::nullopt;
  const auto listed = find_known_word(word.word);
  const bool is_known = evidence.lexicon.find(word.word).count > 0 ||
                        (listed && listed->band <= kDoubtfulBand) ||
                        evidence.is_in_vocabulary(word.word);
  std::string form(meant);
  // The list has one form of a word.
  if (word.word.ends_with('s') && !form.ends_with('s') &&
      evidence.lexicon.find(form + "s").count > 0) {
    form += 's';
  }
  return SpellingChange{word.begin,
                        word.end,
                        is_known ? Certainty::kSuggested : Certainty::kCertain,
                        {std::move(form)}};
}

/// How often a word occurs tells what is meant, not which form of it: that is the nearest.
void Speller::Impl::prefer_nearest_form(std::vector<SpellingCandidate>& candidates) const {
  SpellingCandidate& best = candidates.front();
  const std::string stem = evidence.stem_of(best.word);
  const SpellingCandidate* nearest = &best;
  for (const SpellingCandidate& other : candidates) {
    if (other.is_listed && other.cost < nearest->cost && evidence.stem_of(other.word) == stem) {
      nearest = &other;
    }
  }
  best.word = nearest->word;
  best.cost = nearest->cost;
}

/// Names of medicines that are mistaken for the best candidate and may as well be meant.
std::vector<std::string> Speller::Impl::look_alikes_as_near(const QueryWord& word,
                                                            const SpellingCandidate& best) const {
  std::vector<std::string> near;
  const std::string folded = fold_diacritics(word.word);
  const std::string key = sound_key(folded);
  for (const std::string_view other : look_alikes(best.word)) {
    const double most = best.cost + kLookAlikeMargin;
    if (misspelling_cost({folded, key}, {other, sound_key(other)}, most) <= most) {
      near.emplace_back(other);
    }
  }
  return near;
}

bool Speller::Impl::is_certain(const QueryWord& word,
                               const std::vector<SpellingCandidate>& candidates,
                               const WordStanding& standing) const {
  const SpellingCandidate& best = candidates.front();
  if (!standing.may_change) return false;
  const std::string stem = evidence.stem_of(best.word);
  if (standing.is_doubtful && stem != word.stem &&
      (best.cost > kOneSlip || best.count < kVeryFrequent)) {
    return false;
  }
  if (differ_in_beginning(word.word, best.word, [&](std::string_view rest) {
        return is_used_word(rest, evidence) || is_known_word(rest, kDoubtfulBand);
      })) {
    return false;
  }
  const std::string folded = fold_diacritics(word.word);
  const double allowed = slip_allowance(folded.size()) * (word.is_name_like ? kNameLikeShare : 1);
  if (best.cost > allowed) return false;
  if (best.count < kFrequent && !is_near(folded, candidates, allowed)) return false;
  // "fowleri", "matcha": a vowel more at the end makes another word, or another language's.
  if (folded.starts_with(best.word) && kVowels.find(folded.back()) != std::string_view::npos) {
    return false;
  }
  if (const std::string_view ending = drug_ending(folded);
      !ending.empty() && (!best.word.ends_with(ending) || !are_one_slip_apart(folded, best.word))) {
    return false;
  }
  return std::ranges::all_of(candidates, [&](const SpellingCandidate& other) {
    return other.score >= best.score + kClearMargin || other.word == best.word ||
           evidence.stem_of(other.word) == stem;
  });
}

std::optional<SpellingChange> Speller::Impl::searched_change(const std::vector<QueryWord>& words,
                                                             std::size_t at,
                                                             const WordStanding& standing) const {
  const QueryWord& word = words[at];
  const std::string folded = fold_diacritics(word.word);
  const double limit =
      standing.may_change ? slip_allowance(folded.size()) * kSuggestedBeyond : kOneSlip;
  std::vector<SpellingCandidate> candidates = spelling_candidates(targets, folded, limit);
  SpellingChange change{word.begin, word.end, Certainty::kSuggested, {}};
  if (candidates.empty() || candidates.front().cost > kSplitCost) {
    if (SplitWord split = split_word(word.word, evidence); !split.words.empty()) {
      if (!standing.is_listed && (standing.may_change || split.side_by_side >= kOftenSideBySide)) {
        change.certainty = Certainty::kCertain;
      }
      change.meant.push_back(std::move(split.words));
      return change;
    }
  }
  const std::vector<std::string_view> beside = stems_beside(words, at, evidence);
  if (!standing.may_change) {
    // Nor is another form worth a suggestion: it finds the same.
    std::erase_if(candidates, [&](const SpellingCandidate& candidate) {
      return candidate.count < kVeryFrequent || evidence.stem_of(candidate.word) == word.stem;
    });
    if (standing.is_listed) keep_what_others_speak_for(candidates, beside, evidence);
  }
  if (candidates.empty()) return std::nullopt;
  weigh_by_context(candidates, beside, evidence);
  prefer_nearest_form(candidates);
  change.meant.emplace_back(candidates.front().word);
  if (std::vector<std::string> others = look_alikes_as_near(word, candidates.front());
      !others.empty()) {
    std::ranges::move(others, std::back_inserter(change.meant));
    return change;
  }
  if (is_certain(word, candidates, standing)) {
    change.certainty = Certainty::kCertain;
    return change;
  }
  for (const SpellingCandidate& other : candidates) {
    if (change.meant.size() == kMaxSuggested) break;
    if (other.word != change.meant.front() && other.score <= candidates.front().score + kContest) {
      change.meant.emplace_back(other.word);
    }
  }
  return change;
}

Speller::Speller(SpellingTargets targets, SpellingEvidence evidence)
    : impl_(new Impl{std::move(targets), std::move(evidence)}) {}
Speller::Speller(Speller&&) noexcept = default;
Speller& Speller::operator=(Speller&&) noexcept = default;
Speller::~Speller() = default;

std::vector<SpellingChange> Speller::changes(std::string_view query,
                                             const std::vector<QueryWord>& words) {
  std::vector<SpellingChange> changes;
  std::size_t searched = 0;
  for (std::size_t at = 0; at < words.size() && searched < kMaxWordsCorrected; ++at) {
    const QueryWord& word = words[at];
    if (at + 1 < words.size() && word.may_join && words[at + 1].may_join) {
      const QueryWord& next = words[at + 1];
      if (std::string whole = joined_words(query, word, next, impl_->evidence); !whole.empty()) {
        changes.push_back({word.begin, next.end, Certainty::kCertain, {std::move(whole)}});
        ++at;
        continue;
      }
    }
    if (!word.may_change) continue;
    std::optional<SpellingChange> change = impl_->listed_change(word);
    if (!change) {
      const WordStanding standing = standing_of(word, impl_->evidence);
      if (standing.is_settled) continue;
      ++searched;
      change = impl_->searched_change(words, at, standing);
    }
    if (change) changes.push_back(std::move(*change));
  }
  return changes;
}

}  // namespace medlar
