#include "corpus/analysis/dose.h"

#include <algorithm>
#include <array>
#include <string>

namespace medlar {
namespace {

constexpr std::array<std::string_view, 22> kUnits{
    "mg", "mcg", "ug", "\u00b5g", "\u03bcg", "g",   "kg",   "ng",  "ml",   "dl",  "l",
    "iu", "mm",  "cm", "mmol",    "mol",     "meq", "kcal", "cal", "mmhg", "bpm", "kj"};

}  // namespace

std::size_t dose_number_length(std::string_view word) {
  const std::size_t number = word.find_first_not_of("0123456789.,");
  if (number == std::string_view::npos || number == 0) return 0;
  std::string unit(word.substr(number));
  if (unit.size() > 4) return 0;
  for (char& c : unit) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return is_unit(unit) ? number : 0;
}

bool is_unit(std::string_view word) { return std::ranges::find(kUnits, word) != kUnits.end(); }

}  // namespace medlar
