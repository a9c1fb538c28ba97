#include "corpus/concepts/abbreviation_definitions.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <optional>

#include "corpus/ascii.h"
#include "corpus/concepts/letter_match.h"
#include "corpus/concepts/short_form.h"

namespace medlar {
namespace {

constexpr std::size_t kLongestInBrackets = 160;
constexpr std::size_t kLongestMeaning = 200;
constexpr std::size_t kMostPieces = 3;  // "(ECG or EKG, a test of the heart)"

/// What stands in brackets before an abbreviation or a meaning.
constexpr std::string_view kLeadIns[] = {
    "abbreviated as ",
    "abbreviated ",
    "also called ",
    "also known as ",
    "also ",
    "called ",
    "commonly called ",
    "formerly called ",
    "formerly ",
    "hereafter ",
    "i.e., ",
    "i.e. ",
    "known as ",
    "or ",
    "previously ",
    "short for ",
    "stands for ",
    "that is, ",
    "the ",
    "o ",
    "también llamada ",
    "también llamado ",
    "por sus siglas en inglés ",
    "siglas ",
    "en inglés ",
    "conocida como ",
    "conocido como ",
};

/// Marks around words that are no part of them. Whole characters.
constexpr std::string_view kQuotes[] = {" ",      "\"",     "'",      "*",      "\u201C",
                                        "\u201D", "\u2018", "\u2019", "\u00A0", "."};

std::string_view trimmed(std::string_view text) {
  for (bool is_done = false; !is_done;) {
    is_done = true;
    for (const std::string_view quote : kQuotes) {
      if (text.starts_with(quote)) text.remove_prefix(quote.size()), is_done = false;
      if (quote != "." && text.ends_with(quote)) text.remove_suffix(quote.size()), is_done = false;
    }
  }
  return text;
}

bool starts_with_small(std::string_view text, std::string_view small) {
  if (text.size() < small.size()) return false;
  const auto is_same = [](char a, char b) {
    return (is_capital(a) ? static_cast<char>(a + 'a' - 'A') : a) == b;
  };
  return std::equal(small.begin(), small.end(), text.begin(), is_same);
}

std::string_view without_lead_in(std::string_view text) {
  for (bool is_done = false; !is_done;) {
    is_done = true;
    for (const std::string_view lead_in : kLeadIns) {
      if (!starts_with_small(text, lead_in)) continue;
      text.remove_prefix(lead_in.size());
      is_done = false;
    }
  }
  return text;
}

/// Cuts off the first piece of what is in brackets.
std::string_view take_piece(std::string_view& rest) {
  std::size_t end = rest.find_first_of(";:");
  end = std::min(end, rest.find(", "));  // "p,p'-DDT" is one
  std::size_t next = end == std::string_view::npos ? end : end + 1;
  for (const std::string_view joint : {std::string_view(" or "), std::string_view(" and ")}) {
    const std::size_t at = rest.find(joint);
    if (at < end) end = at, next = at + joint.size();
  }
  const std::string_view piece = rest.substr(0, end);
  rest = next >= rest.size() ? std::string_view() : rest.substr(next);
  return without_lead_in(trimmed(piece));
}

/// True for a point that ends no sentence: "E. coli", "St. Louis".
bool is_shortening(std::string_view before) {
  const std::size_t blank = before.find_last_of(" \n(");
  const std::string_view word = blank == std::string_view::npos ? before : before.substr(blank + 1);
  return (word.size() == 1 && is_capital(word[0])) || word == "St";
}

/// Where the words before `end` begin that may be a meaning: within the sentence, `most` of them.
std::size_t words_begin(std::string_view text, std::size_t end, std::size_t most) {
  const std::size_t first = end > kLongestMeaning ? end - kLongestMeaning : 0;
  std::size_t words = 0;
  std::size_t begin = end;
  for (std::size_t i = end; i-- > first;) {
    const char c = text[i];
    const bool is_last = i + 1 == end;
    const bool is_before_blank = is_last || is_blank(text[i + 1]);
    if (c == ' ') {
      if (!is_before_blank) begin = i + 1, ++words;
      if (words == most) return begin;
      continue;
    }
    const bool is_end =
        std::strchr("\n\r\t()[]{};:?!|\"", c) != nullptr ||
        (c == '.' && is_before_blank && !is_shortening(text.substr(first, i - first))) ||
        (c == '-' && is_before_blank && (i == 0 || is_blank(text[i - 1]))) ||
        (text.substr(i).starts_with("\u2022") || text.substr(i).starts_with("\u2014") ||
         (text.substr(i).starts_with("\u2013") && is_blank(text[std::min(i + 3, end - 1)])));
    if (!is_end) continue;
    const std::size_t size = static_cast<unsigned char>(c) >= 0x80 ? 3 : 1;
    std::size_t after = i + size;
    while (after < end && is_blank(text[after])) ++after;
    return after;
  }
  return first == 0 ? 0 : begin;
}

std::size_t count_letters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) {
    return static_cast<signed char>(c) < 0 || is_small(c) || is_capital(c) || is_digit(c);
  }));
}

bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const auto is_inside = [&text](std::size_t i) {
      return i < text.size() && (is_small(text[i]) || is_capital(text[i]) || is_digit(text[i]));
    };
    if (!(at > 0 && is_inside(at - 1)) && !is_inside(end)) return true;
  }
  return false;
}

/// Schwartz and Hearst, section 2.1: the most words of a meaning.
std::size_t most_words(const ShortForm& form) {
  return std::min(form.characters + 5, form.characters * 2);
}

/// The meaning of `form` that ends where `words` do; empty where they hold none.
std::string_view meaning_of(const ShortForm& form, std::string_view words, MeaningBegin begin) {
  const auto found = find_meaning(form, words, begin);
  if (!found) return {};
  const std::string_view meaning = words.substr(*found);
  // Shorter, it would not be worth it; and "DNA (DNA)" tells nothing.
  if (count_letters(meaning) < 2 * form.letters.size() || has_word(meaning, form.text)) return {};
  return meaning;
}

/// Brackets, what is in them, and the word before.
struct Brackets {
  std::size_t before_end = 0;  // of what stands before them, without blanks
  std::string_view inside;
};

void add_definitions(std::string_view text, const Brackets& brackets,
                     std::vector<AbbreviationDefinition>& found) {
  std::string_view rest = brackets.inside;
  const std::size_t known = found.size();
  for (std::size_t piece = 0; piece < kMostPieces && !rest.empty(); ++piece) {
    const auto form = short_form(take_piece(rest));
    if (!form) continue;
    const std::size_t begin = words_begin(text, brackets.before_end, most_words(*form));
    const std::string_view words = text.substr(begin, brackets.before_end - begin);
    const std::string_view meaning = meaning_of(*form, words, MeaningBegin::kAnyWord);
    if (!meaning.empty()) found.push_back({form->text, meaning});
  }
  if (found.size() > known) return;

  // The other way round: "PE (pulmonary embolism)".
  const std::size_t blank = text.substr(0, brackets.before_end).find_last_of(" \n([/,;\"");
  const std::size_t word = blank == std::string_view::npos ? 0 : blank + 1;
  const auto form = short_form(text.substr(word, brackets.before_end - word));
  if (!form || std::ranges::count_if(form->text, is_capital) < 2) return;
  rest = brackets.inside;
  const std::string_view words = take_piece(rest);
  if (static_cast<std::size_t>(std::ranges::count(words, ' ')) >= most_words(*form)) return;
  const std::string_view meaning = meaning_of(*form, words, MeaningBegin::kFirstWord);
  if (!meaning.empty()) found.push_back({form->text, meaning});
}

}  // namespace

std::vector<AbbreviationDefinition> abbreviation_definitions(std::string_view text) {
  std::vector<AbbreviationDefinition> found;
  for (std::size_t open = text.find('('); open != std::string_view::npos;
       open = text.find('(', open + 1)) {
    if (open < 2 || text[open - 1] != ' ') continue;
    // What has brackets in itself is looked at when they come.
    const std::string_view rest = text.substr(open + 1, kLongestInBrackets);
    const std::size_t close = rest.find_first_of("()\n");
    if (close == std::string_view::npos || rest[close] != ')') continue;
    std::size_t end = open;
    while (end > 0 && text[end - 1] == ' ') --end;
    add_definitions(text, {end, rest.substr(0, close)}, found);
  }
  return found;
}

}  // namespace medlar
