// How much of a text was found: the measure of the article-extraction-benchmark (Zyte, 2020),
// precision and recall of runs of four words, each averaged over pages.
#pragma once

#include <algorithm>
#include <cctype>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace medlar {

/// Words are letters and digits, and what is beyond ASCII but the punctuation of Latin-1, with its
/// unbreakable blank, of Chinese, and general punctuation.
inline std::vector<std::string> measured_words(std::string_view text) {
  constexpr std::string_view kPunctuation[] = {"\xC2", "\xE2\x80", "\xE2\x81", "\xE3\x80"};
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    const std::size_t bytes = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    const std::string_view letter = text.substr(i, bytes);
    const bool is_mark = std::ranges::any_of(
        kPunctuation, [letter](std::string_view begin) { return letter.starts_with(begin); });
    if (c < 0x80 ? std::isalnum(c) != 0 || c == '_' : !is_mark) {
      words.back() += letter;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
    i += bytes;
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

inline constexpr std::size_t kRunLength = 4;

/// How often each run occurs.
using WordRuns = std::map<std::string, int>;

/// Runs of so many words; of a shorter text the whole.
inline WordRuns runs_of(const std::vector<std::string>& words, std::size_t length = kRunLength) {
  WordRuns runs;
  length = std::min(length, words.size());
  for (std::size_t i = 0; length > 0 && i + length <= words.size(); ++i) {
    std::string run;
    for (std::size_t k = i; k < i + length; ++k) run += words[k] + ' ';
    ++runs[run];
  }
  return runs;
}

inline double count(const WordRuns& runs) {
  double all = 0;
  for (const auto& [run, times] : runs) all += times;
  return all;
}

inline double in_both(const WordRuns& a, const WordRuns& b) {
  double both = 0;
  for (const auto& [run, times] : a) {
    const auto found = b.find(run);
    if (found != b.end()) both += std::min(times, found->second);
  }
  return both;
}

/// Of pages, each as important as any other.
class FoundText {
 public:
  void add(const WordRuns& wanted, const WordRuns& found) {
    const double both = in_both(wanted, found);
    precisions_ += found.empty() ? (wanted.empty() ? 1 : 0) : both / count(found);
    recalls_ += wanted.empty() ? 1 : both / count(wanted);
    ++pages_;
  }
  double precision() const { return precisions_ / pages_; }
  double recall() const { return recalls_ / pages_; }
  double f1() const { return 2 * precision() * recall() / (precision() + recall()); }

 private:
  double precisions_ = 0;
  double recalls_ = 0;
  int pages_ = 0;
};

}  // namespace medlar
