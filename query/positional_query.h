// Phrases and NEAR: words that stand together. Which articles have all of the words, the engine's
// posting lists say; whether they stand together there, the forward index. The engine stays out of
// this header, as in query_compiler.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "indexer/format/forward_index.h"
#include "query/match_deadline.h"
#include "query/query_tree.h"

namespace Xapian {
class MatchDecider;
class Query;
}  // namespace Xapian

namespace medlar {

/// How much of a phrase the words seen so far are (shift-and: R. Baeza-Yates and G. Gonnet, A new
/// approach to text searching, CACM 35, 1992).
class PhraseProgress {
 public:
  /// Bit i of masks[w] is set where part i of the phrase, of at most 64, is word w.
  PhraseProgress(std::span<const std::uint64_t> masks, std::size_t parts)
      : masks_(masks), last_(std::uint64_t{1} << (parts - 1)) {}

  /// Sees a word at a place, none of which falls; true where the phrase ends there.
  bool sees(std::size_t word, std::uint32_t place);

 private:
  std::span<const std::uint64_t> masks_;
  std::uint64_t last_;
  std::uint64_t before_ = 0;  // bit i: parts 0 to i end at the place before
  std::uint64_t now_ = 0;     // and here
  std::uint32_t place_ = 0;
};

/// Which words stand within so many places of each other, in any order.
class NearProgress {
 public:
  /// Of word w needed[w] occurrences are needed.
  NearProgress(std::span<const std::size_t> needed, std::uint32_t window)
      : needed_(needed), window_(window), counts_(needed.size()), missing_(needed.size()) {}

  /// Sees a word at a place, none of which falls; true where all that is needed is near.
  bool sees(std::size_t word, std::uint32_t place);

 private:
  std::span<const std::size_t> needed_;
  std::uint32_t window_;
  std::vector<std::size_t> counts_;
  std::size_t missing_;                                      // words
  std::vector<std::pair<std::size_t, std::uint32_t>> seen_;  // word, place
  std::size_t first_ = 0;                                    // of these in the window
};

/// What is needed to find words that stand together; all must outlive the query.
struct PositionalSearch {
  const ForwardIndex& forward;
  MatchDeadline& deadline;  // once it is past, no further article is found
};

/// The articles that have a phrase's (Kind::kPhrase) or a NEAR's (Kind::kNear) words together in a
/// field, ranked by these words.
Xapian::Query positional_query(const FieldInfo& info, const QueryNode& node,
                               const PositionalSearch& search);

/// The phrases and NEARs that every article has to have. The engine asks about an article when it
/// knows its weight, so that those of no use to the page are not read: nearly all articles have
/// "of" and "the". One search, as its deadline is.
class RequiredSequences {
 public:
  explicit RequiredSequences(const PositionalSearch& search);
  ~RequiredSequences();

  /// Adds one. Returns the articles that have its words, in the field, ranked as those that have
  /// them together.
  Xapian::Query add(const FieldInfo& info, const QueryNode& node);

  /// To be given to the match of the query with what add() returned; null where nothing was added.
  const Xapian::MatchDecider* decider() const;

  /// What was added, as the engine's queries are described; empty where nothing was.
  std::string description() const;

 private:
  class Decider;
  std::unique_ptr<Decider> decider_;
};

}  // namespace medlar
