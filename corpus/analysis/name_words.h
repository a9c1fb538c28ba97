// The words of a name (a title, another name of a subject) as completions compare them: by their
// letters, without stems, so that half a word can be told from its beginning.
//
// Words are the tokenizer's, folded by fold_word(); punctuation inside a word goes ("Crohn's" is
// "crohns", "U.S." is "us"), but the point or comma of a number ("2.5"). Words with no white space
// between them are joined: "X-ray" answers to "x ray" and to "xray".
//
// The file of names holds what these functions return: raise kSchemaVersion when they change.
// Pure functions; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace medlar {

struct NameWord {
  std::uint32_t begin = 0;  // bytes of the name
  std::uint32_t end = 0;
  std::string folded;      // never empty
  bool is_joined = false;  // to the word before
};

/// The words of a name (under 4 GiB), in order.
std::vector<NameWord> name_words(std::string_view name);

/// The words of what somebody has typed of a name: as above, but a possessive ending says nothing,
/// so that "crohn's" begins both "Crohn's disease" and "Crohn disease".
std::vector<NameWord> typed_words(std::string_view typed);

/// words[first] with all that are joined to it in a row, cut to kMaxJoinedBytes.
std::string joined_from(std::span<const NameWord> words, std::size_t first);

// No word of medicine is as long; chemists' names are, and are told apart by less.
inline constexpr std::size_t kMaxJoinedBytes = 64;

/// Where in `name` the first `size` bytes of word.folded end: the bytes to mark end here.
std::size_t end_as_written(std::string_view name, const NameWord& word, std::size_t size);

}  // namespace medlar
