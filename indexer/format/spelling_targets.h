// The file that holds what a misspelt word of a query may have meant: misspellings that are known
// to those who built the index or to us (common_misspellings.txt), with what is right; and the
// words of the index, each with its sound key (corpus/analysis/sound_key.h) and two signatures, of
// its letters and of its key, in the order of their lengths, so that those near a word are found by
// one pass over few bytes of each.
//
// A signature has a bit for each letter that is there once, and another for those that are twice.
// Words that n insertions, omissions and exchanges of letters part differ by at most n bits that
// only the one has, and n that only the other has.
//
//   8 bytes                    "MEDLSPL1"
//   8 bytes                    FNV-1a of all that follows
//   3 x 8 bytes                numbers of: targets, bytes of texts, bytes of misspellings
//   (kMaxTargetBytes + 2) x 4  where words of each length, from 0 up, begin among the targets
//   targets x 16               signatures: of the folded word, of its key
//   targets x 12               text: begin; times it occurs; bytes of key, bytes of word, 1 where a
//                              list of words has it, 0
//   texts                      bytes: key and word of each target
//   misspellings               lines of "wrong\tright\n", in the order of their bytes
//
// All numbers are little endian.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/analysis/word_splits.h"
#include "corpus/error.h"
#include "indexer/format/lexicon.h"
#include "indexer/format/mapped_file.h"

namespace medlar {

inline constexpr std::size_t kMinTargetBytes = 3;
inline constexpr std::size_t kMaxTargetBytes = 40;  // of a word, and of its key

/// Times that a word no list has must occur to be meant by anyone: rarer ones are often slips.
inline constexpr std::uint64_t kMinTargetCount = 3;

/// What a build knows of words.
struct SpellingSources {
  const WordCounts& counts;
  const WordSplits& glued;
  const std::vector<std::pair<std::string, std::string>>& misspellings;  // wrong, right; imported
};

/// Writes the words of an index that are of Latin letters, that a list has or that are frequent
/// enough, glued words being none; and the misspellings, of which the first of several holds, and
/// an imported one before ours.
Result<void> write_spelling_targets(const SpellingSources& sources,
                                    const std::filesystem::path& file);

/// The bits of the small letters in a word.
std::uint64_t spelling_signature(std::string_view letters);

/// Opened for reading, mapped into memory. Thread-safe once open. Movable, not copyable.
class SpellingTargets {
 public:
  /// kIndexDamaged where the file is no such list; whatever is in it, nothing leads out of it
  /// later.
  static Result<SpellingTargets> open(const std::filesystem::path& file);

  struct Target {
    std::string_view word;  // as in the lexicon
    std::string_view key;
    std::uint32_t count;
    bool is_listed;  // in a list of true words
  };
  std::uint32_t size() const { return size_; }
  Target target(std::uint32_t number) const;
  std::uint64_t letters_signature(std::uint32_t number) const {
    return signature_at(std::size_t{number} * 2);
  }
  std::uint64_t key_signature(std::uint32_t number) const {
    return signature_at(std::size_t{number} * 2 + 1);
  }

  /// The first target whose word has so many bytes or more.
  std::uint32_t first_of_length(std::size_t bytes) const;

  /// What a word, or words with a blank between, are known to be a misspelling of, folded; empty:
  /// none.
  std::string_view meant_by(std::string_view folded) const;

  /// True when the bytes are those that were written.
  bool is_as_written() const;

 private:
  explicit SpellingTargets(MappedFile file) : file_(std::move(file)) {}
  bool has_sound_numbers();
  std::uint64_t signature_at(std::size_t index) const {
    std::uint64_t signature = 0;
    std::memcpy(&signature, signatures_.data() + index * sizeof signature, sizeof signature);
    if constexpr (std::endian::native == std::endian::big) {
      signature = __builtin_bswap64(signature);
    }
    return signature;
  }

  MappedFile file_;
  std::uint32_t size_ = 0;
  std::string_view begins_, signatures_, records_, texts_;
  std::string_view misspellings_;  // lines of "wrong\tright"
};

}  // namespace medlar
