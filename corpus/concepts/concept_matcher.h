// Finds the names of concepts in analyzed text, an article's or a query's.
//
// A name lies within a clause: what punctuation parts is no name. Words such as "of" may stand
// between its words. Not thread-safe; the table may be shared.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "corpus/analysis/token.h"
#include "corpus/concepts/abbreviation_reader.h"
#include "corpus/concepts/concept_table.h"
#include "corpus/concepts/name_keys.h"

namespace medlar {

/// A name at a place. Bytes are of the analyzed text.
struct FoundName {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t name = 0;   // number in the table
  std::uint32_t words = 0;  // content words
};

class ConceptMatcher {
 public:
  /// `table` must outlive the matcher. `language` is that of the text, a primary tag.
  ConceptMatcher(const ConceptTable& table, std::string_view language);

  /// Every name in the text, those within others as well, in the order of their beginnings; where
  /// words are the name of several concepts, one for each. A name of one word is found as it is
  /// written, but for number and spelling, never by its stem alone. `tokens` are the analyzer's of
  /// `text`. Abbreviations only where they are written as such: in capitals, or in letters that are
  /// no common word. Valid until the next call.
  std::span<const FoundName> find(std::string_view text, std::span<const Token> tokens);

  /// Those of them alone that name one of `subjects`, in less time.
  std::span<const FoundName> find_of(std::span<const std::uint32_t> subjects, std::string_view text,
                                     std::span<const Token> tokens);

  /// True when the last call looked at more than the words of a name: in a part of that text it
  /// might find others (AbbreviationReader).
  bool has_looked_around() const { return has_looked_around_; }

  const ConceptTable& table() const { return table_; }

 private:
  /// Words of a name lie between these.
  struct Window {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t words = 0;
    std::string_view text = {};
    bool keeps_order = false;  // no other order of the words means the same
  };

  void find_in_clause(std::span<const Token> tokens);
  void find_windows(std::span<const KeyedWord> words);
  void add_names(const NameKey& key, const Window& window);
  void add_abbreviations(AbbreviationReader& reader, std::size_t token);
  bool is_sought(std::uint32_t name) const;
  void put_in_order();

  const ConceptTable& table_;
  std::string_view text_;  // that is looked at
  std::uint64_t name_begin_;
  std::uint64_t abbreviation_begin_;
  NameWords words_;                        // of the clause that is looked at
  std::span<const std::uint32_t> sought_;  // subjects; none: all
  std::vector<FoundName> found_;
  bool has_looked_around_ = false;
};

/// Of names that overlap the longest, then the first; all concepts of the same words stay.
std::vector<FoundName> longest_names(std::span<const FoundName> found);

}  // namespace medlar
