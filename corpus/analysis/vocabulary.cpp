#include "corpus/analysis/vocabulary.h"

namespace medlar {

std::vector<std::vector<std::string_view>> vocabulary_lines(std::string_view content) {
  constexpr std::string_view kBlank = " \t\r";
  std::vector<std::vector<std::string_view>> lines;
  while (!content.empty()) {
    const std::size_t end = content.find('\n');
    std::string_view line = content.substr(0, end);
    content.remove_prefix(end == std::string_view::npos ? content.size() : end + 1);
    line = line.substr(0, line.find('#'));
    std::vector<std::string_view> words;
    for (std::size_t at = line.find_first_not_of(kBlank); at != std::string_view::npos;
         at = line.find_first_not_of(kBlank, at)) {
      const std::size_t stop = std::min(line.find_first_of(kBlank, at), line.size());
      words.push_back(line.substr(at, stop - at));
      at = stop;
    }
    if (!words.empty()) lines.push_back(std::move(words));
  }
  return lines;
}

}  // namespace medlar
