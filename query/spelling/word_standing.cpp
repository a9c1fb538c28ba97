#include "query/spelling/word_standing.h"

#include "corpus/analysis/folding.h"
#include "corpus/analysis/known_words.h"
#include "corpus/analysis/utf8.h"
#include "query/spelling/word_forms.h"

namespace medlar {

bool is_used_word(std::string_view word, const SpellingEvidence& evidence) {
  return evidence.lexicon.find(word).count > kRareCount || is_known_word(word, kEverydayBand) ||
         evidence.is_in_vocabulary(word);
}

WordStanding standing_of(const QueryWord& word, const SpellingEvidence& evidence) {
  constexpr WordStanding kSettled{.is_settled = true};
  const std::uint64_t count = evidence.lexicon.find(word.word).count;
  if (count > kRareCount) return kSettled;
  const bool has_marks = !is_ascii(word.word);  // which nobody types by accident
  if (has_marks && evidence.lexicon.find(fold_diacritics(word.word)).count > 0) return kSettled;
  const auto listed = find_known_word(word.word);
  if (count > 0 && listed) return kSettled;
  if (evidence.is_in_vocabulary(word.word) ||
      (!word.compound.empty() && evidence.is_in_vocabulary(word.compound))) {
    return kSettled;
  }
  if (count > 0) return {};
  if (listed && listed->band <= kDoubtfulBand) {
    const bool is_everyday =
        listed->band <= kEverydayBand && !listed->is_name && !listed->is_spanish;
    return {.is_settled = is_everyday, .is_listed = true};
  }
  const auto is_base = [&](std::string_view base) { return is_used_word(base, evidence); };
  if (is_regular_form(word.word, is_base) || is_built_of(word.word, is_base)) return kSettled;
  return {.may_change = !has_marks,
          .is_listed = listed.has_value(),
          .is_doubtful = listed || evidence.index.articles(word.stem) > 0};
}

}  // namespace medlar
