// What is known of words, as a speller asks for it: by the index, by vocabularies, by the lists of
// the build.
//
// Not thread-safe, as little as the index behind it: use one per thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "corpus/analysis/word_splits.h"
#include "indexer/format/lexicon.h"

namespace medlar {

/// How many articles have words, together and apart.
struct IndexEvidence {
  /// Articles that have the stem.
  std::function<std::uint64_t(std::string_view stem)> articles;
  /// How many times as often as articles at large those with `stem` have `beside`: 1 where neither
  /// tells of the other.
  std::function<double(std::string_view stem, std::string_view beside)> lift;
  /// Articles that have the one right before the other, estimated where there are many.
  std::function<std::uint64_t(std::string_view first, std::string_view second)> side_by_side;
};

struct SpellingEvidence {
  const Lexicon& lexicon;  // outlives this
  std::shared_ptr<const WordSplits> splits;
  /// True where a vocabulary has a name that is this text.
  std::function<bool(std::string_view text)> is_in_vocabulary;
  IndexEvidence index;

  std::string stem_of(std::string_view word) const { return std::string(lexicon.find(word).stem); }
};

}  // namespace medlar
