#include "query/spelling/slip_cost.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "corpus/ascii.h"
#include "indexer/format/spelling_targets.h"

namespace medlar {
namespace {

// In letters that are wrong, by how often each happens in the studies above.
constexpr double kDoubled = 0.5;
constexpr double kExchanged = 0.5;
constexpr double kMoved = 1.0;     // past two others: "aniexty"
constexpr double kSyllable = 1.4;  // left out: "metastized"
constexpr double kVowelForVowel = 0.6;
constexpr double kVowelTooMany = 0.8;
constexpr double kKeyBeside = 0.9;
constexpr double kSoundAlike = 0.8;
constexpr double kAnyOther = 1.2;
constexpr double kOneLetter = 1.0;
constexpr double kAtBegin = 0.4;  // more

// The share of the sound where it is nearer than the letters.
constexpr double kSoundShare = 0.6;

// Longer than any target, and than anything that could be one.
constexpr std::size_t kMaxLetters = kMaxTargetBytes + 8;

/// The bits of the letters a, e, i, o, u and y.
constexpr std::uint32_t kVowels =
    1U << 0U | 1U << 4U | 1U << 8U | 1U << 14U | 1U << 20U | 1U << 24U;

constexpr bool is_vowel(char c) {
  return is_small(c) && (kVowels >> static_cast<unsigned>(c - 'a') & 1U) != 0;
}

/// Letters beside each other on the keyboard most people type on.
constexpr bool are_neighbours(char a, char b) {
  constexpr std::array<std::string_view, 3> kRows{"qwertyuiop", "asdfghjkl", "zxcvbnm"};
  for (std::size_t row = 0; row < kRows.size(); ++row) {
    const std::size_t at = kRows[row].find(a);
    if (at == std::string_view::npos) continue;
    const auto has = [&](std::size_t other, std::size_t place) {
      return place < kRows[other].size() && kRows[other][place] == b;
    };
    return has(row, at + 1) || (at > 0 && has(row, at - 1)) ||
           (row + 1 < kRows.size() && (has(row + 1, at) || (at > 0 && has(row + 1, at - 1)))) ||
           (row > 0 && (has(row - 1, at) || has(row - 1, at + 1)));
  }
  return false;
}

constexpr bool sound_alike(char a, char b) {
  constexpr std::array<std::string_view, 7> kAlike{"szc", "ckq", "gj", "fv", "dt", "bp", "mn"};
  return std::ranges::any_of(kAlike, [&](std::string_view letters) {
    return letters.find(a) != std::string_view::npos && letters.find(b) != std::string_view::npos;
  });
}

/// What it costs to write one small letter for another.
struct ExchangeCosts {
  std::array<std::array<double, 26>, 26> cost{};

  constexpr ExchangeCosts() {
    for (char a = 'a'; a <= 'z'; ++a) {
      for (char b = 'a'; b <= 'z'; ++b) {
        double& one = cost[static_cast<std::size_t>(a - 'a')][static_cast<std::size_t>(b - 'a')];
        one = a == b                       ? 0
              : is_vowel(a) && is_vowel(b) ? kVowelForVowel
              : sound_alike(a, b)          ? kSoundAlike
              : are_neighbours(a, b)       ? kKeyBeside
                                           : kAnyOther;
      }
    }
  }
};

double exchange_cost(char a, char b) {
  static constexpr ExchangeCosts kCosts;
  if (a == b) return 0;
  if (!is_small(a) || !is_small(b)) return kAnyOther;
  return kCosts.cost[static_cast<std::size_t>(a - 'a')][static_cast<std::size_t>(b - 'a')];
}

/// The cost of a letter that the other word does not have.
double extra_cost(std::string_view word, std::size_t at) {
  const char c = word[at];
  if ((at > 0 && word[at - 1] == c) || (at + 1 < word.size() && word[at + 1] == c)) return kDoubled;
  return is_vowel(c) || c == 'h' ? kVowelTooMany : kOneLetter;
}

/// True when one letter of the three before these places stands before or behind the other two
/// instead.
bool is_moved(const char* typed, const char* meant) {
  return (typed[-1] == meant[-2] && typed[-2] == meant[-3] && typed[-3] == meant[-1]) ||
         (typed[-1] == meant[-3] && typed[-2] == meant[-1] && typed[-3] == meant[-2]);
}

}  // namespace

double slip_cost(std::string_view typed, std::string_view meant, double limit) {
  const double far = limit + 1;
  if (typed.size() > kMaxLetters || meant.size() > kMaxLetters) return far;
  const auto difference = static_cast<double>(std::max(typed.size(), meant.size()) -
                                              std::min(typed.size(), meant.size()));
  if (difference * kDoubled > limit) return far;
  std::array<double, kMaxLetters + 1> missing;  // cost of each letter that was not typed
  // Rows of the table of costs, each for so many letters typed; four of them are in use.
  std::array<std::array<double, kMaxLetters + 1>, 4> rows;
  const auto row_of = [&rows](std::size_t letters) { return rows[letters % rows.size()].data(); };
  row_of(0)[0] = 0;
  for (std::size_t j = 1; j <= meant.size(); ++j) {
    missing[j] = extra_cost(meant, j - 1);
    row_of(0)[j] = row_of(0)[j - 1] + missing[j] + (j == 1 ? kAtBegin : 0);
  }
  std::array<double, 3> least{};  // of the last rows: from each of them a cell may be reached
  for (std::size_t i = 1; i <= typed.size(); ++i) {
    double* const row = row_of(i);
    const double* const last = row_of(i - 1);
    const double extra = extra_cost(typed, i - 1);
    row[0] = last[0] + extra + (i == 1 ? kAtBegin : 0);
    double least_here = row[0];
    for (std::size_t j = 1; j <= meant.size(); ++j) {
      const char a = typed[i - 1];
      const char b = meant[j - 1];
      const double begin = i == 1 && j == 1 && a != b ? kAtBegin : 0;
      double cost = last[j - 1] + exchange_cost(a, b) + begin;
      cost = std::min(cost, last[j] + extra);
      cost = std::min(cost, row[j - 1] + missing[j]);
      if (j > 2 && is_vowel(b) != is_vowel(meant[j - 2])) {
        cost = std::min(cost, row[j - 2] + kSyllable);
      }
      if (i > 1 && j > 1 && a == meant[j - 2] && typed[i - 2] == b && a != b) {
        cost =
            std::min(cost, row_of(i - 2)[j - 2] + kExchanged + (i == 2 && j == 2 ? kAtBegin : 0));
      }
      if (i > 2 && j > 2 && a != b && is_moved(typed.data() + i, meant.data() + j)) {
        cost = std::min(cost, row_of(i - 3)[j - 3] + kMoved + (i == 3 && j == 3 ? kAtBegin : 0));
      }
      row[j] = cost;
      least_here = std::min(least_here, cost);
    }
    least[i % least.size()] = least_here;
    if (i >= least.size() && std::ranges::min(least) > limit) return far;
  }
  return row_of(typed.size())[meant.size()];
}

double misspelling_cost(const SpelledSound& typed, const SpelledSound& meant, double limit) {
  // The sound first: its strings are shorter, and it parts most words.
  const double by_sound = slip_cost(typed.key, meant.key, limit / kSoundShare);
  const double sound_share = kSoundShare * by_sound;
  const double most_letters = std::max(limit, (limit - sound_share) / (1 - kSoundShare));
  const double by_letters = slip_cost(typed.letters, meant.letters, most_letters);
  return std::min(by_letters, sound_share + (1 - kSoundShare) * by_letters);
}

}  // namespace medlar
