// The space: a place for each word and each article, learnt from the corpus itself, so that what is
// about one thing lies near, whatever words it uses (latent semantic analysis: S. Deerwester et
// al., JASIS 41, 1990). Places are known by their direction from the middle; how two directions
// agree is their cosine.
//
//   magic (8) | dimensions, words, articles, text bytes (4 each)
//   begins       of each word in the texts, and the end (4)
//   importances  of each word, what it counts in a text (float, 4)
//   scales       of each word: what one step of its place is (float, 4)
//   words        places: a signed byte for each dimension
//   texts        stems, sorted by bytes
//   articles     places, as of words; the first is article number 1
//
// Numbers are little-endian. Opening looks at the header only. A corpus too small to learn from has
// a space without dimensions.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/error.h"
#include "indexer/format/mapped_file.h"

namespace medlar {

/// A place as it is worked out; of no length where nothing is known.
using Place = std::vector<float>;

/// Two places of one direction have one of these.
class Direction {
 public:
  explicit Direction(const Place& place);
  bool is_none() const { return norm_ == 0; }

  /// -1 to 1; 0 where either is none. Whole numbers throughout, so that it is the same everywhere.
  double cosine(std::span<const std::int8_t> place) const;

 private:
  std::vector<std::int16_t> parts_;
  double norm_ = 0;
};

/// What a word counts in one text, by its number.
struct SpaceWeight {
  std::uint32_t word = 0;
  float weight = 0;
};

/// What a word of this importance counts where it stands `times` times (an occurrence in the body
/// being one, as fields weigh).
float space_weight(float importance, double times);

// Of a text only so many words have a part in its place: those that weigh the most.
inline constexpr std::size_t kSpaceWords = 50;

/// Leaves the words that weigh the most, in the order of their numbers.
void keep_space_words(std::vector<SpaceWeight>& text);

/// A space in memory that belongs to somebody else. Thread-safe.
class Space {
 public:
  Space() = default;

  /// Nothing where the bytes are none; whatever they are, nothing leads out of them later.
  static std::optional<Space> from_bytes(std::string_view bytes);

  std::uint32_t dimensions() const { return dimensions_; }
  std::uint32_t words() const { return words_; }
  std::uint32_t articles() const { return articles_; }

  std::string_view text(std::uint32_t word) const;
  float importance(std::uint32_t word) const;
  std::optional<std::uint32_t> find(std::string_view stem) const;

  /// Where a text lies that has these words: articles of the corpus, new ones, and queries alike.
  Place place(std::span<const SpaceWeight> text) const;

  /// Where an article lies, by its number from 1; nothing for a number that is none.
  std::span<const std::int8_t> article(std::uint32_t number) const;

 private:
  std::span<const std::int8_t> places(std::size_t begin, std::size_t count) const;

  std::string_view bytes_;
  std::uint32_t dimensions_ = 0;
  std::uint32_t words_ = 0;
  std::uint32_t articles_ = 0;
  std::size_t importances_ = 0;  // where the parts begin
  std::size_t scales_ = 0;
  std::size_t word_places_ = 0;
  std::size_t article_places_ = 0;
  std::size_t texts_ = 0;
};

/// What a space is made of: words sorted by their stems, each with its place.
struct SpaceWords {
  std::uint32_t dimensions = 0;
  std::vector<std::string> texts;
  std::vector<float> importances;
  std::vector<float> places;  // word after word
};

/// The bytes of a space with these words and no articles.
std::string encode_space(const SpaceWords& words);

/// The bytes of such a space, up to the places of so many articles.
std::string with_articles(std::string space, std::uint32_t articles);

/// Adds a place in steps, as files hold it.
void append_steps(std::span<const float> place, std::string& bytes);

/// A space opened for reading, mapped into memory. Thread-safe once open. Movable, not copyable.
class SpaceFile {
 public:
  /// kIndexDamaged where the file is missing or no space of so many articles.
  static Result<SpaceFile> open(const std::filesystem::path& file, std::uint64_t articles);

  const Space& space() const { return space_; }

 private:
  SpaceFile(MappedFile file, Space space) : file_(std::move(file)), space_(space) {}
  MappedFile file_;
  Space space_;  // of the file's bytes, which stay where they are when it is moved
};

}  // namespace medlar
