// Finds words that are two words whose blank was lost on the way ("andpulmonary"), by the corpus's
// own words and by the lists of known words.
//
// Two explanations of a rare word are weighed against each other (a noisy channel, as in Norvig,
// "Natural Language Corpus Data", 2009). Either it is a true word that happens to be rare:
// likelier, the better its letters look like a word's. Or a blank was lost: likelier, the more
// often its parts stand side by side in this corpus, or would by chance, and the more blanks this
// corpus has lost. What the lists know is never divided, but by overwhelming evidence where they
// are of doubtful use. Capitals inside a sentence speak for a name; beginnings and endings that
// make words (corpus/vocabulary/affixes.txt) speak for a word.
//
// Pure functions; thread-safe. The outcome depends on the counts only. Time is near linear in the
// number of distinct words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "corpus/cleaning/corpus_words.h"

namespace medlar {

struct GluedWord {
  std::string word;         // case folded
  std::size_t split = 0;    // bytes of its first part
  std::uint32_t count = 0;  // so often it is written
  double certainty = 0;     // log10 of the odds that a blank was lost
};

/// In the order of the words' bytes.
std::vector<GluedWord> find_glued_words(const CorpusWords& counts);

}  // namespace medlar
