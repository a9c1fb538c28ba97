// Finds the articles that a query names: those with a title or another name that stands in the
// query as a whole. A question is about a named thing, and each article knows its names.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "corpus/analysis/analyzer_set.h"
#include "query/query_tree.h"

namespace medlar {

/// What is known of the index.
struct KnownNames {
  std::function<double(std::string_view stem)> idf;
  std::function<bool(const std::string& key)> exists;    // an article is named so
  std::function<bool(const std::string& key)> is_title;  // the title of an article is this name
};

/// Adds a kName clause to the tree for each name of articles in its free text, the longest where
/// they overlap, and one for each of its concepts, whatever its name in the query; and one for the
/// articles whose title the whole query is, and another where it is word for word.
void add_names(const KnownNames& known, AnalyzerSet& analyzers, QueryTree& tree);

}  // namespace medlar
