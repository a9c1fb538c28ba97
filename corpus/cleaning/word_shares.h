// How large a part of all words a word is: by the corpus's counts and, where these are few, by the
// lists of known words; and which words are function words or make other words.
//
// Refers to the counts it was made of. Immutable; thread-safe.
#pragma once

#include <optional>
#include <string_view>
#include <unordered_set>

#include "corpus/analysis/known_words.h"
#include "corpus/cleaning/corpus_words.h"

namespace medlar {

class WordShares {
 public:
  explicit WordShares(const CorpusWords& counts);

  /// The share of a word where another may have been glued on behind it, or before it. A hyphen on
  /// that side makes it a part of something else: "anti-" never stands free.
  double before_seam(std::string_view word) const;
  double after_seam(std::string_view word) const;

  /// The share that a word of the lists would have by what they say.
  double as_known(const KnownWord& word) const;

  bool is_function_word(std::string_view word) const { return function_words_.contains(word); }
  bool makes_words_before(std::string_view beginning) const {
    return beginnings_.contains(beginning);
  }
  bool makes_words_after(std::string_view ending) const { return endings_.contains(ending); }

 private:
  double share(std::uint32_t count, std::string_view word) const;

  const CorpusWords& counts_;
  double words_ = 0;
  double known_words_ = 0;  // as if so many words were read that are as the lists say
  double spanish_ = 0;      // the part of the corpus that is Spanish
  std::unordered_set<std::string_view> function_words_;
  std::unordered_set<std::string_view> beginnings_;
  std::unordered_set<std::string_view> endings_;
};

}  // namespace medlar
