#include "corpus/analysis/vocabulary.h"

#include "corpus/ascii.h"

namespace medlar {

std::vector<std::vector<std::string_view>> vocabulary_lines(std::string_view content) {
  std::vector<std::vector<std::string_view>> lines;
  while (!content.empty()) {
    const std::size_t end = content.find('\n');
    std::string_view line = content.substr(0, end);
    content.remove_prefix(end == std::string_view::npos ? content.size() : end + 1);
    line = line.substr(0, line.find('#'));
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < line.size();) {
      const std::size_t begin = at;
      while (at < line.size() && !is_blank(line[at])) ++at;
      if (at > begin) words.push_back(line.substr(begin, at - begin));
      ++at;
    }
    if (!words.empty()) lines.push_back(std::move(words));
  }
  return lines;
}

}  // namespace medlar
