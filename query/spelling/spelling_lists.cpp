#include "query/spelling/spelling_lists.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/analysis/vocabulary.h"

namespace medlar {
namespace {

// Letters before an ending: "statin" alone is a word.
constexpr std::size_t kMinDrugBeginning = 3;

/// The other names of the groups that a name is in.
using LookAlikes = std::unordered_map<std::string, std::vector<std::string>>;

LookAlikes read_look_alikes() {
  LookAlikes others;
  for (const auto& names : vocabulary_names(vocabulary_file("look_alike_drugs.txt"))) {
    for (const std::string& name : names) {
      std::ranges::copy_if(names, std::back_inserter(others[name]),
                           [&](const std::string& other) { return other != name; });
    }
  }
  return others;
}

}  // namespace

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
