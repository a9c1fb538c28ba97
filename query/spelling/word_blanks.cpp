#include "query/spelling/word_blanks.h"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "corpus/analysis/known_words.h"

namespace medlar {
namespace {

// Chosen on tests/relevance/spelling_cases.tsv.
constexpr std::size_t kMinPartLetters = 3;
constexpr std::size_t kMinSplitLetters = 6;
constexpr std::uint64_t kMinPartCount = 20;
constexpr std::uint64_t kMinSideBySide = 2;
constexpr std::size_t kMaxSplitsTried = 4;  // each is looked up in the index
constexpr std::uint64_t kMinJoinedCount = 5;
constexpr std::uint64_t kJoinedTimes = 10;  // as often as the two words side by side

bool are_blanks(std::string_view text) {
  return !text.empty() && text.find_first_not_of(' ') == std::string_view::npos;
}

/// Both parts with the articles that have them side by side.
SplitWord split_at(std::string_view word, std::size_t at, const SpellingEvidence& evidence) {
  const std::string first(word.substr(0, at));
  const std::string second(word.substr(at));
  return {first + " " + second,
          evidence.index.side_by_side(evidence.stem_of(first), evidence.stem_of(second))};
}

/// By the table of glued words that the build learnt.
SplitWord split_by_table(std::string_view word, const SpellingEvidence& evidence) {
  if (!evidence.splits) return {};
  const std::vector<std::size_t> places = evidence.splits->of(word);
  if (places.size() == 1) return split_at(word, places.front(), evidence);
  SplitWord parts;
  std::size_t begin = 0;
  for (const std::size_t at : places) {
    parts.words.append(word.substr(begin, at - begin)).append(" ");
    begin = at;
  }
  if (begin > 0) parts.words.append(word.substr(begin));
  return parts;
}

}  // namespace

SplitWord split_word(std::string_view word, const SpellingEvidence& evidence) {
  if (SplitWord known = split_by_table(word, evidence); !known.words.empty()) return known;
  if (word.size() < kMinSplitLetters) return {};
  std::vector<std::pair<std::uint64_t, std::size_t>> places;  // count of the rarer part, letters
  for (std::size_t at = kMinPartLetters; at + kMinPartLetters <= word.size(); ++at) {
    const std::uint64_t first = evidence.lexicon.find(word.substr(0, at)).count;
    if (first < kMinPartCount) continue;
    const std::uint64_t second = evidence.lexicon.find(word.substr(at)).count;
    if (second >= kMinPartCount) places.emplace_back(std::min(first, second), at);
  }
  std::ranges::sort(places, std::ranges::greater());
  if (places.size() > kMaxSplitsTried) places.resize(kMaxSplitsTried);
  SplitWord best{{}, kMinSideBySide - 1};
  for (const auto& [count, at] : places) {
    SplitWord split = split_at(word, at, evidence);
    if (split.side_by_side > best.side_by_side) best = std::move(split);
  }
  return best;
}

std::string joined_words(std::string_view query, const QueryWord& one, const QueryWord& two,
                         const SpellingEvidence& evidence) {
  std::string whole = one.word + two.word;
  if (one.word.size() < kMinPartLetters || two.word.size() < kMinPartLetters ||
      !are_blanks(query.substr(one.end, two.begin - one.end))) {
    return {};
  }
  const std::uint64_t count = evidence.lexicon.find(whole).count;
  // The index also joins what a hyphen parts ("low-risk"); only a word is one word.
  if (count < kMinJoinedCount || !(find_known_word(whole) || evidence.is_in_vocabulary(whole)) ||
      (evidence.splits && !evidence.splits->of(whole).empty()) ||
      evidence.index.side_by_side(one.stem, two.stem) * kJoinedTimes > count) {
    return {};
  }
  return whole;
}

}  // namespace medlar
