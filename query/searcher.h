// Answers queries over one opened index.
//
// Holds a snapshot: a generation published after open() appears only in a new Searcher.
// Not thread-safe: use one Searcher per thread (sharing one Xapian database between threads
// crashes). Movable, not copyable.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "corpus/article.h"
#include "corpus/error.h"
#include "indexer/format/index_layout.h"
#include "indexer/format/index_metadata.h"
#include "query/copies.h"
#include "query/interpretation.h"
#include "query/query_limits.h"
#include "query/query_tree.h"
#include "query/ranking_parameters.h"
#include "query/snippet.h"

namespace medlar {

enum class SortOrder {
  kRelevance,
  kReviewed,  // last reviewed first; articles without a date last
  kTitle,     // A to Z
};

struct SearchRequest {
  std::string query;
  std::size_t limit = 10;
  std::size_t offset = 0;
  std::vector<std::string> filters;  // "source:cdc", "reviewed:2008..2010"; all must hold
  SortOrder sort = SortOrder::kRelevance;
  std::string language;  // of the query; empty: told by its words
  Duplicates duplicates = Duplicates::kCollapse;
  enum class Correction { kDone, kNone } correction = Correction::kDone;  // of misspelled words
  enum class Expansion { kDone, kNone } expansion = Expansion::kDone;     // by names of concepts
  enum class Snippets { kMade, kNone } snippets = Snippets::kMade;
  /// kIds: hits have only rank, id and score, which is much faster for many hits.
  enum class Contents { kArticles, kIds } contents = Contents::kArticles;
  SnippetOptions snippet;
  enum class Explain { kNo, kYes } explain = Explain::kNo;
  std::vector<std::string> facets;          // fields to count values of; see is_facet()
  QueryLimits limits;                       // of the query; filters have the default ones
  std::chrono::milliseconds time_limit{0};  // of the match and the snippets; 0: none
};

/// True for the fields whose values can be counted: keywords, and dates by their year.
bool is_facet(std::string_view field);

struct FacetValue {
  std::string value;  // as most articles write it; of a date the year
  std::uint64_t count;
};

struct Facet {
  std::string field;
  std::vector<FacetValue> values;  // the most frequent first, no more than kMaxFacetValues
};

inline constexpr std::size_t kMaxFacetValues = 100;

/// What one part of the query adds to a hit's score.
struct ScorePart {
  std::string part;  // as in the tree, kProximityPart or kNearnessPart
  double score = 0;
};

/// What words add that stand together as in the query, and what the space of the index adds.
inline constexpr std::string_view kProximityPart = "(together)";
inline constexpr std::string_view kNearnessPart = "(near)";

/// Where an article stands that says the same as a hit.
struct AlsoAt {
  std::string id;
  std::string url;
  std::string source;
};

struct Hit {
  std::size_t rank = 0;  // 1 is the best, counted over all pages
  std::string id;
  std::string url;
  std::string title;
  std::string source;
  std::string language;
  std::string reviewed;
  std::string updated;
  std::vector<std::string> reviewers;
  double score = 0;
  std::string section_heading;  // of the section that the snippet is from
  std::string section_anchor;
  SectionRole section_role = SectionRole::kOther;
  Snippet snippet;
  std::vector<ScorePart> parts;  // when asked to explain
  std::vector<AlsoAt> also_at;   // the first of the articles that this hit stands for
  std::uint64_t copies = 0;      // all of them
};

struct SearchResponse {
  std::string query;
  std::string corrected;                // the query that was searched for, where it was changed
  std::vector<Correction> corrections;  // what was changed, in order
  std::string suggested;           // a query that may have been meant too: of words that someone
                                   // knows, or that are near to several
  std::vector<std::string> added;  // what was looked for beside it: all names of `concepts`
  std::vector<FoundConcept> concepts;
  std::vector<AmbiguousAbbreviation> abbreviations;
  std::vector<SectionRole> favoured_roles;  // sections that the question asks for
  std::vector<std::string> dropped;         // words of the query that were left out
  std::vector<Diagnostic> diagnostics;      // what of the query could not be used
  std::string tree;                         // how it was understood
  std::string compiled;                     // the engine's query; when asked to explain
  std::uint64_t total = 0;  // hits, copies collapsed; estimated unless total_is_exact
  bool total_is_exact = true;
  std::size_t limit = 0;
  std::size_t offset = 0;
  bool truncated = false;  // the time limit was reached: hits or snippets may be missing
  double took_ms = 0;
  std::vector<Hit> hits;
  std::vector<Facet> facets;     // in the order asked for; they count articles, copies as well
  bool facets_are_exact = true;  // false: estimated from a part of the matches
};

class Searcher {
 public:
  /// kIndexMissing, kIndexDamaged or kIndexIncompatible where there is nothing to search.
  static Result<Searcher> open(const std::filesystem::path& index);

  /// As open(), for one generation, whichever is published.
  static Result<Searcher> open_generation(const Generation& generation);

  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;
  ~Searcher();

  /// Fails only for a filter or facet that is none and for a damaged index, never for a query.
  Result<SearchResponse> search(const SearchRequest& request);

  /// The stored article with this id; kUsage when there is none.
  Result<Article> article(std::string_view id);

  /// That article as a hit of the query, whether the query finds it or not: for showing what other
  /// searches found. Rank and score stay 0; limit, offset, sort, contents and explain play no part.
  /// kUsage as article() and as search().
  Result<Hit> hit(const SearchRequest& request, std::string_view id);

  /// For the searches that follow.
  void set_ranking(const RankingParameters& ranking);

  const IndexMetadata& metadata() const;
  unsigned generation() const;

 private:
  struct Impl;
  explicit Searcher(std::unique_ptr<Impl> impl);
  static Result<Searcher> open_files(const Generation& generation, const Manifest& manifest);
  std::unique_ptr<Impl> impl_;
};

// A page lies within the first so many hits; going deeper costs more than anyone reads.
inline constexpr std::size_t kMaxHits = 10'000;

}  // namespace medlar
