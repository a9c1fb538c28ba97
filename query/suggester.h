// Completes what somebody is typing by titles and other names of articles, and by the names of
// concepts that articles have.
//
// Every word typed must begin a word of the name, each another one; case, accents and punctuation
// say nothing ("xray" and "x ray" both begin "X-ray"). Best first:
//   1. names of just the words typed, the last of them to its end
//   2. names that begin with the words typed
//   3. names with the words typed in their order
//   4. names with the words typed in any order
// and in each of these by weight (name_list.h), but of one concept no more than kMostOfAConcept in
// every ten, so that the others are seen as well. Only where there is none, and not more than
// kMaxSlippedWords were typed, those of more than three letters are matched but for one slip each
// (word_slips.h).
//
// Holds a snapshot: a generation published after open() appears only in a new Suggester.
// Thread-safe once open. Movable, not copyable.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/error.h"
#include "indexer/format/index_layout.h"
#include "indexer/format/name_list.h"
#include "query/snippet.h"

namespace medlar {

struct Suggestion {
  std::string text;  // as an article writes it
  NameKind kind = NameKind::kTitle;
  std::string id;     // of the article it leads to: the first that has it as its title,
  std::string title;  // or else as another name; and its title, which may be empty. Both are empty
                      // where only articles' texts have the name
  std::string preferred;           // what it names is called first; empty where that is `text`
  std::vector<TextRange> matches;  // what of `text` was typed, in order, apart
};

class Suggester {
 public:
  /// kIndexMissing, kIndexDamaged or kIndexIncompatible where there is nothing to suggest from.
  static Result<Suggester> open(const std::filesystem::path& index);

  /// As open(), for one generation, whichever is published.
  static Result<Suggester> open_generation(const Generation& generation);

  /// Suggests from a list that is open already.
  explicit Suggester(NameList names, unsigned generation = 0)
      : names_(std::move(names)), generation_(generation) {}

  /// At most `limit` and kMaxSuggestions, no text twice but an abbreviation for each of its
  /// meanings. Nothing for bytes that hold no word, more
  /// than kMaxTypedWords or kMaxTypedBytes; bytes that are no UTF-8 are passed over.
  std::vector<Suggestion> suggest(std::string_view typed, std::size_t limit) const;

  const NameList& names() const { return names_; }
  unsigned generation() const { return generation_; }

 private:
  NameList names_;
  unsigned generation_;
};

inline constexpr std::size_t kMaxSuggestions = 100;
inline constexpr std::size_t kMostOfAConcept = 2;
inline constexpr std::size_t kMaxTypedBytes = 4096;
inline constexpr std::size_t kMaxTypedWords = 32;
inline constexpr std::size_t kMaxSlippedWords = 8;

}  // namespace medlar
