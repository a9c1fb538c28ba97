#include "corpus/concepts/short_form.h"

#include <algorithm>
#include <iterator>

#include "corpus/analysis/utf8.h"
#include "corpus/ascii.h"

namespace medlar {
namespace {

// Schwartz and Hearst, section 2.1.
constexpr std::size_t kFewestCharacters = 2;
constexpr std::size_t kMostCharacters = 10;

// Units are defined as abbreviations are ("milligrams (mg)") but mean no subject.
constexpr std::string_view kUnits[] = {
    "Bq",  "Da",  "Gy", "Hz", "IU",  "kDa", "kHz", "kJ",   "kPa",  "L",    "MBq",  "mEq", "MHz",
    "MJ",  "mL",  "dL", "mM", "MPa", "mSv", "nM",  "pM",   "Sv",   "mmHg", "mOsm", "mGy", "cGy",
    "GHz", "kV",  "mA", "mV", "kW",  "W",   "U",   "kcal", "mg",   "ng",   "pg",   "g",   "kg",
    "h",   "min", "s",  "d",  "day", "uL",  "fL",  "nmol", "mmol", "kb",   "Mb",   "bp",
};

bool is_unit(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('/'), text.size());
    if (std::ranges::find(kUnits, text.substr(0, end)) == std::end(kUnits)) return false;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return true;
}

/// "20.5 Mb"
bool is_quantity(std::string_view text) {
  const std::size_t blank = text.find(' ');
  return blank != std::string_view::npos &&
         text.substr(0, blank).find_first_not_of("0123456789.,") == std::string_view::npos;
}

/// Marks within abbreviations: "5-HT", "AT/RT", "CD4+", "R&D", "U.S.".
constexpr std::string_view kMarks = "-/+&.' ";

/// "NSAIDs", "T3s": small after a capital or a digit.
bool is_plural(std::string_view text) {
  if (text.size() < 3 || text.back() != 's') return false;
  const char before = text[text.size() - 2];
  return is_capital(before) || is_digit(before);
}

}  // namespace

std::optional<ShortForm> short_form(std::string_view text) {
  if (text.size() > 3 * kMostCharacters || !std::ranges::any_of(text, is_capital)) return {};
  for (const std::string_view ending : {"'s", "\u2019s", "'"}) {
    if (text.ends_with(ending)) text.remove_suffix(ending.size());
  }
  if (is_plural(text)) text.remove_suffix(1);
  ShortForm form{.text = text, .characters = count_characters(text)};
  if (form.characters < kFewestCharacters || form.characters > kMostCharacters) return {};
  if (std::ranges::count(text, ' ') > 1 || is_unit(text) || is_quantity(text)) return {};
  fold_letters(text, form.letters);
  if (form.letters.size() < kFewestCharacters || form.letters.front().begin != 0) return {};
  std::size_t marks = 0;
  for (const char c : text) marks += kMarks.find(c) != std::string_view::npos;
  if (form.letters.size() + marks != form.characters) return {};  // "n=12", "50%"
  // A word with a capital is a name, or begins a sentence ("Figure", "Tylenol"), or is the plural
  // of no abbreviation ("Ors"); but "Hb", "Phe".
  const auto is_capital_letter = [](const FoldedLetter& letter) { return !letter.is_small; };
  const auto is_number = [](const FoldedLetter& letter) { return is_digit(letter.folded); };
  const bool is_word = std::ranges::count_if(form.letters, is_capital_letter) == 1 &&
                       !form.letters.front().is_small &&
                       (form.letters.size() > 3 || text.back() == 's') &&
                       std::ranges::none_of(form.letters, is_number);
  if (is_word) return {};
  return form;
}

}  // namespace medlar
