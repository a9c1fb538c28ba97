#include "corpus/concepts/name_forms.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "corpus/ascii.h"
#include "corpus/concepts/folded_letters.h"

namespace medlar {
namespace {

constexpr std::size_t kLongestAbbreviation = 10;

constexpr char to_small(char c) { return is_capital(c) ? static_cast<char>(c + 'a' - 'A') : c; }

/// Words that end what is said before a name: "absence of", "susceptibility to".
constexpr std::string_view kJoiningEnds[] = {" of",  " to", " with", " due to",
                                             " for", " in", " de"};

/// What is no turned name: "aspirin, caffeine, and codeine" has two commas, "pain, back and neck"
/// a list behind one.
constexpr std::string_view kListWords[] = {" and ", " or ", " y ", " o "};

/// The first letter small where the word's others are: not "HIV" nor "McArdle".
void begin_small(std::string& name) {
  const std::size_t end = std::min(name.find(' '), name.size());
  const std::string_view rest = std::string_view(name).substr(1, end - 1);
  if (end > 2 && std::ranges::all_of(rest, [](char c) { return is_small(c) || c == '-'; })) {
    name[0] = to_small(name[0]);
  }
}

/// A word without the ending of its plural or possessive.
std::string_view singular(std::string_view word) {
  if (word.size() < 4 || word.back() != 's') return word;
  const char before = word[word.size() - 2];
  if (before == 's' || before == 'u' || before == 'i') return word;
  return word.substr(0, word.size() - 1);
}

void add_word(std::string& key, std::string& word) {
  if (word.empty()) return;
  if (!key.empty()) key += ' ';
  const std::string_view stem = singular(word);
  key += stem;
  // "therapies", "biopsies"
  if (stem.size() < word.size() && stem.ends_with("ie") && stem.size() > 3) {
    key.resize(key.size() - 2);
    key += 'y';
  }
  word.clear();
}

}  // namespace

bool is_written_as_abbreviation(std::string_view name) {
  const std::size_t blank = name.find(' ');
  if (name.size() < 2 || name.size() > kLongestAbbreviation) return false;
  if (blank != std::string_view::npos &&
      name.substr(blank + 1).find_first_not_of("0123456789IVX") != std::string_view::npos) {
    return false;
  }
  const auto capitals = std::ranges::count_if(name, is_capital);
  const auto small = std::ranges::count_if(name, is_small);
  const auto digits = std::ranges::count_if(name, is_digit);
  if (!is_capital(name[0]) && !is_digit(name[0]) && !(is_small(name[0]) && capitals > 1)) {
    return false;
  }
  return capitals > 0 && capitals + digits > 1 && capitals + digits > small;
}

std::string in_spoken_order(std::string_view name) {
  const std::size_t comma = name.find(", ");
  if (comma == std::string_view::npos || name.find(',', comma + 1) != std::string_view::npos) {
    return std::string(name);
  }
  std::string head(name.substr(0, comma));
  std::string tail(name.substr(comma + 2));
  const auto is_list = [&tail](std::string_view word) {
    return (" " + tail + " ").find(word) != std::string::npos;
  };
  const bool has_brackets = name.find_first_of("()[]") != std::string_view::npos;
  if (head.empty() || tail.empty() || has_brackets || std::ranges::any_of(kListWords, is_list)) {
    return std::string(name);
  }
  const bool is_joined = std::ranges::any_of(
      kJoiningEnds, [&tail](std::string_view end) { return (" " + tail).ends_with(end); });
  // "type 2", "with aura" stand behind.
  if (!is_joined && (tail.starts_with("type ") || tail.starts_with("Type ") ||
                     tail.starts_with("with ") || tail.ends_with(" type"))) {
    return head + " " + tail;
  }
  if (is_small(tail[0])) begin_small(head);
  return tail + " " + head;
}

std::string name_key(std::string_view name) {
  std::string key;
  std::string word;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t begin = at;
    const char32_t c = next_character(name, at);
    if (c == '\'' || c == 0x2019) {
      // "Crohn's" is "Crohn"
      const bool is_possessive = at < name.size() && to_small(name[at]) == 's' &&
                                 (at + 1 == name.size() || name[at + 1] == ' ');
      if (is_possessive) ++at;
      continue;
    }
    const bool is_ascii = c < 0x80;
    const char small = to_small(static_cast<char>(c));
    if (is_ascii ? is_small(small) || is_digit(small) : !(c >= 0x2000 && c < 0x2070) && c > 0xBF) {
      if (is_ascii) {
        word += small;
      } else {
        word += name.substr(begin, at - begin);
      }
      continue;
    }
    add_word(key, word);
  }
  add_word(key, word);
  return key;
}

std::string with_single_blanks(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (!is_blank(c)) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::size_t count_blanks(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count(text, ' '));
}

}  // namespace medlar
