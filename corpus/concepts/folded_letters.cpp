#include "corpus/concepts/folded_letters.h"

#include "corpus/ascii.h"

namespace medlar {
namespace {

// Of U+00C0 to U+017F (Latin-1 Supplement and Latin Extended-A) the letter without its accent; '-'
// is no letter, or no single one.
constexpr std::string_view kLatin =
    "aaaaaaaceeeeiiiidnooooo-ouuuuy-saaaaaaaceeeeiiiidnooooo-ouuuuy-y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii--jjkkklllllllllln"
    "nnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(kLatin.size() == 0x180 - 0xC0);

// Of U+0391 to U+03A9, and of the small ones 0x20 later: the first letters of their names.
constexpr std::string_view kGreek = "abgdezetiklmnxopr-stupcpo";

constexpr char32_t kMicroSign = 0xB5;

struct Folded {
  char letter;     // 0: not one
  bool is_letter;  // of some script
  bool is_small;
};

Folded fold(char32_t c) {
  if (c < 0x80) {
    const char ascii = static_cast<char>(c);
    if (is_capital(ascii)) return {static_cast<char>(ascii + 'a' - 'A'), true, false};
    const bool is_letter = is_small(ascii) || is_digit(ascii);
    return {is_letter ? ascii : '\0', is_letter, true};
  }
  const auto of = [](char letter, bool is_small) {
    return Folded{letter == '-' ? '\0' : letter, letter != '-', is_small};
  };
  if (c == kMicroSign) return of('m', true);
  if (c >= 0xC0 && c < 0x100) return of(kLatin[c - 0xC0], c >= 0xDF);
  if (c >= 0x100 && c < 0x180) return of(kLatin[c - 0xC0], true);
  if (c >= 0x391 && c <= 0x3A9) return of(kGreek[c - 0x391], false);
  if (c == 0x3C2) return of('s', true);  // the sigma at a word's end
  if (c >= 0x3B1 && c <= 0x3C9) return of(kGreek[c - 0x3B1], true);
  // Punctuation, symbols and blanks; whatever else there is counts as letters.
  const bool is_mark = c < 0xC0 || (c >= 0x2000 && c < 0x2E80) || (c >= 0x3000 && c < 0x3040);
  return {'\0', !is_mark, true};
}

constexpr bool is_white(char32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0;
}

/// Marks that stand within a word: "Crohn's" has one part.
constexpr bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019; }

}  // namespace

char32_t next_character(std::string_view text, std::size_t& at) {
  const auto byte = [&text](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const char32_t first = byte(at++);
  if (first < 0x80) return first;
  const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
  char32_t c = first & (0x3FU >> static_cast<unsigned>(more));
  for (int i = 0; i < more && at < text.size(); ++i) c = c << 6U | (byte(at++) & 0x3FU);
  return c;
}

void fold_letters(std::string_view text, std::vector<FoldedLetter>& letters) {
  using Place = FoldedLetter::Place;
  letters.clear();
  Place next = Place::kWord;
  bool was_small = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = static_cast<std::uint32_t>(at);
    const char32_t c = next_character(text, at);
    const Folded folded = fold(c);
    if (!folded.is_letter) {
      if (is_white(c)) {
        next = Place::kWord;
      } else if (next == Place::kInner && !is_apostrophe(c)) {
        next = Place::kPart;
      }
      was_small = false;
      continue;
    }
    // "PubMed" has two parts, "RNA" one.
    if (next == Place::kInner && was_small && !folded.is_small) next = Place::kPart;
    letters.push_back({folded.letter, folded.is_small, next, begin});
    was_small = folded.is_small;
    next = Place::kInner;
  }
}

}  // namespace medlar
