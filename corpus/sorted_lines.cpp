#include "corpus/sorted_lines.h"

#include <algorithm>
#include <cstddef>

namespace medlar {

std::string_view find_line(std::string_view lines, std::string_view word, char behind_word) {
  while (!lines.empty()) {
    const std::size_t middle = lines.size() / 2;
    const std::size_t begin = lines.substr(0, middle).rfind('\n') + 1;  // 0 where there is none
    const std::size_t end = std::min(lines.find('\n', middle), lines.size());
    const std::string_view line = lines.substr(begin, end - begin);
    const std::string_view found = line.substr(0, line.find(behind_word));
    if (found == word) return line;
    if (found < word) {
      lines.remove_prefix(std::min(end + 1, lines.size()));
    } else {
      lines = lines.substr(0, begin);
    }
  }
  return {};
}

}  // namespace medlar
