// What is known of a word of a query before anything is searched for it: whether it may be a slip
// at all, and what can be made of it then.
//
// As thread-safe as the evidence: not.
#pragma once

#include <cstdint>
#include <string_view>

#include "query/spelling/query_words.h"
#include "query/spelling/spelling_evidence.h"

namespace medlar {

struct WordStanding {
  bool is_settled = false;   // right: nothing to look for
  bool may_change = false;   // else something may be suggested at most
  bool is_listed = false;    // a list of true words has it, though people may not mean it
  bool is_doubtful = false;  // may be right: a long list has it, or the index has its stem
};

WordStanding standing_of(const QueryWord& word, const SpellingEvidence& evidence);

/// True for a word that people use, or that the index or a vocabulary does.
bool is_used_word(std::string_view word, const SpellingEvidence& evidence);

// The sizes of lists (known_words.h) with words that people know they wrote, and beyond which lists
// have what may be slips.
inline constexpr int kEverydayBand = 60;
inline constexpr int kDoubtfulBand = 80;

// A word that an index has no oftener, and no list has, may be a slip of an article.
inline constexpr std::uint64_t kRareCount = 2;

}  // namespace medlar
