// Reads what a visitor typed. Never fails: any bytes give a tree, and what was passed over is said.
//
//   words                 optional, best together      "exact phrase"     required
//   a AND b   a OR b      NOT a   -a                   ( )
//   title:word  section:"a b"  source:cdc              reviewed:2008..2010
//   thromb*               a NEAR/3 b
//
// A message written as prose (many words, a good part of them stop words) is read as prose: its
// capitals, dashes and colons are no operators. QUERY_SYNTAX.md has the whole language.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/analysis/analyzer_set.h"
#include "query/query_limits.h"
#include "query/query_tree.h"

namespace medlar {

// Longer queries all in capitals are shouted: their operators are words, and no capital tells.
inline constexpr std::size_t kShoutedWords = 6;

/// How a query is to be read.
struct QueryReading {
  std::string language;  // of the query; empty: told by its words, else the first below
  std::vector<std::string> index_languages;  // of the articles, most frequent first
  QueryLimits limits;
};

/// Uses `analyzers` for every split; not thread-safe, as they are not.
QueryTree parse_query(std::string_view query, const QueryReading& reading, AnalyzerSet& analyzers);

}  // namespace medlar
