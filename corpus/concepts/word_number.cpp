#include "corpus/concepts/word_number.h"

#include <array>
#include <string>
#include <utility>

namespace medlar {
namespace {

// One and several, in English, Latin, Greek and Spanish.
constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kNumbers{{{"", "s"},
                                                                                  {"", "es"},
                                                                                  {"y", "ies"},
                                                                                  {"is", "es"},
                                                                                  {"a", "ata"},
                                                                                  {"a", "ae"},
                                                                                  {"us", "i"},
                                                                                  {"um", "a"},
                                                                                  {"on", "a"},
                                                                                  {"x", "ces"},
                                                                                  {"ex", "ices"},
                                                                                  {"f", "ves"},
                                                                                  {"z", "ces"}}};

// British and American; which is which does not matter here.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kSpellings{
    {{"ae", "e"}, {"oe", "e"}, {"our", "or"}, {"tre", "ter"}, {"bre", "ber"}, {"is", "iz"}}};

std::string in_one_spelling(std::string_view word) {
  std::string spelt(word);
  for (const auto& [from, to] : kSpellings) {
    for (std::size_t at = spelt.find(from); at != std::string::npos;
         at = spelt.find(from, at + to.size())) {
      spelt.replace(at, from.size(), to);
    }
  }
  return spelt;
}

bool is_plural_of(std::string_view one, std::string_view several) {
  for (const auto& [end_of_one, end_of_several] : kNumbers) {
    if (one.ends_with(end_of_one) && several.ends_with(end_of_several) &&
        one.substr(0, one.size() - end_of_one.size()) ==
            several.substr(0, several.size() - end_of_several.size())) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool is_same_but_for_number(std::string_view a, std::string_view b) {
  if (a == b || is_plural_of(a, b) || is_plural_of(b, a)) return true;
  const std::string first = in_one_spelling(a);
  const std::string second = in_one_spelling(b);
  return first == second || is_plural_of(first, second) || is_plural_of(second, first);
}

}  // namespace medlar
