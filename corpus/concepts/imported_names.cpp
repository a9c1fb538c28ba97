#include "corpus/concepts/imported_names.h"

#include <algorithm>

#include "corpus/ascii.h"
#include "corpus/concepts/name_forms.h"

namespace medlar {
namespace {

constexpr std::string_view kDigits = "0123456789";

// Names of chemistry that say how a molecule is built are not said: they are told by the numbers of
// its atoms, "2-" or "3,", or by brackets within words beside them.
constexpr std::size_t kManyLocants = 3;
constexpr std::size_t kManyJoints = 3;

constexpr std::size_t kLongestCatalogue = 10;
constexpr std::size_t kFewestDigits = 6;

/// Words before the number of a substance in a registry, in small letters.
constexpr std::string_view kRegistries[] = {"cas",    "chebi",    "chembl", "cid", "ec",
                                            "einecs", "inchikey", "nsc",    "rn",  "unii"};

/// True where `text` begins with `small`, whatever the case of its letters.
bool begins_with(std::string_view text, std::string_view small) {
  const auto is_same = [](char wanted, char c) {
    return (is_capital(c) ? static_cast<char>(c + 'a' - 'A') : c) == wanted;
  };
  return text.size() >= small.size() &&
         std::equal(small.begin(), small.end(), text.begin(), is_same);
}

bool is_letter(char c) {
  return is_small(c) || is_capital(c) || static_cast<unsigned char>(c) >= 0x80;
}

/// "nsc-123456", "EC 1.2.3.4"
bool is_registry_number(std::string_view name) {
  const auto is_before_number = [name](std::string_view registry) {
    if (!begins_with(name, registry) || name.size() < registry.size() + 2) return false;
    if (std::string_view(" -:.").find(name[registry.size()]) == std::string_view::npos)
      return false;
    const std::string_view number = name.substr(registry.size() + 1);
    return number.find_first_of(kDigits) != std::string_view::npos &&
           number.find(' ') == std::string_view::npos;
  };
  return std::ranges::any_of(kRegistries, is_before_number);
}

bool is_systematic(std::string_view name) {
  std::size_t locants = 0;
  std::size_t joints = 0;
  bool has_brackets = false;
  for (std::size_t i = 0; i + 1 < name.size(); ++i) {
    const char c = name[i];
    const char next = name[i + 1];
    const bool is_part = is_letter(c) || is_digit(c);
    joints += is_part && next != ' ' && !is_letter(next) && !is_digit(next);
    locants += is_digit(c) &&
               (next == '-' || (next == ',' && i + 2 < name.size() && is_digit(name[i + 2])));
    const bool opens = c == '(' || c == '[' || c == '{';
    has_brackets |= opens && (i == 0 || name[i - 1] != ' ');
  }
  return locants >= kManyLocants || (has_brackets && locants > 0 && joints >= kManyJoints);
}

bool is_retired(std::string_view name) {
  return begins_with(name, "obsolete ") || begins_with(name, "obsolete_");
}

}  // namespace

bool is_identifier(std::string_view text) {
  std::size_t letters = 0;
  while (letters < text.size() && is_letter(text[letters])) ++letters;
  std::string_view number = text.substr(letters);
  if (letters == 0 || letters > kLongestCatalogue) return false;
  const bool has_mark = number.starts_with(':') || number.starts_with('_');
  if (has_mark) number.remove_prefix(1);
  // "B12" is a name, and so is "SU11248": without a mark it is a letter and a long number.
  const bool is_long = letters == 1 && number.size() >= kFewestDigits;
  return (has_mark ? !number.empty() : is_long) &&
         number.find_first_not_of(kDigits) == std::string_view::npos;
}

std::string imported_name(std::string_view text) {
  std::string name = with_single_blanks(text);
  if (name.ends_with("(s)")) name.resize(name.size() - 3);
  if (name.ends_with(')')) {
    const std::size_t open = name.find(" (");
    if (open != std::string::npos && name.find('(', open + 2) == std::string::npos) {
      name.resize(open);
    }
  }
  if (!std::ranges::any_of(name, is_letter) || is_retired(name) || is_identifier(name) ||
      is_registry_number(name) || is_systematic(name)) {
    return {};
  }
  return in_spoken_order(name);
}

}  // namespace medlar
