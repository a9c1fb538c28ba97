// A query with its misspelt words set right: the text, and how the original words stay in its tree.
//
// Pure functions of values, but for the speller that is asked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "query/interpretation.h"
#include "query/query_tree.h"
#include "query/spelling/speller.h"

namespace medlar {

struct SpelledQuery {
  std::string text;  // to be looked for; the query itself where nothing is certain
  std::vector<Correction> corrections;  // in order
  std::string suggested;                // a query that may have been meant, with these as well
  std::vector<Diagnostic> diagnostics;  // words that may mean one of several

  /// Words as they were typed, and where the text has others for them.
  struct Original {
    std::vector<QueryNode> words;
    std::size_t begin = 0;  // bytes of `text`
    std::size_t end = 0;
  };
  std::vector<Original> originals;
};

/// `tree` is that of `query`.
SpelledQuery spell_query(std::string_view query, const QueryTree& tree, Speller& speller);

/// Puts the original words beside those that are looked for instead, at a lower weight; `tree` is
/// that of `spelled.text`.
void keep_originals(const SpelledQuery& spelled, QueryTree& tree);

/// Bytes of the query as it was typed.
struct QueryPlace {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Where bytes of `spelled.text` stand in the query; what is in a changed word is all of it.
QueryPlace place_in_query(const SpelledQuery& spelled, QueryPlace in_text);

// What a word as it was typed counts, of what it would count had it not been corrected.
inline constexpr double kOriginalWeight = 0.2;

}  // namespace medlar
