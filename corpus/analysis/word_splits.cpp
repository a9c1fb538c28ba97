#include "corpus/analysis/word_splits.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace medlar {
namespace {

/// The line that begins at or before `at`.
std::string_view line_around(std::string_view lines, std::size_t at) {
  const std::size_t before = at == 0 ? std::string_view::npos : lines.rfind('\n', at - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  return lines.substr(begin, lines.find('\n', at) - begin);
}

std::string_view word_of(std::string_view line) { return line.substr(0, line.find(' ')); }

/// The numbers behind a line's word; empty unless each is greater than the one before, and inside
/// the word between two characters.
std::vector<std::size_t> numbers_of(std::string_view line) {
  const std::string_view word = word_of(line);
  std::vector<std::size_t> numbers;
  const char* at = word.data() + word.size();
  const char* const end = line.data() + line.size();
  while (at < end) {
    std::size_t number = 0;
    const auto [next, error] = std::from_chars(at + 1, end, number);
    if (*at != ' ' || error != std::errc() || number == 0 || number >= word.size() ||
        (static_cast<unsigned char>(word[number]) & 0xC0) == 0x80 ||
        (!numbers.empty() && number <= numbers.back()) ||
        numbers.size() + 1 == WordSplits::kMaxParts) {
      return {};
    }
    numbers.push_back(number);
    at = next;
  }
  return numbers;
}

}  // namespace

WordSplits::WordSplits(std::vector<WordSplit> splits) {
  std::ranges::sort(splits, {}, &WordSplit::word);
  for (const WordSplit& split : splits) {
    lines_ += split.word;
    for (const std::size_t at : split.at) lines_ += ' ' + std::to_string(at);
    lines_ += '\n';
  }
}

std::optional<WordSplits> WordSplits::from_lines(std::string lines) {
  std::string_view previous;
  for (std::string_view rest = lines; !rest.empty();) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = rest.substr(0, end);
    if (word_of(line) <= previous || numbers_of(line).empty()) return std::nullopt;
    previous = word_of(line);
    rest.remove_prefix(end + 1);
  }
  WordSplits splits;
  splits.lines_ = std::move(lines);
  return splits;
}

std::vector<std::size_t> WordSplits::of(std::string_view word) const {
  std::size_t low = 0;  // bytes of lines_: the word's line begins at or after the first, before the
  std::size_t high = lines_.size();  // second
  while (low < high) {
    const std::string_view line = line_around(lines_, low + (high - low) / 2);
    const std::string_view found = word_of(line);
    if (found == word) return numbers_of(line);
    const auto begin = static_cast<std::size_t>(line.data() - lines_.data());
    if (found < word) {
      low = begin + line.size() + 1;
    } else {
      high = begin;
    }
  }
  return {};
}

std::size_t WordSplits::size() const {
  return static_cast<std::size_t>(std::ranges::count(lines_, '\n'));
}

}  // namespace medlar
