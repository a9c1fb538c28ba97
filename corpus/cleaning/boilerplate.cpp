#include "corpus/cleaning/boilerplate.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "corpus/ascii.h"
#include "corpus/fnv1a.h"
#include "corpus/letter_run.h"
#include "corpus/split_mix.h"

namespace medlar {
namespace {

constexpr std::string_view kNoBreakSpace = "\u00a0";

/// What a byte is to a fingerprint: itself, in small letters; nothing at all, as an apostrophe,
/// which scraping loses ("doesnt"); or, as blanks and other signs, the end of a word.
constexpr char kNothing = '\0';
constexpr char kEndOfWord = ' ';

constexpr std::array<char, 256> kFoldedByte = [] {
  std::array<char, 256> folded{};
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const char c = static_cast<char>(i);
    const bool is_itself = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || i >= 0x80;
    folded[i] = is_itself                ? c
                : (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a')
                : c == '\''              ? kNothing
                                         : kEndOfWord;
  }
  return folded;
}();

struct Print {
  std::uint64_t hash;
  std::size_t letters;
};

/// How many bytes of what ends a word are at `at`; none inside a word.
std::size_t word_end_bytes(std::string_view sentence, std::size_t at) {
  if (at == sentence.size()) return 1;
  const char c = sentence[at];
  if (kFoldedByte[static_cast<unsigned char>(c)] == kEndOfWord) return 1;
  const bool is_no_break_space =
      c == kNoBreakSpace.front() && sentence.substr(at).starts_with(kNoBreakSpace);
  return is_no_break_space ? kNoBreakSpace.size() : 0;
}

Print print_of(std::string_view sentence, std::uint64_t publisher) {
  Print print{publisher, 0};
  std::string folded;  // a word
  for (std::size_t at = 0; at < sentence.size();) {
    const LetterRun run = letter_run(sentence, at);
    std::uint64_t hash = run.hash;
    std::size_t letters = run.end - at;
    at = run.end;
    std::size_t behind = word_end_bytes(sentence, at);
    if (behind == 0) {  // more than ASCII letters
      at -= letters;
      for (folded.clear(); behind == 0; behind = word_end_bytes(sentence, ++at)) {
        const char c = kFoldedByte[static_cast<unsigned char>(sentence[at])];
        if (c != kNothing) folded += c;
      }
      hash = letters_hash(folded);
      letters = folded.size();
    }
    if (letters > 0) print.hash = split_mix(print.hash ^ hash);
    print.letters += letters;
    at += behind;
  }
  if (print.hash == 0) print.hash = 1;  // 0 is none
  return print;
}

constexpr std::array<bool, 256> kMayEndPiece = [] {
  std::array<bool, 256> may{};
  for (const char c : {'.', '!', '?', '\n'}) may[static_cast<unsigned char>(c)] = true;
  return may;
}();

/// Where the piece that begins at `at` ends: behind the sign that ends a sentence, and what closes
/// after it, where a blank follows; or before a line's end.
std::size_t piece_end(std::string_view text, std::size_t at) {
  constexpr std::string_view kClosers = "\"')]";
  while (true) {
    while (at < text.size() && !kMayEndPiece[static_cast<unsigned char>(text[at])]) ++at;
    if (at == text.size()) return at;
    if (text[at] == '\n') return at;
    ++at;
    while (at < text.size() && kClosers.find(text[at]) != std::string_view::npos) ++at;
    if (at == text.size() || is_blank(text[at])) return at;
  }
}

}  // namespace

std::uint64_t publisher_print(const Article& article) {
  return fnv1a("\xff", fnv1a(article.language, fnv1a("\xff", fnv1a(article.source))));
}

std::uint64_t sentence_print(std::string_view sentence, std::uint64_t publisher) {
  return print_of(sentence, publisher).hash;
}

std::vector<SentencePiece> sentence_pieces(std::string_view text, std::uint64_t publisher) {
  std::vector<SentencePiece> pieces;
  std::size_t at = 0;
  while (true) {
    while (at < text.size() && is_blank(text[at])) ++at;
    if (at == text.size()) return pieces;
    const std::size_t end = piece_end(text, at);
    std::size_t trimmed = end;
    while (is_blank(text[trimmed - 1])) --trimmed;
    SentencePiece piece{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(trimmed), 0};
    if (trimmed - at >= kMinSentenceLetters) {
      const Print print = print_of(text.substr(at, trimmed - at), publisher);
      if (print.letters >= kMinSentenceLetters) piece.print = print.hash;
    }
    pieces.push_back(piece);
    at = end;
  }
}

std::vector<BoilerplateSentence> find_boilerplate(const Article& article,
                                                  const IsBoilerplate& is_boilerplate) {
  std::vector<BoilerplateSentence> found;
  const std::uint64_t publisher = publisher_print(article);
  std::size_t left = 0;  // bytes of the article that are not
  for (std::size_t s = 0; s < article.sections.size(); ++s) {
    std::size_t last = found.size();  // where the boilerplate goes on, if only short ones follow
    bool goes_on = false;
    std::size_t between = 0;  // bytes of the short ones
    for (const SentencePiece& piece : sentence_pieces(article.sections[s].text, publisher)) {
      const std::size_t size = piece.end - piece.begin;
      if (piece.print == 0) {
        (goes_on ? between : left) += size;
        if (goes_on) found.push_back({s, piece.begin, piece.end, 0});
        continue;
      }
      if (is_boilerplate(piece.print)) {
        found.push_back({s, piece.begin, piece.end, piece.print});
        last = found.size();
        goes_on = true;
      } else {
        found.resize(last);
        left += size + between;
        goes_on = false;
      }
      between = 0;
    }
    found.resize(last);
    left += between;
  }
  if (left < kMinSentenceLetters) found.clear();
  return found;
}

BoilerplateSet::BoilerplateSet(std::vector<std::uint64_t> prints) : prints_(std::move(prints)) {
  std::ranges::sort(prints_);
  prints_.erase(std::unique(prints_.begin(), prints_.end()), prints_.end());
}

bool BoilerplateSet::contains(std::uint64_t print) const {
  return std::ranges::binary_search(prints_, print);
}

}  // namespace medlar
