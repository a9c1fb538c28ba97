// Words of a query that are two, or two that are one: blanks that are missing or too many.
//
// As thread-safe as the evidence: not.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "query/spelling/query_words.h"
#include "query/spelling/spelling_evidence.h"

namespace medlar {

struct SplitWord {
  std::string words;               // with blanks between; empty where it is one word
  std::uint64_t side_by_side = 0;  // articles that have them so; of three and more not counted
};

/// "heart attack" for "heartattack": both parts are frequent, and stand side by side in articles.
SplitWord split_word(std::string_view word, const SpellingEvidence& evidence);

/// "preeclampsia" for "pre" and "eclampsia": a word that someone knows, and that articles have far
/// oftener than the two words. Empty where it is none, or more than blanks part the two in `query`.
std::string joined_words(std::string_view query, const QueryWord& one, const QueryWord& two,
                         const SpellingEvidence& evidence);

}  // namespace medlar
