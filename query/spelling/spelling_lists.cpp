#include "query/spelling/spelling_lists.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/analysis/folding.h"
#include "corpus/analysis/vocabulary.h"

namespace medlar {
namespace {

// Letters before an ending: "statin" alone is a word.
constexpr std::size_t kMinDrugBeginning = 3;

/// The list's lines as names: folded, what stands between commas being one.
std::vector<std::vector<std::string>> named_lines(std::string_view file, char last_of_first) {
  std::vector<std::vector<std::string>> lines;
  for (const auto& words : vocabulary_lines(vocabulary_file(file))) {
    std::vector<std::string> names(1);
    for (std::string_view word : words) {
      const bool ends_name = word.ends_with(',') || word.ends_with(last_of_first);
      if (word.ends_with(',') || word.ends_with(':')) word.remove_suffix(1);
      if (!names.back().empty()) names.back() += ' ';
      names.back() += fold_word(word).folded;
      if (ends_name) names.emplace_back();
    }
    std::erase(names, "");
    lines.push_back(std::move(names));
  }
  return lines;
}

using Misspellings = std::unordered_map<std::string, std::string>;

Misspellings read_misspellings() {
  Misspellings meant;
  for (const auto& line : named_lines("common_misspellings.txt", ':')) {
    for (std::size_t i = 1; i < line.size(); ++i) meant.emplace(line[i], line.front());
  }
  return meant;
}

/// The other names of the groups that a name is in.
using LookAlikes = std::unordered_map<std::string, std::vector<std::string>>;

LookAlikes read_look_alikes() {
  LookAlikes others;
  for (const auto& names : named_lines("look_alike_drugs.txt", ',')) {
    for (const std::string& name : names) {
      std::ranges::copy_if(names, std::back_inserter(others[name]),
                           [&](const std::string& other) { return other != name; });
    }
  }
  return others;
}

}  // namespace

std::string_view meant_by_common_misspelling(std::string_view wrong) {
  static const Misspellings kMeant = read_misspellings();
  const auto found = kMeant.find(std::string(wrong));
  return found == kMeant.end() ? std::string_view() : found->second;
}

std::vector<std::string_view> look_alikes(std::string_view name) {
  static const LookAlikes kOthers = read_look_alikes();
  const auto found = kOthers.find(std::string(name));
  if (found == kOthers.end()) return {};
  return {found->second.begin(), found->second.end()};
}

std::string_view drug_ending(std::string_view word) {
  static const auto kLines = vocabulary_lines(vocabulary_file("drug_endings.txt"));
  std::string_view longest;
  for (const auto& line : kLines) {
    for (const std::string_view ending : line) {
      if (ending.size() > longest.size() && word.size() >= ending.size() + kMinDrugBeginning &&
          word.ends_with(ending)) {
        longest = ending;
      }
    }
  }
  return longest;
}

}  // namespace medlar
