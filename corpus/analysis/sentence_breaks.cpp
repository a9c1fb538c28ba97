#include "corpus/analysis/sentence_breaks.h"

#include <algorithm>
#include <vector>

#include "corpus/analysis/icu_breaks.h"
#include "corpus/analysis/utf8.h"
#include "corpus/ascii.h"

namespace medlar {
namespace {

// The property Sentence_Break of ASCII characters, as far as the rules tell them apart.
bool is_terminator(char c) { return c == '.' || c == '!' || c == '?'; }  // SATerm
bool is_line_end(char c) { return c == '\n' || c == '\r'; }              // ParaSep
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\v' || c == '\f'; }
bool is_closing(char c) { return std::string_view("()[]{}\"'").find(c) != std::string_view::npos; }
bool continues_sentence(char c) { return c == ',' || c == '-' || c == ':'; }  // SContinue

/// Rule SB8: whether the first letter behind a full stop, before the line or another sentence
/// ends, is a small one.
bool goes_on_small(std::string_view rest) {
  const auto told = std::ranges::find_if(
      rest, [](char c) { return is_ascii_letter(c) || is_terminator(c) || is_line_end(c); });
  return told != rest.end() && is_small(*told);
}

/// The breaks of a line of ASCII, which begins at `offset` and ends with its line end or the text.
void add_breaks_of_ascii(std::string_view line, std::uint32_t offset,
                         std::vector<std::uint32_t>& breaks) {
  const std::size_t size = line.size();
  const auto skip = [&](std::size_t at, bool (*kind)(char)) {
    while (at < size && kind(line[at])) ++at;
    return at;
  };
  for (std::size_t i = 0; i < size;) {
    if (!is_terminator(line[i])) {
      ++i;
      continue;
    }
    const bool is_stop = line[i] == '.';
    const std::size_t next = i + 1;
    const bool is_inside =
        is_stop && next < size &&
        (is_digit(line[next]) ||                                              // SB6
         (i > 0 && is_ascii_letter(line[i - 1]) && is_capital(line[next])));  // SB7
    if (is_inside) {
      i = next;
      continue;
    }
    std::size_t end = skip(skip(next, is_closing), is_space);  // SB9, SB10
    i = end;
    if (end == size) break;
    if (is_terminator(line[end]) || continues_sentence(line[end])) continue;  // SB8a
    if (is_stop && goes_on_small(line.substr(end))) continue;
    if (is_line_end(line[end])) break;                           // with the line
    breaks.push_back(offset + static_cast<std::uint32_t>(end));  // SB11
  }
  breaks.push_back(offset + static_cast<std::uint32_t>(size));
}

/// The length of the text's first line, with what ends it.
std::size_t line_length(std::string_view text) {
  const auto end = static_cast<std::size_t>(std::ranges::find_if(text, is_line_end) - text.begin());
  if (end == text.size()) return end;
  return end + (text.substr(end).starts_with("\r\n") ? 2 : 1);
}

}  // namespace

struct SentenceBreaks::Impl {
  IcuBreaks icu{IcuBreaks::Of::kSentences};
  std::vector<std::uint32_t> breaks;

  void add_by_icu(std::string_view part, std::uint32_t offset) {
    for (const IcuBreak& found : icu.find(part)) breaks.push_back(offset + found.end);
  }
};

SentenceBreaks::SentenceBreaks() : impl_(std::make_unique<Impl>()) {}
SentenceBreaks::SentenceBreaks(SentenceBreaks&&) noexcept = default;
SentenceBreaks& SentenceBreaks::operator=(SentenceBreaks&&) noexcept = default;
SentenceBreaks::~SentenceBreaks() = default;

std::span<const std::uint32_t> SentenceBreaks::find(std::string_view text) {
  impl_->breaks.clear();
  // No rule looks beyond a line's end (SB4).
  for (std::size_t begin = 0; begin < text.size();) {
    const std::string_view line = text.substr(begin, line_length(text.substr(begin)));
    const auto offset = static_cast<std::uint32_t>(begin);
    if (is_ascii(line)) {
      add_breaks_of_ascii(line, offset, impl_->breaks);
    } else {
      impl_->add_by_icu(line, offset);
    }
    begin += line.size();
  }
  return impl_->breaks;
}

std::span<const std::uint32_t> SentenceBreaks::find_by_icu(std::string_view text) {
  impl_->breaks.clear();
  impl_->add_by_icu(text, 0);
  return impl_->breaks;
}

}  // namespace medlar
