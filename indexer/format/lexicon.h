// The words of an index as they are written, with their stems and counts: what a prefix can mean,
// and what is a word at all.
//
// On disk a text file beside the database, one line a word, sorted by bytes:
//   word TAB stem TAB count LF
// A word that has different stems in different languages has a line for each.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/error.h"
#include "indexer/format/mapped_file.h"

namespace medlar {

/// Counts of (word, stem) pairs while an index is built. Addition order does not matter.
using WordCounts = std::map<std::pair<std::string, std::string>, std::uint64_t>;

Result<void> write_lexicon(const WordCounts& counts, const std::filesystem::path& file);

struct LexiconWord {
  std::string_view word;
  std::string_view stem;
  std::uint64_t count = 0;
};

/// A lexicon opened for reading: mapped into memory, so that opening costs nothing.
/// Thread-safe once open. Movable, not copyable.
class Lexicon {
 public:
  static Result<Lexicon> open(const std::filesystem::path& file);

  /// The words that begin so, in order. Views stay valid as long as the lexicon.
  std::vector<LexiconWord> with_prefix(std::string_view prefix) const;

  /// The word with its first stem, and how often it occurs with any; count 0 where no article has
  /// it.
  LexiconWord find(std::string_view word) const;

 private:
  explicit Lexicon(MappedFile file) : file_(std::move(file)) {}
  MappedFile file_;
};

}  // namespace medlar
