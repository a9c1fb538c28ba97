#include "query/query_compiler.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <xapian.h>

#include "corpus/cleaning/section_role.h"
#include "indexer/format/schema.h"

namespace medlar {
namespace {

using Xapian::Query;

// Sorts after every month and day of a year: "2010" as an upper bound includes all of 2010.
constexpr const char* kEndOfPeriod = "-99";

/// The articles of a term, each with the same weight. (The engine's own FixedWeightPostingSource
/// goes through all articles, and ends early once its weight is too low to matter: totals would be
/// estimates.)
class EqualWeightSource : public Xapian::PostingSource {
 public:
  EqualWeightSource(std::string term, double weight) : term_(std::move(term)) {
    set_maxweight(weight);
  }
  EqualWeightSource* clone() const override {
    return new EqualWeightSource(term_, get_maxweight());
  }
  void init(const Xapian::Database& database) override {
    articles_ = database.get_termfreq(term_);
    at_ = database.postlist_begin(term_);
    end_ = database.postlist_end(term_);
    is_begun_ = false;
  }
  Xapian::doccount get_termfreq_min() const override { return articles_; }
  Xapian::doccount get_termfreq_est() const override { return articles_; }
  Xapian::doccount get_termfreq_max() const override { return articles_; }
  double get_weight() const override { return get_maxweight(); }
  void next(double) override {
    if (is_begun_) ++at_;
    is_begun_ = true;
  }
  void skip_to(Xapian::docid article, double) override {
    is_begun_ = true;
    if (at_ != end_) at_.skip_to(article);
  }
  bool at_end() const override { return at_ == end_; }
  Xapian::docid get_docid() const override { return *at_; }
  std::string get_description() const override {
    return fmt::format("{} {}", get_maxweight(), term_);
  }

