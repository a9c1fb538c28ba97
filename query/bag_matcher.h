// Matches bags of words: finds the articles that score best, and counts all that match.
//
// The engine looks at one article after another and asks each of its lists for it, some 120
// nanoseconds for each posting. Here the articles go through in windows that fit the processor's
// cache: each term in turn adds what it scores to the articles of the window (Lucene's
// BooleanScorer does so), some 12 nanoseconds. So nothing need be estimated and nothing left out.
//
// Scores are those of Xapian's BM25Weight but for the order in which they are added, and articles
// of one score come by their numbers, as they do there.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "corpus/error.h"
#include "indexer/format/glass_lists.h"
#include "query/bag_of_words.h"
#include "query/copies.h"
#include "query/match_deadline.h"
#include "query/ranked_match.h"
#include "query/ranking_parameters.h"

namespace Xapian {
class Database;
}  // namespace Xapian

namespace medlar {

struct BagMatches {
  std::vector<RankedMatch> best;  // best first; one of each group of copies
  std::uint64_t total = 0;        // of all that match, one of each group
};

/// Of one index. One thread at a time.
class BagMatcher {
 public:
  /// The files of the database that `database` has open, which must outlive this object.
  BagMatcher(std::filesystem::path files, const Xapian::Database& database);

  /// True where match() takes less time than the engine: the more of the index a bag's words are
  /// in, the more.
  bool pays(const BagOfWords& bag) const;

  /// The best `most` matches, one at least. Those that were looked at before the deadline where it
  /// cuts the match. kIndexDamaged where the lists are not whole.
  Result<BagMatches> match(const BagOfWords& bag, const RankingParameters& ranking,
                           Duplicates duplicates, std::size_t most, MatchDeadline& deadline);

 private:
  struct Copy {
    std::uint32_t article;
    std::uint32_t group;
  };
  using Copies = std::vector<Copy>;  // articles that have copies, by their numbers

  class Match;
  Result<void> load();
  Result<const Copies*> copies(Duplicates duplicates);

  std::filesystem::path files_;
  const Xapian::Database& database_;
  std::optional<GlassLists> lists_;                               // from the first match on
  std::vector<std::uint32_t> lengths_;                            // by number
  std::array<std::optional<Copies>, kDuplicates.size()> copies_;  // of those asked for so far
};

}  // namespace medlar
