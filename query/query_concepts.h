// Reads the concepts that a query names: adds them to its tree, and says what was added.
//
// Only free text is read: what is quoted, in a field or excluded stays as it is. Adding never
// replaces: the words stay in the tree beside their concept.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "corpus/analysis/analyzer_set.h"
#include "corpus/concepts/concept_matcher.h"
#include "corpus/concepts/concept_table.h"
#include "query/interpretation.h"
#include "query/query_tree.h"

namespace medlar {

/// What is known of the index.
struct KnownConcepts {
  const ConceptTable& table;
  const std::vector<std::string>& languages;  // of the articles, most frequent first
  double words_of_concept;                    // ranking_parameters.h
  double all_articles;
  /// Articles that have the concept.
  std::function<std::uint64_t(std::uint32_t subject)> articles;
  /// Articles that have the word.
  std::function<std::uint64_t(const QueryNode& word)> articles_of_word;
  /// Articles that have both.
  std::function<std::uint64_t(std::uint32_t subject, const QueryNode& word)> articles_with;
};

struct QueryConcepts {
  std::vector<FoundConcept> found;                   // in order
  std::vector<AmbiguousAbbreviation> abbreviations;  // in order
};

/// Adds a kConcept clause to the tree for each concept that the query names, and their places to
/// tree.named.
QueryConcepts add_concepts(const KnownConcepts& known, AnalyzerSet& analyzers, QueryTree& tree);

}  // namespace medlar
