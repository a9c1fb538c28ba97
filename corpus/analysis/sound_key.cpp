#include "corpus/analysis/sound_key.h"

#include <algorithm>
#include <array>
#include <vector>

#include "corpus/analysis/vocabulary.h"
#include "corpus/ascii.h"

namespace medlar {
namespace {

struct Rule {
  std::string_view written;  // without anchors
  std::string_view sound;
  bool at_begin = false;
  bool at_end = false;
};

/// The rules by the first letter they are for, longest first.
using Rules = std::array<std::vector<Rule>, 26>;

std::string_view without_anchors(std::string_view text) {
  if (text.starts_with('^')) text.remove_prefix(1);
  if (text.ends_with('$')) text.remove_suffix(1);
  return text == "-" ? std::string_view() : text;
}

Rules read_rules() {
  Rules rules;
  for (const auto& line : vocabulary_lines(vocabulary_file("sounds_alike.txt"))) {
    for (const std::string_view variant : line) {
      const std::string_view written = without_anchors(variant);
      if (written.empty() || !is_small(written.front())) continue;
      rules[static_cast<std::size_t>(written.front() - 'a')].push_back(
          {written, without_anchors(line.front()), variant.starts_with('^'),
           variant.ends_with('$')});
    }
  }
  for (auto& of_letter : rules) {
    std::ranges::stable_sort(of_letter, std::ranges::greater(), [](const Rule& rule) {
      return rule.written.size() * 4 + (rule.at_begin || rule.at_end ? 1 : 0);
    });
  }
  return rules;
}

std::string without_doubles(std::string_view word) {
  std::string single;
  for (const char c : word) {
    if (single.empty() || single.back() != c) single += c;
  }
  return single;
}

}  // namespace

std::string sound_key(std::string_view word) {
  static const Rules kRules = read_rules();
  const std::string single = without_doubles(word);
  const std::string_view text = single;
  std::string key;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    std::string_view sound = rest.substr(0, 1);
    std::size_t taken = 1;
    if (is_small(rest.front())) {
      for (const Rule& rule : kRules[static_cast<std::size_t>(rest.front() - 'a')]) {
        if (!rest.starts_with(rule.written) || (rule.at_begin && at > 0) ||
            (rule.at_end && rest.size() != rule.written.size())) {
          continue;
        }
        sound = rule.sound;
        taken = rule.written.size();
        break;
      }
    }
    key += sound;
    at += taken;
  }
  return without_doubles(key.empty() ? text : std::string_view(key));
}

}  // namespace medlar
