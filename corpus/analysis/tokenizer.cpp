#include "corpus/analysis/tokenizer.h"

#include <algorithm>

#include <unicode/ubrk.h>

#include "corpus/analysis/icu_breaks.h"
#include "corpus/analysis/utf8.h"
#include "corpus/ascii.h"
#include "corpus/letter_run.h"

namespace medlar {

struct Tokenizer::Impl {
  IcuBreaks breaks{IcuBreaks::Of::kWords};

  void add_by_icu(std::string_view text, WordSpan part, std::vector<WordSpan>& words);
};

Tokenizer::Tokenizer() : impl_(std::make_unique<Impl>()) {}
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;
Tokenizer& Tokenizer::operator=(Tokenizer&&) noexcept = default;
Tokenizer::~Tokenizer() = default;

namespace {

/// ICU 72 takes an '@' for a letter; an address is more useful in its parts.
void add_between_ats(std::string_view text, std::uint32_t begin, std::uint32_t end,
                     std::vector<WordSpan>& words) {
  constexpr std::string_view kJoiners = ".:,;'";  // what an '@' as a letter would join
  while (begin < end) {
    const auto at = static_cast<std::uint32_t>(std::min<std::size_t>(text.find('@', begin), end));
    const std::string_view part = text.substr(begin, at - begin);
    const std::size_t first = part.find_first_not_of(kJoiners);
    if (part.find_first_not_of("_.:,;'") != std::string_view::npos) {
      words.push_back({begin + static_cast<std::uint32_t>(first),
                       begin + static_cast<std::uint32_t>(part.find_last_not_of(kJoiners)) + 1});
    }
    begin = at + 1;
  }
}

/// UAX #29 for a part of ASCII that begins and ends at a blank or at an end of the text: rules WB5
/// to WB13b come down to letters, digits and '_' in a row, and one of .' between letters or one of
/// .,;' between digits. A test holds it against ICU, which takes many times as long.
void add_ascii(std::string_view text, WordSpan part, std::vector<WordSpan>& words) {
  const std::size_t size = part.end;
  const std::string_view part_text = text.substr(0, size);
  for (std::size_t i = part.begin; i < size;) {
    if (!is_ascii_letter(text[i]) && !is_digit(text[i]) && text[i] != '_') {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    bool is_word = false;  // underscores alone are none
    for (; i < size; ++i) {
      const std::size_t letters_end = ascii_letters_end(part_text, i);
      is_word |= letters_end > i;
      i = letters_end;
      if (i == size) break;
      const char c = text[i];
      if (is_digit(c)) {
        is_word = true;
        continue;
      }
      if (c == '_') continue;
      if (i == begin || i + 1 == size) break;
      const char before = text[i - 1];
      const char after = text[i + 1];
      const bool joins_letters =
          (c == '.' || c == '\'') && is_ascii_letter(before) && is_ascii_letter(after);
      const bool joins_digits =
          (c == '.' || c == ',' || c == ';' || c == '\'') && is_digit(before) && is_digit(after);
      if (!joins_letters && !joins_digits) break;
    }
    if (is_word) {
      words.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(i)});
    }
  }
}

std::uint32_t first_beyond_ascii(std::string_view text, std::uint32_t from) {
  constexpr std::uint32_t kStep = 64;  // is_ascii() looks at many bytes at once
  while (from + kStep < text.size() && is_ascii(text.substr(from, kStep))) from += kStep;
  while (from < text.size() && static_cast<unsigned char>(text[from]) < 0x80) ++from;
  return from;
}

}  // namespace

void Tokenizer::Impl::add_by_icu(std::string_view text, WordSpan part,
                                 std::vector<WordSpan>& words) {
  std::uint32_t begin = part.begin;
  for (const IcuBreak& found : breaks.find(text.substr(part.begin, part.end - part.begin))) {
    const std::uint32_t end = part.begin + found.end;
    if (found.rule_status >= UBRK_WORD_NONE_LIMIT) add_between_ats(text, begin, end, words);
    begin = end;
  }
}

void Tokenizer::split(std::string_view text, std::vector<WordSpan>& words) {
  words.clear();
  const auto size = static_cast<std::uint32_t>(text.size());
  // No rule looks beyond a blank, so ICU need see only what stands between the blanks around a
  // character that is not ASCII.
  for (std::uint32_t begin = 0; begin < size;) {
    const std::uint32_t beyond = first_beyond_ascii(text, begin);
    std::uint32_t ascii_end = beyond;
    while (beyond < size && ascii_end > begin && !is_blank(text[ascii_end - 1])) --ascii_end;
    add_ascii(text, {begin, ascii_end}, words);
    std::uint32_t end = beyond;
    while (end < size && !is_blank(text[end])) ++end;
    if (end > ascii_end) impl_->add_by_icu(text, {ascii_end, end}, words);
    begin = end;
  }
}

void Tokenizer::split_by_icu(std::string_view text, std::vector<WordSpan>& words) {
  words.clear();
  impl_->add_by_icu(text, {0, static_cast<std::uint32_t>(text.size())}, words);
}

}  // namespace medlar
