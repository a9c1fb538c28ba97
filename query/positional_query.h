// Phrases and NEAR: words that stand together. Which articles have all of the words, the engine's
// posting lists say; whether they stand together there, the forward index. The engine stays out of
// this header, as in query_compiler.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "indexer/format/forward_index.h"
#include "query/match_deadline.h"
#include "query/query_tree.h"

namespace Xapian {
class Query;
}  // namespace Xapian

namespace medlar {

/// True where the words stand one behind the other: part i of the sequence is the word of
/// places[parts[i]].
bool stand_in_order(const WordPlaces& places, std::span<const std::size_t> parts);

/// True where the words stand within `window` places, in any order; of word i that is needed
/// needed[i] times, so many occurrences.
bool stand_within(const WordPlaces& places, std::span<const std::size_t> needed,
                  std::uint32_t window);

/// What is needed to find words that stand together; all must outlive the query.
struct PositionalSearch {
  const ForwardIndex& forward;
  MatchDeadline& deadline;  // once it is past, no further article is found
};

/// The articles that have a phrase's (Kind::kPhrase) or a NEAR's (Kind::kNear) words together in a
/// field, ranked by these words.
Xapian::Query positional_query(const FieldInfo& info, const QueryNode& node,
                               const PositionalSearch& search);

}  // namespace medlar
