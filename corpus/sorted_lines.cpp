#include "corpus/sorted_lines.h"

#include <algorithm>

namespace medlar {
namespace {

std::string_view word_of(std::string_view line, char behind_word) {
  return line.substr(0, line.find(behind_word));
}

}  // namespace

std::size_t first_line_from(std::string_view lines, std::string_view word, char behind_word) {
  std::size_t low = 0;
  std::size_t high = lines.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const std::size_t begin = lines.substr(0, middle).rfind('\n') + 1;  // 0 where there is none
    const std::size_t end = std::min(lines.find('\n', middle), lines.size());
    if (word_of(lines.substr(begin, end - begin), behind_word) < word) {
      low = std::min(end + 1, lines.size());
    } else {
      high = begin;
    }
  }
  return low;
}

std::string_view find_line(std::string_view lines, std::string_view word, char behind_word) {
  lines.remove_prefix(first_line_from(lines, word, behind_word));
  const std::string_view line = lines.substr(0, lines.find('\n'));
  return word_of(line, behind_word) == word ? line : std::string_view();
}

}  // namespace medlar
