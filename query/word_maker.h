// Makes the words of a query: splits text with the Analyzer and gathers the terms that each word
// has in every language of the index.
//
// Not thread-safe, as the analyzers are not.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/analysis/analyzer_set.h"
#include "query/query_parser.h"
#include "query/query_tree.h"

namespace medlar {

class WordMaker {
 public:
  /// Settles the query's language: the one that is told, or else the one of the index whose stop
  /// words the query has most of. The query's bytes must outlive it.
  WordMaker(const QueryReading& reading, std::string_view query, AnalyzerSet& analyzers);

  /// The query's language.
  const std::string& language() const { return tags_.front(); }

  struct Counts {
    std::size_t words = 0;
    std::size_t stop_words = 0;
  };
  Counts count(std::string_view text, std::string_view language);

  /// A kWord node for each word of the text, a part of the query; compounds with their parts and
  /// wholes.
  std::vector<QueryNode> words(std::string_view text, const std::string& field);

 private:
  std::string told_by_stop_words(std::string_view query);

  std::string_view query_;
  AnalyzerSet& analyzers_;
  std::vector<std::string> tags_;  // the query's own first
};

/// The words of several nodes as the words of one phrase.
QueryNode phrase_of(std::vector<QueryNode> words, std::string text, std::string field);

}  // namespace medlar
