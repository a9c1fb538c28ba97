#include "query/tree_matcher.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <xapian.h>

#include "indexer/format/schema.h"
#include "query/facet_counter.h"
#include "query/positional_query.h"
#include "query/query_compiler.h"

namespace medlar {
namespace {

// Matches counted beyond the page that is shown, so that small totals are exact.
constexpr Xapian::doccount kCheckAtLeast = 1000;

/// Makes phrases optional where other words are left to look for; true when that changes anything.
bool loosen_phrases(QueryTree& tree) {
  auto& clauses = tree.root.clauses;
  const bool has_words = std::ranges::any_of(clauses, [](const QueryClause& clause) {
    return clause.occur == Occur::kOptional && clause.node.kind == QueryNode::Kind::kWord;
  });
  bool loosened = false;
  for (QueryClause& clause : clauses) {
    if (!has_words || clause.occur != Occur::kRequired || !clause.node.field.empty() ||
        clause.node.kind != QueryNode::Kind::kPhrase) {
      continue;
    }
    clause.occur = Occur::kOptional;
    loosened = true;
    tree.diagnostics.push_back(
        {fmt::format("no article has \"{}\" beside the other words; it is not required",
                     clause.node.text),
         0, 0});
  }
  return loosened;
}

}  // namespace

TreeMatcher::TreeMatcher(std::filesystem::path database_files, const Xapian::Database& database,
                         const ForwardIndex& forward, const Lexicon& lexicon,
                         const RankingParameters& ranking)
    : database_(database),
      forward_(forward),
      lexicon_(lexicon),
      ranking_(ranking),
      bags_(std::move(database_files), database) {}

Xapian::Enquire TreeMatcher::enquire(const Xapian::Query& query) const {
  Xapian::Enquire enquire(database_);
  enquire.set_weighting_scheme(
      Xapian::BM25Weight(ranking_.k1 * kBodyWeight, 0, 1, ranking_.b, kMinNormalizedLength));
  enquire.set_query(Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, score_scale(ranking_)));
  return enquire;
}

CompilerTables TreeMatcher::tables(MatchDeadline& deadline) const {
  return {lexicon_, {forward_, deadline}, ranking_};
}

/// The tree as it is; of the articles that it finds, those score more that have a section of a role
/// that is asked for.
Xapian::Query TreeMatcher::compile(const QueryTree& tree, const CompilerTables& with) const {
  const Xapian::Query query = compile_query(tree.root, with);
  const Xapian::Query roles = roles_query(tree.favoured_roles, ranking_);
  if (query.empty() || roles.empty()) return query;
  return {Xapian::Query::OP_AND_MAYBE, query, roles};
}

/// The engine's matches of the tree as it is.
Xapian::MSet TreeMatcher::match_compiled(const QueryTree& tree, const SearchRequest& request,
                                         std::size_t most, MatchDeadline& deadline,
                                         FacetCounter* facets, SearchResponse& response) const {
  RequiredSequences required({forward_, deadline});
  CompilerTables with_required = tables(deadline);
  with_required.required = &required;
  const Xapian::Query query = compile(tree, with_required);
  if (request.explain == SearchRequest::Explain::kYes) {
    response.compiled = query.get_description() + required.description();
  }
  if (query.empty()) return {};
  Xapian::Enquire enquire = this->enquire(deadline.limited(query));
  if (request.sort != SortOrder::kRelevance) {
    const bool by_date = request.sort == SortOrder::kReviewed;
    const FieldInfo& key = by_date ? field("reviewed") : field("title");
    enquire.set_sort_by_value_then_relevance(static_cast<Xapian::valueno>(key.slot), by_date);
  }
  collapse(enquire, database_, request.duplicates);
  if (facets != nullptr) enquire.add_matchspy(&facets->spy());
  return enquire.get_mset(0, static_cast<Xapian::doccount>(most),
                          facets == nullptr ? kCheckAtLeast : kMaxCountedMatches, nullptr,
                          required.decider());
}

