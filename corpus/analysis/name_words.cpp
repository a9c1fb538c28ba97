#include "corpus/analysis/name_words.h"

#include <algorithm>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "corpus/analysis/folding.h"
#include "corpus/analysis/tokenizer.h"
#include "corpus/analysis/utf8.h"
#include "corpus/ascii.h"

namespace medlar {
namespace {

enum class Possessive { kKept, kDropped };

bool is_punctuation(char c) {
  return static_cast<unsigned char>(c) < 0x80 && !is_ascii_letter(c) && !is_digit(c);
}

std::string without_apostrophes(std::string_view word) {
  std::string rest(word);
  for (const std::string_view apostrophe : {"'", "\u2019", "\u2018", "\u02bc", "\uff07"}) {
    for (std::size_t at = 0; (at = rest.find(apostrophe, at)) != std::string::npos;) {
      rest.erase(at, apostrophe.size());
    }
  }
  return rest;
}

std::string fold(std::string_view word, Possessive possessive) {
  const auto is_plain = [](char c) { return is_ascii_letter(c) || is_digit(c); };
  if (std::ranges::all_of(word, is_plain)) return fold_word(word).folded;  // nearly every word
  const std::string folded =
      fold_word(possessive == Possessive::kKept ? without_apostrophes(word) : word).folded;
  std::string letters;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const bool is_in_number =
        i > 0 && i + 1 < folded.size() && is_digit(folded[i - 1]) && is_digit(folded[i + 1]);
    if (!is_punctuation(folded[i]) || (is_in_number && folded[i] != '\'')) letters += folded[i];
  }
  return letters;
}

bool has_space(std::string_view gap) {
  const auto size = static_cast<std::int32_t>(gap.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(gap.data(), i, size, c);
    if (c >= 0 && u_isUWhiteSpace(c)) return true;
  }
  return false;
}

std::vector<NameWord> words_of(std::string_view text, Possessive possessive) {
  thread_local Tokenizer tokenizer;  // costly to make, and not to be shared
  thread_local std::vector<WordSpan> spans;
  tokenizer.split(text, spans);
  std::vector<NameWord> words;
  words.reserve(spans.size());
  for (const WordSpan span : spans) {
    std::string folded = fold(text.substr(span.begin, span.end - span.begin), possessive);
    if (folded.empty()) continue;
    const bool is_joined =
        !words.empty() && !has_space(text.substr(words.back().end, span.begin - words.back().end));
    words.push_back({span.begin, span.end, std::move(folded), is_joined});
  }
  return words;
}

}  // namespace

std::vector<NameWord> name_words(std::string_view name) {
  return words_of(name, Possessive::kKept);
}

std::vector<NameWord> typed_words(std::string_view typed) {
  return words_of(typed, Possessive::kDropped);
}

std::string joined_from(std::span<const NameWord> words, std::size_t first) {
  std::string joined = words[first].folded;
  for (std::size_t i = first + 1; i < words.size() && words[i].is_joined; ++i) {
    if (joined.size() >= kMaxJoinedBytes) break;
    joined += words[i].folded;
  }
  if (joined.size() > kMaxJoinedBytes) joined.resize(character_begin(joined, kMaxJoinedBytes));
  return joined;
}

std::size_t end_as_written(std::string_view name, const NameWord& word, std::size_t size) {
  const std::string_view written = name.substr(word.begin, word.end - word.begin);
  if (size >= word.folded.size()) return word.end;
  // Folding makes letters more or fewer: the shortest beginning that folds to enough, with the
  // marks on its last letter.
  std::size_t end = 0;
  for (std::size_t at = 0; at < written.size();) {
    std::size_t next = at + 1;
    while (next < written.size() && character_begin(written, next) != next) ++next;
    const std::size_t folded = fold(written.substr(0, next), Possessive::kKept).size();
    const bool is_mark = end > 0 && folded == size &&
                         !fold(written.substr(at, next - at), Possessive::kKept).empty();
    if (end > 0 && !is_mark) break;
    if (folded >= size) end = next;
    at = next;
  }
  return word.begin + (end == 0 ? written.size() : end);
}

}  // namespace medlar
