// What a comparison's page shows of topics and articles, looked up in an index.
#pragma once

#include <vector>

#include "query/evaluation/topics.h"
#include "query/render/comparison_page.h"
#include "query/searcher.h"

namespace medlar {

/// Gives the page's topics their texts.
void add_texts(const std::vector<Topic>& topics, ComparisonPage& page);

/// Gives the articles that the page will show their titles, addresses and snippets for the topics'
/// texts (see add_texts), with the language and the snippet options of `like`. A run has '_' for
/// blanks: an id that the index does not hold is tried with blanks for all of them; one that is
/// still unknown is left out, and the page shows the id alone. Fails as Searcher does.
Result<void> add_articles(Searcher& searcher, const SearchRequest& like, ComparisonPage& page);

}  // namespace medlar
