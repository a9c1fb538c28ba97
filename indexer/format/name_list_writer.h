// Collects what can be suggested from articles and concepts, and writes the list of names
// (name_list.h).
//
// Memory: about half a kilobyte for each distinct name, of which at most kMaxNames are taken.
// One thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/article.h"
#include "corpus/concepts/concept_table.h"
#include "corpus/error.h"
#include "indexer/format/name_list.h"

namespace medlar {

class NameListWriter {
 public:
  /// Takes the title and the other names of article `number`; numbers must rise. A name that is
  /// too long, or comes when the list is full, is counted as left out. One without a letter or
  /// digit is none.
  void add(std::uint32_t number, const Article& article);

  /// Takes the names of concepts that articles have, after the articles' own. A title or name that
  /// is there already becomes one of the concept; it goes on leading to its article.
  void add(const ConceptTable& concepts);

  /// Writes the list; then the writer is empty.
  Result<void> finish(const std::filesystem::path& file);

 private:
  struct Name {
    std::string text;
    NameKind kind = NameKind::kName;
    std::uint32_t articles = 0;               // that carry it
    std::uint32_t last = 0;                   // of them
    std::uint32_t article = NameList::kNone;  // index into articles_
    std::uint32_t subject = NameList::kNone;  // index into preferred_
    std::uint32_t likelihood = 0;             // of one meaning of an abbreviation beside others
  };
  struct Owner {
    std::uint32_t number;
    std::string id;
    std::string title;
  };
  using Names = std::unordered_map<std::string, Name>;  // by their words, and what these mean
  struct ConceptName;
  void add(std::string_view text, NameKind kind, std::uint32_t number, const Article& article);
  void add(const ConceptName& name);
  std::vector<const Names::value_type*> ranked() const;

  Names names_;
  std::vector<std::string> preferred_;  // names of concepts
  std::vector<Owner> articles_;         // that a name leads, or led, to
  std::uint64_t bytes_ = 0;             // of texts and words in the file, at most
  std::uint64_t left_out_ = 0;
};

/// Writes the names of stores of articles, which are numbered in their order from 1 up, and of
/// concepts.
Result<void> write_names(const std::vector<std::filesystem::path>& stores,
                         const ConceptTable& concepts, const std::filesystem::path& file);

// Nobody picks a longer text from a list while typing.
inline constexpr std::size_t kMaxNameBytes = 512;

inline constexpr std::size_t kMaxNames = 2'000'000;
inline constexpr std::uint64_t kMaxNameListBytes = 0xFFFF'FFFF;  // of texts and words together

}  // namespace medlar