/// The tree as a bag of words, where it is one and the order asked for is that of its scores.
/// Facets want each match looked at.
std::optional<BagOfWords> TreeMatcher::bag(const QueryTree& tree,
                                           const SearchRequest& request) const {
  if (request.sort != SortOrder::kRelevance || !request.facets.empty()) return {};
  auto bag = bag_of_words(tree, ranking_);
  if (bag && !bags_.pays(*bag)) bag.reset();
  return bag;
}

/// The matches of the tree, loosened where it finds nothing, and of what kind they are.
std::vector<RankedMatch> TreeMatcher::match_by_engine(QueryTree& tree, const SearchRequest& request,
                                                      std::size_t most, MatchDeadline& deadline,
                                                      SearchResponse& response) const {
  std::optional<FacetCounter> facets;
  if (!request.facets.empty()) facets.emplace(request.facets);
  FacetCounter* const counter = facets ? &*facets : nullptr;
  Xapian::MSet matches = match_compiled(tree, request, most, deadline, counter, response);
  if (matches.empty() && loosen_phrases(tree)) {
    matches = match_compiled(tree, request, most, deadline, counter, response);
  }
  // Where all matches were looked at, what is left of them is counted; while collapsing, the engine
  // still gives the sum of what each part of the query would find as the upper bound.
  const bool all_seen = matches.get_uncollapsed_matches_lower_bound() < kCheckAtLeast;
  response.total = all_seen ? matches.get_matches_lower_bound() : matches.get_matches_estimated();
  response.total_is_exact =
      !deadline.has_cut() &&
      (all_seen || matches.get_matches_lower_bound() == matches.get_matches_upper_bound());
  if (facets) {
    response.facets = facets->facets(response.total);
    response.facets_are_exact = response.total_is_exact && facets->counted() >= response.total;
  }
  std::vector<RankedMatch> found;
  for (auto at = matches.begin(); at != matches.end(); ++at) {
    found.push_back({.article = *at, .words = at.get_weight(), .copies = at.get_collapse_key()});
  }
  return found;
}

Result<std::vector<RankedMatch>> TreeMatcher::match(QueryTree& tree, const SearchRequest& request,
                                                    std::size_t most, MatchDeadline& deadline,
                                                    SearchResponse& response) {
  const auto bag = this->bag(tree, request);
  if (!bag) return match_by_engine(tree, request, most, deadline, response);
  auto matches = bags_.match(*bag, ranking_, request.duplicates, most, deadline);
  if (!matches) return tl::unexpected<Error>(matches.error());
  response.total = matches->total;
  response.total_is_exact = !deadline.has_cut();
  if (request.explain == SearchRequest::Explain::kYes) {
    response.compiled = compile(tree, tables(deadline)).get_description();
  }
  return std::move(matches->best);
}

std::vector<ScorePart> TreeMatcher::score_parts(const QueryTree& tree,
                                                const RankedMatch& match) const {
  MatchDeadline no_deadline(MatchDeadline::Clock::now(), {});
  std::vector<ScorePart> parts;
  if (match.proximity > 0) parts.push_back({std::string(kProximityPart), match.proximity});
  if (match.nearness > 0) parts.push_back({std::string(kNearnessPart), match.nearness});
  const std::string id = database_.get_document(match.article)
                             .get_value(static_cast<Xapian::valueno>(field("id").slot));
  const Xapian::Query only_this(keyword_term(field("id"), id));
  const auto add = [&](std::string name, const Xapian::Query& part) {
    if (part.empty()) return;
    const Xapian::MSet found =
        enquire(Xapian::Query(Xapian::Query::OP_FILTER, part, only_this)).get_mset(0, 1);
    if (found.empty() || found.begin().get_weight() <= 0) return;
    parts.push_back({std::move(name), found.begin().get_weight()});
  };
  for (const QueryClause& clause : tree.root.clauses) {
    if (clause.occur == Occur::kExcluded) continue;
    add(to_string(clause.node), compile_query(clause.node, tables(no_deadline)));
  }
  add("section asked for", roles_query(tree.favoured_roles, ranking_));
  std::ranges::stable_sort(parts, std::ranges::greater(), &ScorePart::score);
  return parts;
}

}  // namespace medlar
