// Words of a corpus that are several words written without a blank, and where they divide: a table
// that is learnt while an index is built (corpus/cleaning/glued_words.h), kept with it, and used by
// the analyzers of both sides.
//
// Immutable; thread-safe. On disk it is lines of "andpulmonary 3\n" (the word, then the bytes
// before each further part), in the order of the words' bytes. A look-up is a binary search among
// them for the few words that are not told to be none by a filter of bits (Bloom, "Space/time
// trade-offs in hash coding", 1970).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace medlar {

struct WordSplit {
  std::string word;             // as fold_word().exact
  std::vector<std::size_t> at;  // bytes before the second part, the third one, ...
};

class WordSplits {
 public:
  static constexpr std::size_t kMaxParts = 4;

  WordSplits() = default;
  explicit WordSplits(std::vector<WordSplit> splits);

  /// The table in its form on disk; nothing when the text is no such table.
  static std::optional<WordSplits> from_lines(std::string lines);

  /// Where `word` divides; empty when it does not.
  std::vector<std::size_t> of(std::string_view word) const;

  bool empty() const { return lines_.empty(); }
  std::size_t size() const;
  const std::string& lines() const { return lines_; }

 private:
  void fill_filter();
  std::size_t filter_place(std::string_view word) const;

  std::string lines_;
  std::vector<bool> filter_;  // a power of two
};

}  // namespace medlar
