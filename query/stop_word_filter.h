// Leaves the words that carry no subject out of a query.
#pragma once

#include "query/query_tree.h"

namespace medlar {

/// What becomes of stop words in capitals: "WHO guidelines" means the organization.
enum class CapitalStopWords { kKept, kDropped };

/// Removes the stop words from the tree, where any other word is left to look for, and names them
/// in tree.dropped. A stop word that ends a name ("vitamin a") stays as a phrase with the word
/// before.
void drop_stop_words(QueryTree& tree, CapitalStopWords capitals);

}  // namespace medlar
