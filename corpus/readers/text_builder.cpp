#include "corpus/readers/text_builder.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "corpus/encoding.h"

namespace medlar {
namespace {

/// What a byte means to the copying loop; most bytes mean nothing and are copied in runs.
enum ByteKind : unsigned char { kPlain, kWhite, kC2 };

constexpr std::array<ByteKind, 256> kByteKinds = [] {
  std::array<ByteKind, 256> kinds{};
  for (const char c : std::string_view(" \t\n\r\f\v"))
    kinds[static_cast<unsigned char>(c)] = kWhite;
  kinds[0xC2] = kC2;  // leads U+0080 to U+00BF: C1 controls and the no-break space
  return kinds;
}();

ByteKind kind_of(char c) { return kByteKinds[static_cast<unsigned char>(c)]; }

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalnum(byte) != 0;
}

/// Letters and digits of any script; not the dashes and quotes of U+2000 to U+206F, nor the signs
/// of U+0080 to U+00BF.
bool begins_word(std::string_view text) {
  return is_word_byte(text.front()) && !text.starts_with("\xE2\x80") && !text.starts_with("\xC2");
}

/// What follows these belongs to them: "[12]", "3-5", "and/or". So does a text's first word.
bool opens(std::string_view text) {
  constexpr std::string_view kOpening[] = {"(", "[", "{", "-", "/", "–", "—", "“", "‘", "\"", "'"};
  return text.empty() || std::ranges::any_of(kOpening, [text](std::string_view mark) {
           return text.ends_with(mark);
         });
}

}  // namespace

void TextBuilder::raise(Break to) { pending_ = std::max(pending_, to); }
void TextBuilder::space() { raise(Break::kSpace); }
void TextBuilder::line_break() { raise(Break::kLine); }
void TextBuilder::paragraph_break() { raise(Break::kParagraph); }
void TextBuilder::word_boundary() { raise(Break::kWord); }
void TextBuilder::cell_boundary() { raise(Break::kCell); }

void TextBuilder::rendered_line_break() {
  raise(after_rendered_break_ ? Break::kParagraph : Break::kLine);
  after_rendered_break_ = true;
}

bool TextBuilder::ends_with_opening() const { return pending_ == Break::kNone && opens(text_); }

bool TextBuilder::ends_in_word() const {
  return pending_ == Break::kNone && !opens(text_) &&
         (is_word_byte(text_.back()) ||
          std::string_view(".?!)%").find(text_.back()) != std::string_view::npos);
}

void TextBuilder::flush_break(std::string_view next) {
  const Break pending = pending_;
  pending_ = Break::kNone;
  after_rendered_break_ = false;
  if (text_.empty()) return;
  switch (pending) {
    case Break::kNone:
      break;
    case Break::kWord:
      if (begins_word(next) && !opens(text_)) text_ += ' ';
      break;
    case Break::kSpace:
      text_ += ' ';
      break;
    case Break::kCell:
      text_ +=
          is_word_byte(text_.back()) || text_.back() == ')' || text_.back() == '%' ? "; " : " ";
      break;
    case Break::kLine:
      text_ += '\n';
      break;
    case Break::kParagraph:
      text_ += "\n\n";
      break;
  }
}

void TextBuilder::append(std::string_view run) {
  if (run.empty()) return;
  if (pending_ != Break::kNone) flush_break(run);
  text_.append(run);
}

void TextBuilder::add(std::string_view text) {
  std::size_t run = 0;
  std::size_t i = 0;
  while (i < text.size()) {
    const ByteKind kind = kind_of(text[i]);
    if (kind == kPlain) {
      ++i;
      continue;
    }
    if (kind == kWhite) {
      // The common case, one space between words, stays inside the run.
      const bool single =
          text[i] == ' ' && i > run && i + 1 < text.size() && kind_of(text[i + 1]) == kPlain;
      if (single) {
        i += 2;
        continue;
      }
      append(text.substr(run, i - run));
      raise(Break::kSpace);
      run = ++i;
      continue;
    }
    const auto second = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : 0);
    if (second > 0xA0 || second < 0x80) {
      i += 2;
      continue;
    }
    append(text.substr(run, i - run));
    if (second == 0xA0) {
      raise(Break::kSpace);
    } else {
      append(windows_1252_at(second));
    }
    run = i += 2;
  }
  append(text.substr(std::min(run, text.size())));
}

void TextBuilder::add_preformatted(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) {
      if (end != std::string_view::npos)
        raise(pending_ >= Break::kLine ? Break::kParagraph : Break::kLine);
    } else {
      append(line);
      if (end != std::string_view::npos) raise(Break::kLine);
    }
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

std::string TextBuilder::take() {
  std::string out = std::move(text_);
  text_.clear();
  pending_ = Break::kNone;
  after_rendered_break_ = false;
  return out;
}

std::string one_line(std::string_view text) {
  TextBuilder builder;
  builder.add(text);
  return builder.take();
}

std::string tidy_heading(std::string_view text) {
  std::string heading = one_line(text);
  for (std::size_t at = heading.find(" ?"); at != std::string::npos; at = heading.find(" ?", at)) {
    heading.erase(at, 1);
  }
  while (heading.ends_with("??")) heading.pop_back();
  return heading;
}

std::string tidy_paragraphs(std::string_view text) {
  TextBuilder builder;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    const std::size_t before = builder.size();
    builder.add(line);
    if (end == std::string_view::npos) break;
    builder.size() == before ? builder.paragraph_break() : builder.line_break();
    text.remove_prefix(end + 1);
  }
  return builder.take();
}

}  // namespace medlar