 private:
  std::string term_;
  Xapian::doccount articles_ = 0;
  Xapian::PostingIterator at_;
  Xapian::PostingIterator end_;
  bool is_begun_ = false;
};

/// The engine's own MatchAll is one object for all threads, which count its uses without a lock
/// until one of them frees it under the others (xapian/query.h says so; two threads crash within a
/// second).
Query all_articles() { return Query(std::string()); }

Query any(const std::vector<Query>& choices) {
  return {Query::OP_OR, choices.begin(), choices.end()};
}

/// Terms that count as one: the stems a word has in several languages. (OP_MAX would say it better,
/// but its matcher in Xapian 1.4.22 crashes over an OR: "plant-based diets" was enough.)
Query same_word(const std::vector<Query>& terms) {
  return terms.size() == 1 ? terms.front() : Query(Query::OP_SYNONYM, terms.begin(), terms.end());
}

/// A term in a field: ranked by its weight anywhere, found only where the field has it.
Query in_field(const FieldInfo& info, const std::string& stem) {
  const Query anywhere(stem_term(field("text"), stem));
  if (info.prefix.empty()) return anywhere;
  const Query there(stem_term(info, stem));
  if (info.weight == 0) return there;
  return Query(Query::OP_FILTER, anywhere, there);
}

const FieldInfo& field_of(const QueryNode& node) {
  return *find_field(node.field.empty() ? "text" : node.field);
}

Query scaled(const Query& query, double weight) {
  return weight == 1 ? query : Query(Query::OP_SCALE_WEIGHT, query, weight);
}

Query term_query(const FieldInfo& info, const QueryTerm& term, const RankingParameters& ranking) {
  std::vector<Query> stems;
  for (const std::string& stem : term.stems) stems.push_back(in_field(info, stem));
  Query query = same_word(stems);
  if (!term.exact.empty() && info.prefix.empty()) {
    query = Query(Query::OP_AND_MAYBE, query,
                  Query(Query::OP_SCALE_WEIGHT, Query(term.exact), ranking.as_spelt));
  }
  return scaled(query, term.weight);
}

/// "5-HT3": its parts, and the joined form on top, which only the compound itself has.
Query word_query(const FieldInfo& info, const QueryNode& node, const RankingParameters& ranking) {
  std::vector<Query> forms;
  for (const QueryTerm& part : node.parts) forms.push_back(term_query(info, part, ranking));
  for (const QueryTerm& whole : node.wholes) {
    forms.push_back(
        Query(Query::OP_SCALE_WEIGHT, term_query(info, whole, ranking), ranking.joined_word));
  }
  return forms.empty() ? Query() : any(forms);
}

Query prefix_query(const FieldInfo& info, const QueryNode& node, const Lexicon& lexicon) {
  // Different words of one stem count together.
  std::map<std::string_view, std::uint64_t> counts;
  for (const LexiconWord& word : lexicon.with_prefix(node.parts.front().stems.front())) {
    counts[word.stem] += word.count;
  }
  std::vector<std::pair<std::string_view, std::uint64_t>> stems(counts.begin(), counts.end());
  std::ranges::stable_sort(stems, std::ranges::greater(),
                           &std::pair<std::string_view, std::uint64_t>::second);
  if (stems.size() > node.expansions) stems.resize(node.expansions);
  const auto any_in = [&stems](const FieldInfo& field_info) {
    std::vector<Query> choices;
    for (const auto& [stem, count] : stems) choices.emplace_back(stem_term(field_info, stem));
    return Query(Query::OP_SYNONYM, choices.begin(), choices.end());
  };
  if (info.prefix.empty() || info.weight == 0) return any_in(info);
  return Query(Query::OP_FILTER, any_in(field("text")), any_in(info));
}

Query date_query(const FieldInfo& info, const QueryNode& node) {
  const auto slot = static_cast<Xapian::valueno>(info.slot);
  if (node.to.empty()) return Query(Query::OP_VALUE_GE, slot, node.from);
  // Articles without a date have an empty value, which no range holds.
  return Query(Query::OP_VALUE_RANGE, slot, node.from.empty() ? "0" : node.from,
               node.to + kEndOfPeriod);
}

/// True for what only includes or excludes and says nothing of how well an article answers.
bool is_filter(const QueryNode& node) {
  return node.kind == QueryNode::Kind::kKeyword || node.kind == QueryNode::Kind::kDateRange;
}

Query equal_query(const EqualTerm& term) {
  return Query((new EqualWeightSource(term.term, term.weight))->release());
}

bool is_positional(const QueryNode& node) {
  return node.kind == QueryNode::Kind::kPhrase || node.kind == QueryNode::Kind::kNear;
}

/// A clause of a group: what the group needs is needed by the whole only where the group is all of
/// it.
Query clause_query(const QueryClause& clause, const CompilerTables& tables) {
  const QueryNode& node = clause.node;
  if (tables.required != nullptr && clause.occur == Occur::kRequired && is_positional(node)) {
    return scaled(tables.required->add(field_of(node), node), node.weight);
  }
  CompilerTables inner = tables;
  inner.required = nullptr;
  return compile_query(node, inner);
}

Query group_query(const QueryNode& group, const CompilerTables& tables) {
  std::vector<Query> required;
  std::vector<Query> optional;
  std::vector<Query> filters;
  std::vector<Query> excluded;
  for (const QueryClause& clause : group.clauses) {
    Query query = clause_query(clause, tables);
    if (query.empty()) {
      // A prefix that no word has: nothing to add, but nothing to satisfy it with either.
      if (clause.occur == Occur::kRequired) return {};
      continue;
    }
    if (clause.occur == Occur::kExcluded) {
      excluded.push_back(std::move(query));
    } else if (clause.occur == Occur::kRequired) {
      (is_filter(clause.node) ? filters : required).push_back(std::move(query));
    } else {
      optional.push_back(std::move(query));
    }
  }
  Query query;
  if (!required.empty()) {
    query = Query(Query::OP_AND, required.begin(), required.end());
    if (!optional.empty()) query = Query(Query::OP_AND_MAYBE, query, any(optional));
  } else if (!optional.empty()) {
    query = any(optional);
  } else if (!filters.empty() || !excluded.empty()) {
    query = Query(Query::OP_SCALE_WEIGHT, all_articles(), 0);
  }
  for (const Query& filter : filters) query = Query(Query::OP_FILTER, query, filter);
  if (!excluded.empty()) query = Query(Query::OP_AND_NOT, query, any(excluded));
  return query;
}

}  // namespace

namespace {

Query unweighted_query(const QueryNode& node, const CompilerTables& tables) {
  const FieldInfo& info = field_of(node);
  switch (node.kind) {
    case QueryNode::Kind::kWord:
      return word_query(info, node, tables.ranking);
    case QueryNode::Kind::kPhrase:
    case QueryNode::Kind::kNear:
      return positional_query(info, node, tables.positional);
    case QueryNode::Kind::kPrefix:
      return prefix_query(info, node, tables.lexicon);
    case QueryNode::Kind::kKeyword:
      return Query(keyword_term(info, node.text));
    case QueryNode::Kind::kDateRange:
      return date_query(info, node);
    case QueryNode::Kind::kConcept:
      return Query(Query::OP_SCALE_WEIGHT, Query(concept_term(node.text)),
                   tables.ranking.concept_names);
    case QueryNode::Kind::kName:
      return equal_query(name_term(node, tables.ranking));
    case QueryNode::Kind::kGroup:
      return group_query(node, tables);
  }
  return {};
}

}  // namespace

Xapian::Query compile_query(const QueryNode& node, const CompilerTables& tables) {
  return scaled(unweighted_query(node, tables), node.weight);
}

double score_scale(const RankingParameters& ranking) {
  return (ranking.k1 + 1) / (ranking.k1 * kBodyWeight + 1);
}

EqualTerm name_term(const QueryNode& node, const RankingParameters& ranking) {
  const bool is_title = node.field == "title";
  const double weight = (is_title ? ranking.whole_title : ranking.whole_name) * node.mass *
                        (ranking.k1 * kBodyWeight + 1);
  if (node.parts.empty()) return {named_concept_term(node.text), weight};
  const std::string& key = node.parts.front().stems.front();
  return {is_title ? whole_title_term(key) : whole_name_term(key), weight};
}

std::vector<EqualTerm> role_terms(const std::vector<SectionRole>& roles,
                                  const RankingParameters& ranking) {
  std::vector<EqualTerm> terms;
  if (ranking.asked_role == 0) return terms;
  for (const SectionRole role : roles) {
    terms.push_back({keyword_term(field("role"), section_role_info(role).name),
                     ranking.asked_role / score_scale(ranking)});
  }
  return terms;
}

Query roles_query(const std::vector<SectionRole>& roles, const RankingParameters& ranking) {
  std::vector<Query> any_role;
  for (const EqualTerm& term : role_terms(roles, ranking)) any_role.push_back(equal_query(term));
  return any(any_role);
}

}  // namespace medlar
