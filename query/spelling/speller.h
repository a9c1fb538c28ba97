// Tells which words of a query are misspelt, and what was meant.
//
// Health text is read by worried people, and a name that is changed into another can do harm: a
// word that the index, a list of true words or a vocabulary knows is never changed, whatever is
// near it; nor is one that may be the name of a medicine, but for the smallest slip. What is not
// certain is a suggestion.
//
// Candidates come from the words of the index, by the sound and the letters of the word
// (slip_cost.h); one word may be two ("heartattack"), two may be one ("heart burn"). They are
// ranked as in a noisy channel (Kernighan, Church and Gale, COLING 1990): by the cost of the slips,
// by how often the word occurs in the index, and by how often beside the query's other words.
//
// Not thread-safe, as little as the index behind its evidence: use one per thread. Movable, not
// copyable.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/format/spelling_targets.h"
#include "query/spelling/query_words.h"
#include "query/spelling/spelling_evidence.h"

namespace medlar {

/// What may have been meant by a stretch of the query.
struct SpellingChange {
  enum class Certainty {
    kCertain,    // is to be looked for
    kSuggested,  // may be offered
  };
  std::size_t begin = 0;  // bytes of the query
  std::size_t end = 0;
  Certainty certainty = Certainty::kSuggested;
  std::vector<std::string> meant;  // the likeliest first; of what is certain only one
};

class Speller {
 public:
  Speller(SpellingTargets targets, SpellingEvidence evidence);
  Speller(Speller&&) noexcept;
  Speller& operator=(Speller&&) noexcept;
  ~Speller();

  /// In the order of the text, none overlapping. Words that are known cost a look-up each; of a
  /// long query only the first misspelt words are looked at.
  std::vector<SpellingChange> changes(std::string_view query, const std::vector<QueryWord>& words);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Words of a query for which the whole list is searched.
inline constexpr std::size_t kMaxWordsCorrected = 8;

}  // namespace medlar
