#include "query/snippet_terms.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace medlar {
namespace {

// What showing a concept by any of its names is worth in a snippet, in parts of its idf.
constexpr double kConceptShown = 1;

}  // namespace

SnippetTerms snippet_terms(const QueryTree& tree, const Rarity& idf) {
  SnippetTerms terms;
  terms.favoured_roles = tree.favoured_roles;
  for (const QueryNode* leaf : sought_leaves(tree.root)) {
    switch (leaf->kind) {
      case QueryNode::Kind::kWord:
      case QueryNode::Kind::kNear:
        for (const auto* forms : {&leaf->wholes, &leaf->parts}) {
          for (const QueryTerm& term : *forms) {
            for (const std::string& stem : term.stems) {
              terms.words.push_back({stem, term.weight * idf.of_stem(stem)});
            }
          }
        }
        break;
      case QueryNode::Kind::kPhrase: {
        std::size_t variants = 1;
        for (const QueryTerm& term : leaf->parts) {
          variants = std::max(variants, term.stems.size());
        }
        for (std::size_t language = 0; language < variants; ++language) {
          SnippetTerms::Phrase phrase{{}, 0};
          for (const QueryTerm& term : leaf->parts) {
            const std::string& stem = term.stems[std::min(language, term.stems.size() - 1)];
            phrase.stems.push_back(stem);
            phrase.weight += idf.of_stem(stem);
          }
          terms.phrases.push_back(std::move(phrase));
        }
        break;
      }
      case QueryNode::Kind::kPrefix:
        terms.prefixes.push_back(leaf->parts.front().stems.front());
        break;
      case QueryNode::Kind::kConcept:
        terms.concepts.push_back({leaf->subject, kConceptShown * idf.of_concept(leaf->text)});
        break;
      case QueryNode::Kind::kKeyword:
      case QueryNode::Kind::kDateRange:
      case QueryNode::Kind::kName:
      case QueryNode::Kind::kGroup:
        break;
    }
  }
  return terms;
}

}  // namespace medlar
