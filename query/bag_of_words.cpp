#include "query/bag_of_words.h"

#include <algorithm>

#include "indexer/format/schema.h"

namespace medlar {
namespace {

/// Puts what query_compiler.cpp lowers to terms into a bag. Each function returns false for what
/// does not fit.
class Packer {
 public:
  Packer(const RankingParameters& ranking, BagOfWords& bag) : ranking_(ranking), bag_(bag) {}

  bool add(const QueryNode& node, double weight) {
    weight *= node.weight;
    switch (node.kind) {
      case QueryNode::Kind::kGroup:
        return std::ranges::all_of(node.clauses, [&](const QueryClause& clause) {
          return clause.occur == Occur::kOptional && add(clause.node, weight);
        });
      case QueryNode::Kind::kWord:
        return node.field.empty() && add(node.parts, weight) &&
               add(node.wholes, weight * ranking_.joined_word);
      case QueryNode::Kind::kConcept:
        return add({{concept_term(node.text)}, weight * ranking_.concept_names});
      case QueryNode::Kind::kName:
        return add(name_term(node, ranking_), weight, bag_.names);
      default:
        return false;
    }
  }

  bool add_roles(const std::vector<SectionRole>& roles, double weight) {
    return std::ranges::all_of(role_terms(roles, ranking_), [&](const EqualTerm& term) {
      return add(term, weight, bag_.roles);
    });
  }

 private:
  bool add(const std::vector<QueryTerm>& forms, double weight) {
    return std::ranges::all_of(forms, [&](const QueryTerm& form) {
      BagWord word{.weight = weight * form.weight};
      for (const std::string& stem : form.stems) {
        word.terms.push_back(stem_term(field("text"), stem));
      }
      return form.exact.empty() && add(std::move(word));
    });
  }

  bool add(BagWord word) {
    if (word.weight <= 0) return false;
    bag_.words.push_back(std::move(word));
    return true;
  }

  static bool add(EqualTerm term, double weight, std::vector<EqualTerm>& to) {
    term.weight *= weight;
    if (term.weight <= 0) return false;
    to.push_back(std::move(term));
    return true;
  }

  const RankingParameters& ranking_;
  BagOfWords& bag_;
};

}  // namespace

std::optional<BagOfWords> bag_of_words(const QueryTree& tree, const RankingParameters& ranking) {
  BagOfWords bag;
  Packer packer(ranking, bag);
  const double scale = score_scale(ranking);
  if (!packer.add(tree.root, scale) || !packer.add_roles(tree.favoured_roles, scale)) return {};
  return bag;
}

}  // namespace medlar
