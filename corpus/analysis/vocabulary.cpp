#include "corpus/analysis/vocabulary.h"

#include "corpus/analysis/folding.h"
#include "corpus/ascii.h"

namespace medlar {

std::vector<std::vector<std::string_view>> vocabulary_lines(std::string_view content) {
  std::vector<std::vector<std::string_view>> lines;
  std::vector<std::string_view> words;  // of one line
  while (!content.empty()) {
    const std::size_t end = content.find('\n');
    std::string_view line = content.substr(0, end);
    content.remove_prefix(end == std::string_view::npos ? content.size() : end + 1);
    line = line.substr(0, line.find('#'));
    words.clear();
    for (std::size_t at = 0; at < line.size();) {
      const std::size_t begin = at;
      while (at < line.size() && !is_blank(line[at])) ++at;
      if (at > begin) words.push_back(line.substr(begin, at - begin));
      ++at;
    }
    if (!words.empty()) lines.emplace_back(words.begin(), words.end());
  }
  return lines;
}

std::vector<std::vector<std::string>> vocabulary_names(std::string_view content) {
  std::vector<std::vector<std::string>> lines;
  for (const auto& words : vocabulary_lines(content)) {
    std::vector<std::string> names(1);
    for (std::string_view word : words) {
      const bool ends_name = word.ends_with(',') || word.ends_with(':');
      if (ends_name) word.remove_suffix(1);
      if (!names.back().empty()) names.back() += ' ';
      names.back() += fold_word(word).folded;
      if (ends_name) names.emplace_back();
    }
    std::erase(names, "");
    if (!names.empty()) lines.push_back(std::move(names));
  }
  return lines;
}

}  // namespace medlar
