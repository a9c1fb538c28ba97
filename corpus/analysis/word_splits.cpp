#include "corpus/analysis/word_splits.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstdint>
#include <utility>

#include "corpus/sorted_lines.h"
#include "corpus/word_hash.h"

namespace medlar {
namespace {

std::string_view word_of(std::string_view line) { return line.substr(0, line.find(' ')); }

struct Numbers {
  std::array<std::uint16_t, WordSplits::kMaxParts - 1> at{};
  std::size_t count = 0;
};

/// The numbers behind a line's word; none unless each is greater than the one before, and inside
/// the word between two characters.
Numbers numbers_of(std::string_view line) {
  const std::string_view word = word_of(line);
  Numbers numbers;
  const char* at = word.data() + word.size();
  const char* const end = line.data() + line.size();
  while (at < end) {
    std::uint16_t number = 0;
    const auto [next, error] = std::from_chars(at + 1, end, number);
    if (*at != ' ' || error != std::errc() || number == 0 || number >= word.size() ||
        (static_cast<unsigned char>(word[number]) & 0xC0) == 0x80 ||
        (numbers.count > 0 && number <= numbers.at[numbers.count - 1]) ||
        numbers.count == numbers.at.size()) {
      return {};
    }
    numbers.at[numbers.count++] = number;
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
  fill_filter();
}

std::optional<WordSplits> WordSplits::from_lines(std::string lines) {
  std::string_view previous;
  for (std::string_view rest = lines; !rest.empty();) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = rest.substr(0, end);
    if (word_of(line) <= previous || numbers_of(line).count == 0) return std::nullopt;
    previous = word_of(line);
    rest.remove_prefix(end + 1);
  }
  WordSplits splits;
  splits.lines_ = std::move(lines);
  splits.fill_filter();
  return splits;
}

void WordSplits::fill_filter() {
  constexpr std::size_t kBitsOfByte = 2;  // some 30 of a line
  filter_.assign(std::bit_ceil(kBitsOfByte * lines_.size()), false);
  for (std::string_view rest = lines_; !rest.empty(); rest.remove_prefix(rest.find('\n') + 1)) {
    filter_[filter_place(word_of(rest))] = true;
  }
}

std::size_t WordSplits::filter_place(std::string_view word) const {
  return word_hash(word) & (filter_.size() - 1);
}

std::vector<std::size_t> WordSplits::of(std::string_view word) const {
  if (filter_.empty() || !filter_[filter_place(word)]) return {};
  const Numbers numbers = numbers_of(find_line(lines_, word, ' '));
  return {numbers.at.begin(), numbers.at.begin() + numbers.count};
}

std::size_t WordSplits::size() const {
  return static_cast<std::size_t>(std::ranges::count(lines_, '\n'));
}

}  // namespace medlar
