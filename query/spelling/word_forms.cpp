#include "query/spelling/word_forms.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "corpus/analysis/vocabulary.h"

namespace medlar {
namespace {

// Shorter beginnings and words are too often there by chance: "in" and "hailer".
constexpr std::size_t kMinBeginning = 4;
constexpr std::size_t kMinBuiltOf = 5;

constexpr std::string_view kVowels = "aeiou";

bool ends_with_any(std::string_view word, std::initializer_list<std::string_view> endings) {
  return std::ranges::any_of(endings, [&](std::string_view end) { return word.ends_with(end); });
}

bool ends_in_consonant_and_y(std::string_view base) {
  return base.size() > 1 && base.ends_with('y') &&
         kVowels.find(base[base.size() - 2]) == std::string_view::npos;
}

/// Those of corpus/vocabulary/affixes.txt.
const std::vector<std::string_view>& beginnings() {
  static const auto kBeginnings = [] {
    std::vector<std::string_view> all;
    for (const auto& line : vocabulary_lines(vocabulary_file("affixes.txt"))) {
      for (const std::string_view affix : line) {
        if (affix.ends_with('-')) all.push_back(affix.substr(0, affix.size() - 1));
      }
    }
    return all;
  }();
  return kBeginnings;
}

struct Ending {
  std::string_view added;
  std::string_view instead_of;          // what the base ends with there
  bool (*fits)(std::string_view base);  // the base, as a word
};

constexpr std::array<Ending, 6> kEndings{{
    {"s", "",
     [](std::string_view base) {
       return !ends_with_any(base, {"s", "x", "z", "ch", "sh"}) && !ends_in_consonant_and_y(base);
     }},
    {"es", "",
     [](std::string_view base) {
       return ends_with_any(base, {"s", "x", "z", "ch", "sh", "o"});
     }},
    {"ies", "y", ends_in_consonant_and_y},
    {"ing", "", [](std::string_view base) { return !base.ends_with('e'); }},
    {"ed", "",
     [](std::string_view base) { return !base.ends_with('e') && !ends_in_consonant_and_y(base); }},
    {"d", "", [](std::string_view base) { return base.ends_with('e'); }},
}};

}  // namespace

bool is_regular_form(std::string_view word, const IsWord& is_word) {
  return std::ranges::any_of(kEndings, [&](const Ending& ending) {
    if (!word.ends_with(ending.added)) return false;
    std::string base(word.substr(0, word.size() - ending.added.size()));
    base += ending.instead_of;
    return base.size() >= kMinBuiltOf && ending.fits(base) && is_word(base);
  });
}

bool is_built_of(std::string_view word, const IsWord& is_word) {
  return std::ranges::any_of(beginnings(), [&](std::string_view beginning) {
    return beginning.size() >= kMinBeginning && word.starts_with(beginning) &&
           word.size() >= beginning.size() + kMinBuiltOf && is_word(word.substr(beginning.size()));
  });
}

bool differ_in_beginning(std::string_view word, std::string_view other, const IsWord& is_word) {
  std::size_t same = 0;  // letters from the end
  while (same < std::min(word.size(), other.size()) &&
         word[word.size() - 1 - same] == other[other.size() - 1 - same]) {
    ++same;
  }
  if (same < kMinBuiltOf) return false;
  const auto has = [](std::string_view beginning) {
    return std::ranges::find(beginnings(), beginning) != beginnings().end();
  };
  // What both end with may begin before the rest does: "preterm", "perterm".
  for (std::size_t rest = kMinBuiltOf; rest <= same; ++rest) {
    if (has(word.substr(0, word.size() - rest)) && has(other.substr(0, other.size() - rest)) &&
        is_word(word.substr(word.size() - rest))) {
      return true;
    }
  }
  return false;
}

bool are_one_slip_apart(std::string_view a, std::string_view b) {
  if (a.size() < b.size()) std::swap(a, b);
  if (a.size() - b.size() > 1) return false;
  const auto differ =
      static_cast<std::size_t>(std::mismatch(b.begin(), b.end(), a.begin()).first - b.begin());
  const auto rest = [differ](std::string_view word, std::size_t letters) {
    return word.substr(std::min(word.size(), differ + letters));
  };
  if (a.size() > b.size()) return rest(a, 1) == rest(b, 0);
  if (rest(a, 1) == rest(b, 1)) return true;
  return rest(a, 2) == rest(b, 2) && a[differ] == b[differ + 1] && a[differ + 1] == b[differ];
}

}  // namespace medlar
