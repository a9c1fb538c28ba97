#include "query/spelling/index_evidence.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <xapian.h>

#include "indexer/format/schema.h"
#include "query/positional_query.h"

namespace medlar {
namespace {

// Articles looked at: enough to tell "always together" from "by chance", few enough to cost
// nothing.
constexpr std::size_t kSample = 64;

std::string term_of(std::string_view stem) { return stem_term(field("text"), stem); }

/// Calls `visit` for the first articles that have both terms, and tells how many were looked at.
template <typename Visit>
std::size_t each_with_both(const Xapian::Database& database, const std::string& rare,
                           const std::string& other, const Visit& visit) {
  std::size_t seen = 0;
  auto beside = database.postlist_begin(other);
  const auto end = database.postlist_end(other);
  for (auto at = database.postlist_begin(rare); at != database.postlist_end(rare) && seen < kSample;
       ++at) {
    ++seen;
    if (beside == end) continue;
    beside.skip_to(*at);
    if (beside != end && *beside == *at) visit(*at);
  }
  return seen;
}

double lift(const Xapian::Database& database, std::string_view stem, std::string_view beside) {
  std::string rare = term_of(stem);
  std::string common = term_of(beside);
  if (database.get_termfreq(rare) > database.get_termfreq(common)) std::swap(rare, common);
  std::size_t both = 0;
  const std::size_t seen =
      each_with_both(database, rare, common, [&](Xapian::docid /*article*/) { ++both; });
  if (seen == 0) return 1;
  const double all = std::max(1.0, static_cast<double>(database.get_doccount()));
  const double expected =
      static_cast<double>(seen) * static_cast<double>(database.get_termfreq(common)) / all;
  return (static_cast<double>(both) + 0.5) / (expected + 0.5);
}

std::uint64_t side_by_side(const Xapian::Database& database, const ForwardIndex& forward,
                           std::string_view first, std::string_view second) {
  const std::string one = term_of(first);
  const std::string two = term_of(second);
  const bool is_rare = database.get_termfreq(one) <= database.get_termfreq(two);
  std::uint64_t articles = 0;
  const std::array words{forward.find(first).value_or(forward.words()),
                         forward.find(second).value_or(forward.words())};
  const bool is_one_word = words[0] == words[1];
  const std::array<std::uint64_t, 2> masks{is_one_word ? 3U : 1U, 2U};
  const std::string& rare = is_rare ? one : two;
  const std::size_t seen =
      each_with_both(database, rare, is_rare ? two : one, [&](Xapian::docid article) {
        PhraseProgress both(masks, 2);
        forward.visit_places(article, field("text"), words,
                             [&](std::size_t word, std::uint32_t place) {
                               if (!both.sees(word, place)) return true;
                               ++articles;
                               return false;
                             });
      });
  return seen < kSample ? articles : articles * database.get_termfreq(rare) / kSample;
}

}  // namespace

IndexEvidence index_evidence(const Xapian::Database& database, const ForwardIndex& forward) {
  return {.articles =
              [&database](std::string_view stem) {
                return std::uint64_t{database.get_termfreq(term_of(stem))};
              },
          .lift = [&database](std::string_view stem,
                              std::string_view beside) { return lift(database, stem, beside); },
          .side_by_side =
              [&database, &forward](std::string_view first, std::string_view second) {
                return side_by_side(database, forward, first, second);
              }};
}

}  // namespace medlar
