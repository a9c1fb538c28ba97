// Turns text into tokens. The only type that splits text: articles, queries, names and snippets
// all go through it, so that they can never disagree about what a word is.
//
// Pipeline: ICU word boundaries (UAX #29) -> medical compounds (compound rules below), and words of
// the corpus that were glued together (word_splits.h) -> NFKC case folding -> diacritics folded ->
// rewrites (British spelling, Greek letters) -> exceptions or Snowball stem. Which medical form
// becomes which term is decided, row by row, in tests/corpus/analysis/analyzer_test.cpp.
//
// Not thread-safe (it caches words): use one per thread. Movable, not copyable.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/analysis/token.h"
#include "corpus/analysis/word_splits.h"

namespace medlar {

class Analyzer {
 public:
  /// `language` is a BCP 47 tag; its primary part chooses stems, exceptions and stop words. A
  /// language without such tables is analyzed without stems ("fr" words match as written).
  /// Words that `splits` divides are also found by their parts; null where there is no such table.
  explicit Analyzer(std::string_view language, std::shared_ptr<const WordSplits> splits = nullptr);
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;
  ~Analyzer();

  /// The tokens of `text` (valid UTF-8, under 4 GiB) in the order of their beginnings. The span
  /// stays valid until the next call, the terms in it until trim().
  std::span<const Token> analyze(std::string_view text);

  /// Forgets cached words when there are very many. Call it now and then, where no term is in use.
  void trim();

  /// As trim(), for who never asks for seen words and lives long: their counts are forgotten too,
  /// and fewer words are kept.
  void trim_for_queries();

  /// A word as written but for its case, its term, and how often it was seen.
  struct SeenWord {
    std::string word;
    std::string term;
    std::uint64_t count = 0;
  };

  /// The words analyzed since the last call, each at least once, in no order. Ends the use of all
  /// terms, as trim() does.
  std::vector<SeenWord> take_seen_words();

  std::string_view language() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Identifies what decides which terms a text gets: our rules, the word lists, ICU's version. Two
/// programs with equal fingerprints analyze alike.
std::string analyzer_fingerprint();

}  // namespace medlar
