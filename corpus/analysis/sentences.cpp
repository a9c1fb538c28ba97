#include "corpus/analysis/sentences.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "corpus/analysis/citation_mark.h"
#include "corpus/analysis/language.h"
#include "corpus/analysis/sentence_breaks.h"
#include "corpus/analysis/vocabulary.h"
#include "corpus/ascii.h"

namespace medlar {

struct SentenceSplitter::Impl {
  SentenceBreaks breaks;
  std::string without_marks;                           // of a text with citation marks
  std::unordered_set<std::string_view> abbreviations;  // with their full stop, as written

  explicit Impl(std::string_view language) {
    const std::string file = "sentence_exceptions." + std::string(primary_tag(language)) + ".txt";
    for (const auto& words : vocabulary_lines(vocabulary_file(file))) {
      abbreviations.insert(words.begin(), words.end());
    }
  }

  std::string_view blanked(std::string_view text);
  bool ends_in_abbreviation(std::string_view sentence) const;
};

namespace {

SentenceSpan trimmed(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  constexpr std::string_view kNoBreakSpace = "\u00a0";
  while (begin < end) {
    if (is_blank(text[begin]))
      ++begin;
    else if (text.substr(begin, end - begin).starts_with(kNoBreakSpace))
      begin += 2;
    else
      break;
  }
  while (end > begin) {
    if (is_blank(text[end - 1]))
      --end;
    else if (text.substr(begin, end - begin).ends_with(kNoBreakSpace))
      end -= 2;
    else
      break;
  }
  return {begin, end};
}

/// True when what follows cannot begin a sentence: a small letter.
bool begins_small(std::string_view rest) {
  if (rest.empty()) return false;
  std::int32_t i = 0;
  UChar32 c = 0;
  U8_NEXT(rest.data(), i, static_cast<std::int32_t>(rest.size()), c);
  return u_islower(c) != 0;
}

}  // namespace

/// The text with blanks in place of citation marks: a mark belongs to the sentence before it, and
/// the next sentence begins behind it ("embolism.21Complications").
std::string_view SentenceSplitter::Impl::blanked(std::string_view original) {
  CitationMark mark = next_citation_mark(original, 0);
  if (mark.begin == original.size()) return original;
  without_marks = original;
  for (; mark.begin < original.size(); mark = next_citation_mark(original, mark.end)) {
    std::fill_n(without_marks.begin() + static_cast<std::ptrdiff_t>(mark.begin),
                mark.end - mark.begin, ' ');
  }
  return without_marks;
}

bool SentenceSplitter::Impl::ends_in_abbreviation(std::string_view sentence) const {
  if (!sentence.ends_with('.')) return false;
  const std::size_t blank = sentence.find_last_of(" \t\n(\"[");
  const std::string_view last = sentence.substr(blank == std::string_view::npos ? 0 : blank + 1);
  if (last.size() == 2 && last[0] >= 'A' && last[0] <= 'Z') return true;  // an initial: "J."
  return abbreviations.contains(last);
}

SentenceSplitter::SentenceSplitter(std::string_view language)
    : impl_(std::make_unique<Impl>(language)) {}
SentenceSplitter::SentenceSplitter(SentenceSplitter&&) noexcept = default;
SentenceSplitter& SentenceSplitter::operator=(SentenceSplitter&&) noexcept = default;
SentenceSplitter::~SentenceSplitter() = default;

std::vector<SentenceSpan> SentenceSplitter::split(std::string_view text) {
  std::vector<SentenceSpan> sentences;
  bool joins_next = false;
  std::uint32_t begin = 0;
  for (const std::uint32_t end : impl_->breaks.find(impl_->blanked(text))) {
    const SentenceSpan span = trimmed(text, begin, end);
    begin = end;
    if (span.begin == span.end) continue;
    const std::string_view sentence = text.substr(span.begin, span.end - span.begin);
    if (joins_next ||
        (!sentences.empty() && begins_small(sentence) && text[sentences.back().end - 1] != '\n' &&
         text.substr(sentences.back().end, span.begin - sentences.back().end).find('\n') ==
             std::string_view::npos)) {
      sentences.back().end = span.end;
    } else {
      sentences.push_back(span);
    }
    const bool line_ends =
        text.substr(span.end, end - span.end).find('\n') != std::string_view::npos;
    joins_next = !line_ends && impl_->ends_in_abbreviation(sentence);
  }
  return sentences;
}

}  // namespace medlar
