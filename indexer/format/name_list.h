// The file that holds what can be suggested while somebody types: the distinct titles and other
// names of an index's articles and the names of concepts that its articles have, best first, and
// the words in them (corpus/analysis/name_words.h).
//
// A name's number is its rank, so that among any names the smallest numbers are the best. Names
// that more articles carry come first; then titles before other names, these before names of
// concepts and their abbreviations, then shorter before longer, then by their letters. Texts that
// differ only in case, accents and punctuation are one name, written as the first article that has
// it as its title writes it. Only an abbreviation of several concepts is a name for each of them,
// the concept that more articles have first.
//
//   8 bytes            "MEDLNAM2"
//   8 bytes            FNV-1a of all that follows
//   8 x 8 bytes        numbers of: names, words, articles, concepts, occurrences of words, bytes of
//                      texts, bytes of words, names left out
//   names x 20         text: begin, size; article: index below + 1, or 0; concept: likewise;
//                      articles that carry it x 4 + kind
//   (names + 1) x 4    where each name's words begin among the occurrences
//   occurrences x 4    names in order, their words in order: word, + 2^31 where it is joined
//   articles x 20      number; id: begin, size; title: begin, size
//   concepts x 8       preferred name: begin, size
//   (words + 1) x 4    where each word begins
//   (words + 1) x 4    where each word's names begin
//   occurrences x 4    words in order, their names in order: name, + 2^31 where another word of
//                      the name comes before
//   texts, words       bytes; words are sorted
//
// All numbers are little endian. A word stands for itself with what is joined to it: of "X-ray"
// the words are "xray" and "ray".
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <utility>

#include "corpus/error.h"
#include "indexer/format/mapped_file.h"

namespace medlar {

enum class NameKind : std::uint8_t {
  kTitle,         // of an article
  kName,          // another name that an article gives itself
  kConcept,       // what articles call something
  kAbbreviation,  // likewise
};

inline constexpr std::string_view kNameListMagic = "MEDLNAM2";
inline constexpr std::uint32_t kNameFlag = 1U << 31U;  // joined, or not the first word

struct NameListCounts {
  std::uint64_t names = 0;
  std::uint64_t words = 0;
  std::uint64_t articles = 0;
  std::uint64_t concepts = 0;
  std::uint64_t occurrences = 0;
  std::uint64_t text_bytes = 0;
  std::uint64_t word_bytes = 0;
  std::uint64_t left_out = 0;
};

/// 4-byte numbers in the file.
class NameNumbers {
 public:
  NameNumbers() = default;
  explicit NameNumbers(std::string_view bytes) : bytes_(bytes) {}
  std::size_t size() const { return bytes_.size() / 4; }
  std::uint32_t operator[](std::size_t at) const {
    const char* const number = bytes_.data() + at * 4;
    const auto byte = [&](std::size_t i) {
      return std::uint32_t{static_cast<unsigned char>(number[i])};
    };
    return byte(0) | byte(1) << 8U | byte(2) << 16U | byte(3) << 24U;
  }
  NameNumbers part(std::size_t begin, std::size_t end) const {
    return NameNumbers(bytes_.substr(begin * 4, (end - begin) * 4));
  }

 private:
  std::string_view bytes_;
};

/// Words from one up to, not including, another.
struct WordRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool contains(std::uint32_t word) const { return begin <= word && word < end; }
};

/// A list opened for reading, mapped into memory. Thread-safe once open. Movable, not copyable.
class NameList {
 public:
  /// Looks at every number of the file once, so that none can lead out of it later: kIndexDamaged
  /// where one would.
  static Result<NameList> open(const std::filesystem::path& file);

  struct Name {
    std::string_view text;  // as written
    NameKind kind;
    std::uint32_t articles;  // that carry it
    std::uint32_t article;   // the one it leads to, or kNone
    std::uint32_t subject;   // the concept it is a name of, or kNone
  };
  static constexpr std::uint32_t kNone = 0xFFFF'FFFF;

  struct Owner {
    std::uint32_t number;  // of the article in the index
    std::string_view id;
    std::string_view title;
  };
  std::uint32_t size() const { return static_cast<std::uint32_t>(counts_.names); }
  Name name(std::uint32_t number) const;
  Owner article(std::uint32_t index) const;  // in the order of their numbers
  std::uint32_t subject_of(std::uint32_t name) const { return names_[name * kNameFields + 3] - 1; }
  std::string_view preferred_name(std::uint32_t subject) const;
  std::uint32_t articles() const { return static_cast<std::uint32_t>(counts_.articles); }

  /// Titles and other names that are too long to be suggested, or too many.
  std::uint64_t left_out() const { return counts_.left_out; }

  std::size_t bytes() const { return file_.bytes().size(); }

  WordRange all_words() const { return {0, static_cast<std::uint32_t>(counts_.words)}; }
  std::string_view word(std::uint32_t number) const;

  /// Of words that are equal up to byte `at`, those that go on with `rest` there.
  WordRange words_with(std::string_view rest, std::size_t at, WordRange among) const;

  /// The words of a name, in order, with kNameFlag where one is joined.
  NameNumbers words_of(std::uint32_t name) const;

  /// The names of words, a name for each occurrence, with kNameFlag where it is not the first word.
  NameNumbers names_with(WordRange words) const;

  /// True when the bytes are those that were written.
  bool is_as_written() const;

 private:
  static constexpr std::size_t kNameFields = 5;

  explicit NameList(MappedFile file) : file_(std::move(file)) {}
  bool has_sound_header();
  bool has_sound_numbers() const;

  MappedFile file_;
  NameListCounts counts_;
  NameNumbers names_, name_begins_, name_words_, articles_, concepts_, word_begins_,
      word_name_begins_, word_names_;
  std::string_view texts_, words_;
};

}  // namespace medlar
