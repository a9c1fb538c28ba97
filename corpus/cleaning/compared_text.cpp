#include "corpus/cleaning/compared_text.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "corpus/analysis/vocabulary.h"
#include "corpus/fnv1a.h"

namespace medlar {
namespace {

// Words of one letter, English and Spanish.
constexpr std::string_view kLetterWords = "aAyYoO";

enum class Kind { kSpace, kLetter, kDigit, kSign, kApostrophe };

struct Character {
  Kind kind = Kind::kSpace;
  std::size_t size = 1;
};

constexpr std::array<Kind, 128> kAsciiKinds = [] {
  std::array<Kind, 128> kinds{};
  for (std::size_t c = 0; c < kinds.size(); ++c) {
    const std::size_t lower = c | 0x20U;
    if (lower >= 'a' && lower <= 'z') kinds[c] = Kind::kLetter;
    if (c >= '0' && c <= '9') kinds[c] = Kind::kDigit;
    if (c == '<' || c == '>' || c == '+') kinds[c] = Kind::kSign;
    if (c == '\'') kinds[c] = Kind::kApostrophe;
  }
  return kinds;
}();

/// The character at `at`, beyond ASCII. All but the usual punctuation is a letter.
Character wide_character(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  const unsigned c = byte(0);
  if (c == 0xC2) {  // Latin-1: letters are only the ordinals and the micro sign
    const unsigned next = byte(1);
    return {next == 0xAA || next == 0xB5 || next == 0xBA ? Kind::kLetter : Kind::kSpace, 2};
  }
  if (c == 0xE2 && (byte(1) == 0x80 || byte(1) == 0x81)) {  // general punctuation
    return {byte(1) == 0x80 && byte(2) == 0x99 ? Kind::kApostrophe : Kind::kSpace, 3};
  }
  return {Kind::kLetter, c < 0xE0 ? 2U : c < 0xF0 ? 3U : 4U};
}

Character character_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const auto c = static_cast<unsigned char>(text[at]);
  return c < kAsciiKinds.size() ? Character{kAsciiKinds[c], 1} : wide_character(text, at);
}

/// In lower case: ASCII, and the capitals of Latin-1 (U+00C0 to U+00DE).
unsigned char lower(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c >= 'A' && c <= 'Z') return c | 0x20U;
  const bool is_latin1 = at > 0 && static_cast<unsigned char>(text[at - 1]) == 0xC3;
  return is_latin1 && c >= 0x80 && c <= 0x9E && c != 0x97 ? c | 0x20U : c;
}

constexpr std::uint64_t added(std::uint64_t hash, unsigned char c) {
  return (hash ^ c) * 0x100000001b3ULL;
}

/// The number that begins at `at`; points before digits are part of it, commas in it are not.
std::size_t end_of_number(std::string_view text, std::size_t at, std::uint64_t& hash) {
  const auto is_digit = [&](std::size_t i) {
    return i < text.size() && text[i] >= '0' && text[i] <= '9';
  };
  while (is_digit(at) ||
         (at < text.size() && (text[at] == '.' || text[at] == ',') && is_digit(at + 1))) {
    if (text[at] != ',') hash = added(hash, static_cast<unsigned char>(text[at]));
    ++at;
  }
  return at;
}

/// The word that begins at `at` with a letter; digits are part of it ("B12", "FGFR3").
std::size_t end_of_letters(std::string_view text, std::size_t at, ComparedWord& word) {
  const std::size_t begin = at;
  while (at < text.size()) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c < kAsciiKinds.size() && kAsciiKinds[c] == Kind::kLetter) {  // nearly always
      word.hash = added(word.hash, c | 0x20U);
      ++at;
      continue;
    }
    const Character next = character_at(text, at);
    if (next.kind == Kind::kApostrophe) {
      if (character_at(text, at + next.size).kind != Kind::kLetter) break;
      at += next.size;
      continue;
    }
    if (next.kind != Kind::kLetter && next.kind != Kind::kDigit) break;
    word.is_sign |= next.kind == Kind::kDigit;
    for (std::size_t i = 0; i < next.size && at < text.size(); ++i, ++at) {
      word.hash = added(word.hash, lower(text, at));
    }
  }
  word.is_sign |= at == begin + 1 && kLetterWords.find(text[begin]) == std::string_view::npos;
  return at;
}

