#include "query/spelling/context_words.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace medlar {
namespace {

// Chosen on tests/relevance/spelling_cases.tsv.
constexpr double kTenfoldBeside = 0.25;  // slips, of what is ten times as often beside another word
constexpr double kSpeaksFor = 3;         // times as often beside a word as by chance
constexpr std::size_t kMaxContested = 3;
constexpr std::size_t kMaxContextWords = 2;

}  // namespace

std::vector<std::string_view> stems_beside(const std::vector<QueryWord>& words, std::size_t at,
                                           const SpellingEvidence& evidence) {
  std::vector<std::string_view> context;
  for (std::size_t step = 1; step < words.size(); ++step) {
    for (const std::size_t other : {at + step, at - step}) {  // wraps below 0, past the end
      if (other >= words.size() || evidence.index.articles(words[other].stem) == 0) continue;
      context.push_back(words[other].stem);
      if (context.size() == kMaxContextWords) return context;
    }
  }
  return context;
}

void keep_what_others_speak_for(std::vector<SpellingCandidate>& candidates,
                                const std::vector<std::string_view>& context,
                                const SpellingEvidence& evidence) {
  if (context.empty()) return;
  std::erase_if(candidates, [&](const SpellingCandidate& candidate) {
    const std::string stem = evidence.stem_of(candidate.word);
    return std::ranges::none_of(context, [&](std::string_view beside) {
      return evidence.index.lift(stem, beside) >= kSpeaksFor;
    });
  });
}

void weigh_by_context(std::vector<SpellingCandidate>& candidates,
                      const std::vector<std::string_view>& context,
                      const SpellingEvidence& evidence) {
  const auto contested = static_cast<std::size_t>(std::ranges::count_if(
      candidates, [&](const auto& c) { return c.score <= candidates.front().score + kContest; }));
  if (contested < 2) return;
  for (std::size_t i = 0; i < std::min(contested, kMaxContested); ++i) {
    const std::string stem = evidence.stem_of(candidates[i].word);
    for (const std::string_view beside : context) {
      if (beside == stem) continue;
      candidates[i].score -=
          kTenfoldBeside * std::clamp(std::log10(evidence.index.lift(stem, beside)), -1.0, 1.0);
    }
  }
  std::ranges::stable_sort(candidates, {}, &SpellingCandidate::score);
}

}  // namespace medlar
