#include "corpus/analysis/folding.h"

#include <algorithm>
#include <array>
#include <new>
#include <utility>

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "corpus/analysis/utf8.h"
#include "corpus/ascii.h"

namespace medlar {
namespace {

std::string lower_ascii(std::string_view s) {
  std::string lower(s);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return lower;
}

std::string normalize(const icu::Normalizer2& normalizer, std::string_view s) {
  std::string out;
  icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(s.size()));
  UErrorCode status = U_ZERO_ERROR;
  normalizer.normalizeUTF8(0, icu::StringPiece(s.data(), static_cast<std::int32_t>(s.size())), sink,
                           nullptr, status);
  if (U_FAILURE(status)) throw std::bad_alloc();  // no bytes are wrong: nothing else fails
  return out;
}

/// ICU's data is linked in, so there is a normalizer wherever there is memory.
const icu::Normalizer2& or_no_memory(const icu::Normalizer2* normalizer) {
  if (normalizer == nullptr) throw std::bad_alloc();
  return *normalizer;
}

std::string case_fold(std::string_view s) {
  if (is_ascii(s)) return lower_ascii(s);
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* const kNfkcCasefold =
      icu::Normalizer2::getNFKCCasefoldInstance(status);
  return normalize(or_no_memory(kNfkcCasefold), s);
}

void replace_all(std::string& s, std::string_view from, std::string_view to) {
  for (std::size_t at = s.find(from); at != std::string::npos; at = s.find(from, at + to.size())) {
    s.replace(at, from.size(), to);
  }
}

/// "crohn's" is "crohn"; typographic apostrophes count like the typewriter's.
void strip_possessive(std::string& s) {
  if (!is_ascii(s)) {
    for (const std::string_view apostrophe : {"\u2019", "\u2018", "\u02bc", "\uff07"}) {
      replace_all(s, apostrophe, "'");
    }
  }
  if (s.size() > 2 && s.ends_with("'s")) s.resize(s.size() - 2);
}

/// "1,000" is "1000": a comma between a digit and groups of three digits only groups them.
void ungroup_digits(std::string& s) {
  if (s.empty() || !is_digit(s.front()) || s.find(',') == std::string::npos) return;
  std::string plain;
  std::size_t since_comma = 0;
  bool grouped = false;
  for (const char c : s) {
    if (c == ',') {
      if (grouped ? since_comma != 3 : since_comma > 3) return;
      grouped = true;
      since_comma = 0;
    } else if (is_digit(c)) {
      plain.push_back(c);
      ++since_comma;
    } else {
      return;
    }
  }
  if (since_comma == 3) s = std::move(plain);
}

// Greek letters as they are read aloud: "TNF-α" is looked for as "TNF-alpha".
constexpr std::array<std::string_view, 25> kGreekNames{
    "alpha", "beta",   "gamma",   "delta", "epsilon", "zeta",    "eta",  "theta", "iota",
    "kappa", "lambda", "mu",      "nu",    "xi",      "omicron", "pi",   "rho",   "sigma",
    "sigma", "tau",    "upsilon", "phi",   "chi",     "psi",     "omega"};
constexpr char32_t kSmallAlpha = 0x3b1;
constexpr char32_t kSmallOmega = 0x3c9;

bool has_greek_name(char32_t c) { return c >= kSmallAlpha && c <= kSmallOmega; }

/// Letters of Greek words, accented ones too (blocks Greek and Greek Extended).
bool is_greek(char32_t c) { return (c >= 0x370 && c <= 0x3ff) || (c >= 0x1f00 && c <= 0x1fff); }

/// Spells out the Greek letters of a word that is one letter or mixes scripts ("1β"); a Greek
/// word stays Greek. "μg" is the microgram.
std::string spell_out_greek(std::string_view s) {
  std::string spelt;
  std::size_t greek = 0;
  std::size_t other = 0;
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(s.size());) {
    const std::int32_t begin = i;
    UChar32 c = 0;
    U8_NEXT(s.data(), i, static_cast<std::int32_t>(s.size()), c);
    ++(is_greek(static_cast<char32_t>(c)) ? greek : other);
    if (has_greek_name(static_cast<char32_t>(c))) {
      spelt += kGreekNames[static_cast<std::size_t>(c) - kSmallAlpha];
    } else {
      spelt += s.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(i - begin));
    }
  }
  if (greek == 0 || (other == 0 && greek > 1)) return std::string(s);
  return spelt == "mug" ? "mcg" : spelt;
}

// Letters that do not decompose into a base letter and a mark.
constexpr std::array<std::pair<char32_t, std::string_view>, 8> kLigatures{{
    {0x00e6, "ae"},
    {0x0153, "oe"},
    {0x00f8, "o"},
    {0x0142, "l"},
    {0x0111, "d"},
    {0x00f0, "d"},
    {0x00fe, "th"},
    {0x0131, "i"},
}};

void append(std::string& s, char32_t c) {
  char buffer[4];
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(buffer, length, c);
  s.append(buffer, static_cast<std::size_t>(length));
}

}  // namespace

std::string fold_diacritics(std::string_view word) {
  if (is_ascii(word)) return std::string(word);
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* const kNfd = icu::Normalizer2::getNFDInstance(status);
  const std::string decomposed = normalize(or_no_memory(kNfd), word);
  std::string folded;
  bool loses_marks = false;
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(decomposed.size());) {
    UChar32 c = 0;
    U8_NEXT(decomposed.data(), i, static_cast<std::int32_t>(decomposed.size()), c);
    // Marks of other scripts are letters to their readers (Hindi vowels).
    if (u_charType(c) == U_NON_SPACING_MARK) {
      if (!loses_marks) append(folded, static_cast<char32_t>(c));
      continue;
    }
    const auto ligature = std::ranges::find(kLigatures, static_cast<char32_t>(c),
                                            &std::pair<char32_t, std::string_view>::first);
    if (ligature != kLigatures.end()) {
      folded += ligature->second;
    } else {
      append(folded, static_cast<char32_t>(c));
    }
    status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &status);
    loses_marks = script == USCRIPT_LATIN || script == USCRIPT_GREEK;
  }
  // Recompose what was kept (Hangul syllables, other scripts' marks).
  status = U_ZERO_ERROR;
  static const icu::Normalizer2* const kNfc = icu::Normalizer2::getNFCInstance(status);
  return is_ascii(folded) ? folded : normalize(or_no_memory(kNfc), folded);
}

FoldedWord fold_word(std::string_view word) {
  FoldedWord result;
  result.exact = case_fold(word);
  strip_possessive(result.exact);
  ungroup_digits(result.exact);
  result.folded =
      is_ascii(result.exact) ? result.exact : fold_diacritics(spell_out_greek(result.exact));
  return result;
}

}  // namespace medlar