/// The letters and digits of a text, in lower case.
std::string letters_of(std::string_view text) {
  std::string letters;
  for (std::size_t at = 0; at < text.size();) {
    const Character next = character_at(text, at);
    for (std::size_t i = 0; i < next.size && at < text.size(); ++i, ++at) {
      if (next.kind == Kind::kLetter || next.kind == Kind::kDigit) {
        letters += static_cast<char>(lower(text, at));
      }
    }
  }
  return letters;
}

/// True for "Example Clinic" in https://www.exampleclinic.org/ and for the source itself.
bool names_publisher(std::string_view text, const Article& article) {
  const std::string letters = letters_of(text);
  if (letters.empty()) return false;
  if (letters == letters_of(article.source)) return true;
  std::string_view host = article.url;
  const std::size_t scheme = host.find("://");
  if (scheme == std::string_view::npos) return false;
  host.remove_prefix(scheme + 3);
  host = host.substr(0, host.find('/'));
  while (!host.empty()) {
    const std::string_view label = host.substr(0, host.find('.'));
    if (letters == letters_of(label)) return true;
    host.remove_prefix(std::min(host.size(), label.size() + 1));
  }
  return false;
}

std::string_view without_publisher(const Article& article) {
  constexpr std::array<std::string_view, 5> kSeparators{" | ", " - ", " \u2013 ", " \u2014 ",
                                                        " \u00b7 "};
  std::string_view title = article.title;
  for (const std::string_view separator : kSeparators) {
    const std::size_t at = title.rfind(separator);
    if (at == std::string_view::npos) continue;
    if (names_publisher(title.substr(at + separator.size()), article)) title = title.substr(0, at);
  }
  return title;
}

}  // namespace

void add_compared_words(std::string_view text, std::vector<ComparedWord>& words) {
  Kind before = Kind::kSpace;
  for (std::size_t at = 0; at < text.size();) {
    const Character next = character_at(text, at);
    const bool is_point = text[at] == '.' && before != Kind::kLetter &&
                          character_at(text, at + 1).kind == Kind::kDigit;
    ComparedWord word{kFnv1aBegin, false};
    std::size_t end = at + next.size;
    if (next.kind == Kind::kDigit || is_point) {
      end = end_of_number(text, at, word.hash);
      word.is_sign = true;
    } else if (next.kind == Kind::kLetter) {
      end = end_of_letters(text, at, word);
    } else if (next.kind == Kind::kSign) {
      word.hash = added(word.hash, static_cast<unsigned char>(text[at]));
      word.is_sign = true;
    }
    if (word.hash != kFnv1aBegin) words.push_back(word);
    before = next.kind;
    at = end;
  }
}

bool is_compared_stop_word(std::uint64_t hash) {
  static const std::unordered_set<std::uint64_t> all = [] {
    std::vector<ComparedWord> words;
    for (const char* const list : {"stop_words.en.txt", "stop_words.es.txt"}) {
      for (const auto& line : vocabulary_lines(vocabulary_file(list))) {
        for (const std::string_view word : line) {
          // In a title also "A" may be a type, a vitamin, a virus.
          if (word.size() > 1) add_compared_words(word, words);
        }
      }
    }
    std::unordered_set<std::uint64_t> hashes;
    for (const ComparedWord& word : words) {
      if (!word.is_sign) hashes.insert(word.hash);  // "e.g." is two of them
    }
    return hashes;
  }();
  return all.contains(hash);
}

ComparedText compared_text(const Article& article) {
  ComparedText text;
  text.language = article.language;
  add_compared_words(without_publisher(article), text.words);
  for (const ComparedWord& word : text.words) {
    if (!is_compared_stop_word(word.hash)) text.title.push_back(word.hash);
  }
  text.words.clear();
  for (const Section& section : article.sections) {
    add_compared_words(section.heading, text.words);
    add_compared_words(section.text, text.words);
  }
  return text;
}

std::vector<std::uint64_t> shingles(const std::vector<ComparedWord>& words) {
  std::vector<std::uint64_t> hashes;
  if (words.size() < kShingleWords) return hashes;
  hashes.reserve(words.size() - kShingleWords + 1);
  for (std::size_t i = 0; i + kShingleWords <= words.size(); ++i) {
    std::uint64_t hash = 0;
    for (std::size_t j = 0; j < kShingleWords; ++j) hash = mixed(hash, words[i + j].hash);
    hashes.push_back(hash);
  }
  return hashes;
}

}  // namespace medlar
