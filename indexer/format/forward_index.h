// The forward index: what each article says, word after word. The inverted index beside it (db)
// says which articles have a word; this says where in them it stands, for phrases, NEAR and words
// beside each other. Measured on MedQuAD: Xapian's own table of positions takes 37.6 MB instead of
// 6.5, and a fifth of a build's time.
//
//   a record for each article: the size of its landmarks, its landmarks, its texts (below)
//   (articles + 1) x 8 bytes   where each record begins, and where the last one ends
//   (words + 1) x 4 bytes      where each stem begins, and where the last one ends
//   stems, one behind the other
//   8 bytes the number of articles | 3 x 4 bytes where the classes of words end (below) | 4 bytes
//   the size of the stems
//   8 bytes "MEDLFWD1"
//
// Fixed numbers are little-endian. Words are numbered by how often they stand in the corpus, so
// that most of a record's numbers, which are LEB128, take one byte or two: the words of one byte
// are a class, those of two another, the rest the third. Within a class they are sorted by bytes.
// In a text a number from 3 up is the word 3 less, one place behind the word before; 0 begins a
// text of the field whose number in kFields follows; 1 says that the next word stands at the same
// place as the one before, 2 that it stands so many places further as the number that follows.
// Landmarks are of the sections, whose texts are those of the field "text", in order: of each how
// many, then for each how many places and bytes it lies behind the one before, or behind the
// section's beginning. A section without words has a text as well.
//
// Article n is document n of the database.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "corpus/concepts/landmarks.h"
#include "corpus/error.h"
#include "indexer/format/mapped_file.h"
#include "indexer/format/schema.h"

namespace medlar {

/// The places of some words in an article: rising, each once, in the order of the words. Texts lie
/// kTextGap places apart.
using WordPlaces = std::vector<std::vector<std::uint32_t>>;

/// What stands between two landmarks of a section, with some words that were looked for.
struct WordsOfStretch {
  std::size_t section = 0;  // of the article
  Landmark from;
  std::optional<std::uint32_t> end;  // byte; none: the section's end
  std::uint64_t words = 0;           // the bit 1 << i for the i-th of them
};

// Between texts, so that no phrase or NEAR reaches from one into the next, whatever its limits are.
inline constexpr std::uint32_t kTextGap = 1000;

/// A forward index opened for reading, mapped into memory. Thread-safe once open. Movable, not
/// copyable.
class ForwardIndex {
 public:
  /// kIndexDamaged where it is missing or not whole, kInputOutput where it cannot be read.
  static Result<ForwardIndex> open(const std::filesystem::path& file);

  std::uint64_t articles() const { return articles_; }
  std::uint32_t words() const { return class_ends_.back(); }

  /// The number of a stem, which it has nowhere else; nothing where no article has it.
  std::optional<std::uint32_t> find(std::string_view stem) const;

  /// Called for an occurrence of the i-th word that is sought; false: no more.
  using VisitPlace = std::function<bool(std::size_t i, std::uint32_t place)>;

  /// Visits, in order, where `words`, each once, stand in the texts of a field of an article, as
  /// find_places() does.
  void visit_places(std::uint32_t article, const FieldInfo& field,
                    std::span<const std::uint32_t> words, const VisitPlace& visit) const;

  /// Finds where `words` stand in the texts of a field of an article: with the field "text" in all
  /// texts that rank. No places in an article that is none; of a damaged one the places before the
  /// damage.
  void find_places(std::uint32_t article, const FieldInfo& field,
                   std::span<const std::uint32_t> words, WordPlaces& places) const;

  // So many words can be looked for in stretches.
  static constexpr std::size_t kMaxStretchWords = 64;

  using VisitStretch = std::function<void(const WordsOfStretch&)>;

  /// Visits, in order, the stretches of an article's sections that hold any of `words`, which are
  /// each once there and no more than kMaxStretchWords. False where the record is damaged: there
  /// may be more of them then.
  bool visit_stretches(std::uint32_t article, std::span<const std::uint32_t> words,
                       const VisitStretch& visit) const;

  /// The record of an article, from 1 up; empty where it has no place in the file.
  std::string_view record(std::uint64_t article) const;

  /// The stem of a word; empty where its number is none.
  std::string_view stem(std::uint32_t word) const;

  /// True when each record can be read to its end and has no words but those of the file.
  bool is_sound() const;

 private:
  explicit ForwardIndex(MappedFile file) : file_(std::move(file)) {}

  MappedFile file_;
  std::uint64_t articles_ = 0;
  std::array<std::uint32_t, 3> class_ends_{};  // of the words of one byte, of two, of all
  std::size_t record_begins_ = 0;              // where the tables begin
  std::size_t stem_begins_ = 0;
  std::size_t stems_ = 0;
};

}  // namespace medlar
