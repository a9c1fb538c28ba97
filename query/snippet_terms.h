// What a snippet should show of a query: its words, phrases and concepts, each by how rare it is.
//
// A pure function of its arguments; thread-safe as far as these are.
#pragma once

#include <functional>
#include <string>

#include "query/query_tree.h"
#include "query/snippet.h"

namespace medlar {

/// How rare something is in the index: its idf.
struct Rarity {
  std::function<double(const std::string& stem)> of_stem;
  std::function<double(const std::string& preferred)> of_concept;  // by its preferred name
};

SnippetTerms snippet_terms(const QueryTree& tree, const Rarity& idf);

}  // namespace medlar
