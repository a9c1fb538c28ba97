// Words of text eight characters at a time: where a run of ASCII letters ends, and its hash. Looked
// at letter by letter, each word costs a branch that the processor guesses wrong, where it ends.
// Part of the file format: fingerprints of boilerplate are made of these hashes.
//
// Pure functions; thread-safe.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "corpus/little_endian.h"
#include "corpus/split_mix.h"

namespace medlar {

/// Eight characters, the first one in the lowest byte.
struct EightCharacters {
  std::uint64_t bytes = 0;

  /// Those at `at`, and zeros behind the end of the text.
  static EightCharacters at(std::string_view text, std::size_t at) {
    if (at + 8 <= text.size()) return {little_endian::number_at<std::uint64_t>(text, at)};
    char rest[8] = {};
    if (at < text.size()) std::memcpy(rest, text.data() + at, text.size() - at);
    return {little_endian::number_at<std::uint64_t>({rest, sizeof(rest)}, 0)};
  }

  /// How many are ASCII letters before the first that is none.
  std::size_t leading_letters() const {
    const std::uint64_t low = (bytes | kEach * 0x20) & kEach * 0x7F;
    const std::uint64_t from_a = low + kEach * (0x80 - 'a');  // in the highest bit of each
    const std::uint64_t beyond_z = low + kEach * (0x7F - 'z');
    const std::uint64_t others = (~(from_a ^ beyond_z) | bytes) & kEach * 0x80;
    return static_cast<std::size_t>(std::countr_zero(others)) / 8;
  }

  /// The first so many alone.
  EightCharacters first(std::size_t count) const {
    return {count == 8 ? bytes : bytes & ((std::uint64_t{1} << (8 * count)) - 1)};
  }

  /// Letters in lower case.
  EightCharacters folded() const { return {bytes | kEach * 0x20}; }

  /// True where letters have one in lower case among them.
  bool has_small() const { return (bytes & kEach * 0x20) != 0; }

 private:
  static constexpr std::uint64_t kEach = 0x0101010101010101ULL;
};

/// Adds characters to the hash of those before them.
inline std::uint64_t letters_hash(std::uint64_t hash, EightCharacters characters) {
  return split_mix(hash ^ characters.bytes);
}

/// The hash of a word's bytes as they are. Not word_hash(), which must know where the word ends
/// before it begins.
inline std::uint64_t letters_hash(std::string_view word) {
  std::uint64_t hash = 0;
  for (std::size_t at = 0; at < word.size(); at += 8) {
    hash = letters_hash(hash, EightCharacters::at(word, at));
  }
  return hash;
}

/// Where the ASCII letters end that follow each other from `at` on.
inline std::size_t ascii_letters_end(std::string_view text, std::size_t at) {
  std::size_t letters = 0;
  do {
    letters = EightCharacters::at(text, at).leading_letters();
    at += letters;
  } while (letters == 8);
  return at;
}

struct LetterRun {
  std::size_t end = 0;
  std::uint64_t hash = 0;  // letters_hash() of the letters in lower case
  bool has_small = false;  // a letter that is in lower case
};

/// The ASCII letters that follow each other from `at` on; none where another character is there.
inline LetterRun letter_run(std::string_view text, std::size_t at) {
  LetterRun run{.end = at};
  while (true) {
    const EightCharacters eight = EightCharacters::at(text, run.end);
    const std::size_t letters = eight.leading_letters();
    if (letters == 0) return run;
    run.hash = letters_hash(run.hash, eight.folded().first(letters));
    run.has_small |= eight.first(letters).has_small();
    run.end += letters;
    if (letters < 8) return run;
  }
}

}  // namespace medlar
