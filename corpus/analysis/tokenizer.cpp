#include "corpus/analysis/tokenizer.h"

#include <algorithm>
#include <cstdlib>
#include <new>

#include <unicode/ubrk.h>
#include <unicode/uclean.h>
#include <unicode/utext.h>

#include "corpus/analysis/utf8.h"
#include "corpus/ascii.h"
#include "corpus/memory_watch.h"

namespace medlar {

struct Tokenizer::Impl {
  UBreakIterator* breaks = nullptr;
  UText text = UTEXT_INITIALIZER;

  Impl() {
    UErrorCode status = U_ZERO_ERROR;
    breaks = ubrk_open(UBRK_WORD, "", nullptr, 0, &status);
    if (U_FAILURE(status)) throw std::bad_alloc();  // ICU's data is linked in: nothing else fails
  }
  ~Impl() {
    ubrk_close(breaks);
    utext_close(&text);
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  void add_by_icu(std::string_view text, WordSpan part, std::vector<WordSpan>& words);
};

Tokenizer::Tokenizer() : impl_(std::make_unique<Impl>()) {}
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;
Tokenizer& Tokenizer::operator=(Tokenizer&&) noexcept = default;
Tokenizer::~Tokenizer() = default;

namespace {

/// For all of ICU, before anything uses it: it takes one set of functions for the whole process.
[[maybe_unused]] const bool kIsIcuWatched = [] {
  UErrorCode status = U_ZERO_ERROR;
  u_setMemoryFunctions(
      nullptr, [](const void*, std::size_t size) { return watched_malloc(size); },
      [](const void*, void* block, std::size_t size) { return watched_realloc(block, size); },
      [](const void*, void* block) { std::free(block); }, &status);
  return U_SUCCESS(status);
}();

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

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
  for (std::size_t i = part.begin; i < size;) {
    if (!is_letter(text[i]) && !is_digit(text[i]) && text[i] != '_') {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    bool is_word = false;  // underscores alone are none
    for (; i < size; ++i) {
      const char c = text[i];
      if (is_letter(c) || is_digit(c)) {
        is_word = true;
        continue;
      }
      if (c == '_') continue;
      if (i == begin || i + 1 == size) break;
      const char before = text[i - 1];
      const char after = text[i + 1];
      const bool joins_letters = (c == '.' || c == '\'') && is_letter(before) && is_letter(after);
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

void Tokenizer::Impl::add_by_icu(std::string_view whole, WordSpan part,
                                 std::vector<WordSpan>& words) {
  UErrorCode status = U_ZERO_ERROR;
  utext_openUTF8(&text, whole.data() + part.begin, part.end - part.begin, &status);
  ubrk_setUText(breaks, &text, &status);
  if (U_FAILURE(status)) throw std::bad_alloc();
  std::int32_t begin = ubrk_first(breaks);
  for (std::int32_t end = ubrk_next(breaks); end != UBRK_DONE; end = ubrk_next(breaks)) {
    if (ubrk_getRuleStatus(breaks) >= UBRK_WORD_NONE_LIMIT) {
      add_between_ats(whole, part.begin + static_cast<std::uint32_t>(begin),
                      part.begin + static_cast<std::uint32_t>(end), words);
    }
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
