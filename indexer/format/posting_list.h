// What the database is made of: lists, each with something to say about articles by their numbers.
// Posting lists say how much a term weighs in an article, one list says how long the articles are,
// and the lists of values say what stands in a slot. While an index is built all of them travel in
// one form, sorted by their keys, until glass_database.h writes them as the engine reads them.
//
// Values and functions only, thread-safe.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "corpus/error.h"
#include "indexer/format/record_bytes.h"

namespace medlar {

/// Entries of neighbouring articles: what is said of the first one; then, for each other, how many
/// articles lie between it and the one before, and what is said of it. Numbers are LEB128; what is
/// said is a number, or for values a text with its length in front.
struct PostingPart {
  std::uint32_t first = 0;   // number of the first article, from 1 up
  std::string_view entries;  // one at least
};

struct PostingList {
  std::string_view key;
  std::uint64_t articles = 0;  // of a term
  std::uint64_t weight = 0;    // of a term, in all of them
  std::span<const PostingPart> parts;
};

/// Calls `each` with the articles of a part of a term's list and what it weighs in them. False
/// where the part is damaged.
template <typename Each>
bool for_each_weight(const PostingPart& part, const Each& each) {
  RecordCursor at{part.entries};
  for (std::uint32_t article = part.first;;) {
    const std::uint64_t weight = at.number();
    if (!at.ok) return false;
    each(article, weight);
    if (at.rest.empty()) return true;
    article += static_cast<std::uint32_t>(at.number()) + 1;
  }
}

/// Lists that were written during this build and do not come back as they were: kInputOutput.
tl::unexpected<Error> postings_damaged();

/// Where a list belongs, which is how the engine sorts them: the keys of values are before those of
/// lengths, these before those of terms.
std::string value_list_key(unsigned slot);  // below 128, where numbers sort as their bytes do
std::string term_list_key(std::string_view term);
inline constexpr std::string_view kLengthListKey{"\0\xe0", 2};
bool is_value_list(std::string_view key);

/// The first bytes of a term or a key as a number that sorts as they do, and quicker: only what has
/// the same number must be compared.
std::uint64_t first_bytes(std::string_view text);

/// A term or a key that is compared in that way.
struct SortKey {
  SortKey() = default;
  explicit SortKey(std::string_view key) : first(first_bytes(key)), text(key) {}
  auto operator<=>(const SortKey&) const = default;

  std::uint64_t first = 0;
  std::string_view text;
};

/// What the engine wants to know before it reads a list.
struct PostingTotals {
  struct Values {
    std::uint64_t articles = 0;  // that have one
    std::string lowest;
    std::string highest;
  };

  std::uint64_t articles = 0;
  std::uint64_t length = 0;           // of all articles: what their terms weigh
  std::uint64_t shortest_length = 0;  // but for articles of length 0
  std::uint64_t longest_length = 0;
  std::uint64_t highest_weight = 0;   // of a term in an article
  std::map<unsigned, Values> values;  // by slot

  void add_article(std::uint64_t article_length);
  void add_value(unsigned slot, std::string_view value);
  void add(const PostingTotals& other);
};

}  // namespace medlar
