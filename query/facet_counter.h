// Counts the values that matches have in some fields, while they are matched.
//
// One search, one counter; not thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "query/searcher.h"

namespace Xapian {
class MatchSpy;
}  // namespace Xapian

namespace medlar {

// Matches that are counted one by one; of more the counts are estimates. 50,000 cost some 20 ms.
inline constexpr std::uint32_t kMaxCountedMatches = 50'000;

/// kUsage where one of the fields is not is_facet().
Result<void> check_facets(const std::vector<std::string>& fields);

class FacetCounter {
 public:
  /// Takes fields that check_facets() passes.
  explicit FacetCounter(const std::vector<std::string>& fields);
  ~FacetCounter();

  /// To be added to the search; the counter must outlive it.
  Xapian::MatchSpy& spy();

  /// Matches seen so far.
  std::uint64_t counted() const;

  /// The facets of `total` matches: the counts as they are where all were seen, else in proportion.
  std::vector<Facet> facets(std::uint64_t total) const;

 private:
  class Spy;
  std::unique_ptr<Spy> spy_;
};

}  // namespace medlar
