// What the other words of a query say of what a misspelt one means.
//
// As thread-safe as the evidence: not.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "query/spelling/candidates.h"
#include "query/spelling/query_words.h"
#include "query/spelling/spelling_evidence.h"

namespace medlar {

/// The stems nearest to a word of those that the index has; views of `words`.
std::vector<std::string_view> stems_beside(const std::vector<QueryWord>& words, std::size_t at,
                                           const SpellingEvidence& evidence);

/// Of a word that a list knows: another is meant only when the words around say so. All stay where
/// there are none.
void keep_what_others_speak_for(std::vector<SpellingCandidate>& candidates,
                                const std::vector<std::string_view>& context,
                                const SpellingEvidence& evidence);

/// Lets the words around decide between candidates that are about as likely by themselves, and
/// sorts them anew.
void weigh_by_context(std::vector<SpellingCandidate>& candidates,
                      const std::vector<std::string_view>& context,
                      const SpellingEvidence& evidence);

/// Within which candidates are about as likely, in slips.
inline constexpr double kContest = 0.3;

}  // namespace medlar
