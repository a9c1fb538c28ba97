// All concepts that an index knows, with their names, and how to find one by its words: bytes that
// are written once and read in place.
//
// Sources are added in the order of their rank. A concept of a later source joins the one it can
// only mean, by its preferred name: names are added to that one. So there is one "myocardial
// infarction", whoever names it.
//
// A name is found by the stems of its words, in any order, without words such as "of" and "the";
// in the order they have where several names differ only in that. An abbreviation is found by its
// written form. Immutable; thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/concepts/concept.h"
#include "corpus/concepts/concept_table_format.h"
#include "corpus/error.h"

namespace medlar {

inline constexpr std::size_t kMaxNameWords = 6;  // content words

class ConceptTable {
 public:
  struct Name {
    std::string_view text;
    ConceptNameKind kind;
    std::string_view language;
    std::uint32_t subject;   // number of its concept
    std::uint32_t source;    // number of its source
    std::uint32_t articles;  // that have it
  };
  struct Source {
    std::string_view name;
    std::string_view licence;
    std::uint32_t concepts;  // that it names
    std::uint32_t names;     // that no source before it has
    std::uint32_t left_out;  // too long, empty, or too common a word to mean anything by itself
  };
  struct NameRange {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };

  ConceptTable() = default;  // knows no concept

  /// `bytes` must outlive the table. kIndexDamaged where they are no such table; whatever they are,
  /// nothing leads out of them later.
  static Result<ConceptTable> from_bytes(std::string_view bytes);

  std::uint32_t concepts() const;
  std::uint32_t names() const { return parts_.counts.names; }
  std::uint32_t sources() const;
  Name name(std::uint32_t number) const;

  // Of a name, without reading the rest of it.
  std::uint32_t subject_of(std::uint32_t name) const;
  std::string_view text_of(std::uint32_t name) const;
  ConceptNameKind kind_of(std::uint32_t name) const;

  Source source(std::uint32_t number) const;

  /// The names of a concept: numbers in a row, the preferred one first.
  NameRange names_of(std::uint32_t subject) const;

  std::string_view bytes() const { return bytes_; }

  /// Reads all of it; from_bytes() looks at its header only.
  bool is_as_written() const;

 private:
  friend class ConceptMatcher;

  /// The names that a key finds.
  struct Entry {
    std::uint64_t key;
    std::uint32_t order;
    std::uint32_t name;
  };
  /// False where no entry has the key, nearly always; of two words, where no name has both.
  bool may_have(std::uint64_t key) const {
    return concept_format::is_in_filter(key, parts_.filter, parts_.counts.filter_bits);
  }
  bool may_have_abbreviation(std::uint64_t key) const {
    return concept_format::is_in_filter(key, parts_.abbreviation_filter,
                                        parts_.counts.abbreviation_filter_bits);
  }
  std::uint32_t first_entry(std::uint64_t key) const;
  /// Past the last one an entry without a name.
  Entry entry(std::uint32_t number) const {
    using little_endian::number_at;
    if (number >= parts_.counts.entries) return {0, 0, names()};
    const std::size_t at = number * concept_format::kEntryBytes;
    return {number_at<std::uint64_t>(parts_.entries, at),
            number_at<std::uint32_t>(parts_.entries, at + 8),
            number_at<std::uint32_t>(parts_.entries, at + 12)};
  }
  bool is_common_word(std::uint32_t name) const;

  std::string_view bytes_;
  ConceptTableParts parts_;
};

/// Gathers vocabularies into the bytes of a table. Not thread-safe.
///
/// A name that another concept has already stays with that one; abbreviations may have several
/// meanings. The same vocabularies make the same bytes.
class ConceptTableBuilder {
 public:
  ConceptTableBuilder();
  ConceptTableBuilder(ConceptTableBuilder&&) noexcept;
  ConceptTableBuilder& operator=(ConceptTableBuilder&&) noexcept;
  ~ConceptTableBuilder();

  void add(Vocabulary vocabulary);
  std::string finish();  // ends the use of the builder

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Writes into a table's bytes how many articles have each name, in the order of their numbers.
void set_article_counts(std::string& bytes, std::span<const std::uint32_t> articles);

}  // namespace medlar
