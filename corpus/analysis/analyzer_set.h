// One analyzer per language, made when it is first asked for.
//
// Not thread-safe, like the analyzers in it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/analysis/analyzer.h"
#include "corpus/analysis/language.h"
#include "corpus/analysis/word_splits.h"

namespace medlar {

class AnalyzerSet {
 public:
  /// `splits` as in Analyzer, the same for all languages.
  explicit AnalyzerSet(std::shared_ptr<const WordSplits> splits = nullptr)
      : splits_(std::move(splits)) {}

  Analyzer& for_language(std::string_view tag) {
    // Languages without tables are analyzed alike, so one does for all: anyone can ask in any.
    const Language* const known = find_language(tag);
    const std::string_view key = known == nullptr ? std::string_view() : known->tag;
    const auto found = analyzers_.find(key);
    if (found != analyzers_.end()) return found->second;
    return analyzers_.emplace(std::string(key), Analyzer(key, splits_)).first->second;
  }

  /// As Analyzer::take_seen_words(), of every language.
  std::vector<Analyzer::SeenWord> take_seen_words() {
    std::vector<Analyzer::SeenWord> words;
    for (auto& [tag, analyzer] : analyzers_) {
      for (auto& word : analyzer.take_seen_words()) words.push_back(std::move(word));
    }
    return words;
  }

  void trim() {
    for (auto& [tag, analyzer] : analyzers_) analyzer.trim();
  }

  void trim_for_queries() {
    for (auto& [tag, analyzer] : analyzers_) analyzer.trim_for_queries();
  }

 private:
  std::shared_ptr<const WordSplits> splits_;
  std::map<std::string, Analyzer, std::less<>> analyzers_;
};

}  // namespace medlar
