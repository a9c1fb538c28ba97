#include "query/spelling/candidates.h"

#include <algorithm>
#include <cmath>

#include "corpus/analysis/folding.h"
#include "corpus/analysis/sound_key.h"
#include "corpus/analysis/utf8.h"
#include "query/spelling/slip_cost.h"

namespace medlar {
namespace {

// In slips: what a word ten times as frequent may cost more, and what one that no list has may cost
// less. Chosen on tests/relevance/spelling_cases.tsv.
constexpr double kTenfold = 0.25;
constexpr double kUnlisted = 0.35;

// A longer word may have more slips than a shorter one, so that about a fifth of its letters are.
constexpr double kAllowedPerLetter = 0.19;
constexpr double kAllowanceLess = 0.12;
constexpr double kAllowedForFour = 0.5;  // letters, which are near to very much
constexpr double kMostAllowed = 2.3;

// Letters that may be too many, and too few, in a word or in its sound key: of a short one, of
// others, and of long ones where nothing was found with fewer.
constexpr std::size_t kShortWord = 4;
constexpr std::size_t kLongWord = 9;
constexpr int kOfShort = 1;
constexpr int kOfLonger = 2;
constexpr int kAtMost = 3;

// By how many letters a word spelt by ear may be shorter or longer.
constexpr std::size_t kMostLonger = 3;

struct Sought {
  std::string_view folded;
  std::string key;
  std::uint64_t letters_signature = spelling_signature(folded);
  std::uint64_t key_signature = spelling_signature(key);
};

/// True where no more than so many bits are set: quicker than counting those of a number of many.
bool has_at_most(std::uint64_t bits, int most) {
  for (int i = 0; i < most; ++i) bits &= bits - 1;  // the lowest that is set; none of none
  return bits == 0;
}

bool differ_little(std::uint64_t one, std::uint64_t other, int letters) {
  return has_at_most(one & ~other, letters) && has_at_most(other & ~one, letters);
}

/// Targets that differ from what is sought by so many letters at most, or sound so.
std::vector<SpellingCandidate> candidates_within(const SpellingTargets& targets,
                                                 const Sought& sought, int letters, double limit) {
  const std::size_t length = sought.folded.size();
  const std::uint32_t end = targets.first_of_length(length + kMostLonger + 1);
  std::vector<SpellingCandidate> found;
  for (std::uint32_t number = targets.first_of_length(length - std::min(length, kMostLonger));
       number < end; ++number) {
    if (!differ_little(sought.letters_signature, targets.letters_signature(number), letters) &&
        !differ_little(sought.key_signature, targets.key_signature(number), letters)) {
      continue;
    }
    const SpellingTargets::Target target = targets.target(number);
    const std::string plain = is_ascii(target.word) ? "" : fold_diacritics(target.word);
    const std::string_view folded = plain.empty() ? target.word : plain;
    if (folded == sought.folded) continue;
    const double cost = misspelling_cost({sought.folded, sought.key}, {folded, target.key}, limit);
    if (cost > limit) continue;
    const double score = cost - kTenfold * std::log10(std::max(1U, target.count)) +
                         (target.is_listed ? 0 : kUnlisted);
    found.push_back({target.word, target.count, target.is_listed, cost, score});
  }
  return found;
}

}  // namespace

double slip_allowance(std::size_t letters) {
  if (letters <= kShortWord) return kAllowedForFour;
  return std::min(kMostAllowed, kAllowedPerLetter * static_cast<double>(letters) - kAllowanceLess);
}

std::vector<SpellingCandidate> spelling_candidates(const SpellingTargets& targets,
                                                   std::string_view folded, double limit) {
  const Sought sought{folded, sound_key(folded)};
  const int letters = folded.size() <= kShortWord ? kOfShort : kOfLonger;
  auto found = candidates_within(targets, sought, letters, limit);
  if (found.empty() && folded.size() >= kLongWord) {
    found = candidates_within(targets, sought, kAtMost, limit);
  }
  std::ranges::stable_sort(found, {}, &SpellingCandidate::score);
  if (found.size() > kMaxSpellingCandidates) found.resize(kMaxSpellingCandidates);
  return found;
}

}  // namespace medlar
