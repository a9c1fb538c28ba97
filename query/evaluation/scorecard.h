// What ranking measures do not see: completions, corrections and snippets, each scored from a small
// TSV file of cases that people can write and review.
//
//   suggestions   wanted [TAB typed]           the completion somebody wants, and what they type
//                                              for it; the wanted text itself unless it is given
//   spelling      typed [TAB wanted]           what should become of it; alone: nothing should
//   snippets      query TAB docno TAB sentence that the snippet of this article should show
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/error.h"

namespace medlar {

struct Score {
  std::string name;
  double value = 0;
};

/// How one case went.
struct CaseOutcome {
  std::size_t line = 0;  // in the file
  std::string typed;
  std::string outcome;  // "right", "harmful", "rank 2 after 3 letters", ...
};

struct Scorecard {
  std::size_t cases = 0;
  std::vector<Score> scores;
  std::vector<CaseOutcome> outcomes;
};

struct ScoredCase {
  std::size_t line = 0;
  std::vector<std::string> columns;
};

/// A file's cases; kBadInput, naming file and line, where a line has too few or too many columns.
Result<std::vector<ScoredCase>> read_cases(const std::filesystem::path& file, std::size_t least,
                                           std::size_t most);

/// Completions of `typed`, best first.
using Suggest = std::function<std::vector<std::string>(std::string_view typed, std::size_t limit)>;

/// found@n: share of cases whose wanted text is among ten completions after n letters; rr@n: the
/// mean of one by its rank there; saved: share of all letters that need not be typed until it is
/// among the first five.
Scorecard score_suggestions(const std::vector<ScoredCase>& cases, const Suggest& suggest);

/// What was searched for instead of `typed`; empty: nothing was changed.
using Correct = std::function<Result<std::string>(std::string_view typed)>;

/// right: it became what it should, or was left alone as it should. harmless: a slip was left
/// alone. harmful: it became something else. Shares of all cases.
Result<Scorecard> score_spelling(const std::vector<ScoredCase>& cases, const Correct& correct);

/// The snippet of an article for a query.
using SnippetOf =
    std::function<Result<std::string>(std::string_view query, std::string_view docno)>;

/// shown: share of cases whose snippet holds the whole sentence; words: share of the sentences'
/// words that the snippets hold, averaged.
Result<Scorecard> score_snippets(const std::vector<ScoredCase>& cases, const SnippetOf& snippet_of);

}  // namespace medlar
