// Concepts that the articles of a corpus name themselves, counted while they are read: what a page
// says it is also called, and the abbreviations that texts define.
//
// Not everything that pages list as another name is one. What has an article of its own at the same
// publisher is another subject, a wider or narrower one, and so is what three subjects are called,
// and what has all words of the first name and more, or fewer.
//
// One for each thread; they are merged in any order, and the outcome does not depend on it.
// Bounded in memory whatever the corpus (pair_counts.h), but for 8 bytes an article.
#pragma once

#include <cstdint>
#include <vector>

#include "corpus/article.h"
#include "corpus/concepts/concept.h"
#include "corpus/concepts/pair_counts.h"

namespace medlar {

class CorpusConcepts {
 public:
  void add(const Article& article);
  void merge(CorpusConcepts&& other);

  /// The vocabulary "the corpus", the most frequent first; what too few articles say is left out.
  Vocabulary vocabulary() const;

 private:
  // Some 200 bytes each. All of MedQuAD has 15,000 names and 3,000 definitions.
  static constexpr std::size_t kMostPairs = std::size_t{1} << 17U;

  PairCounts named_{kMostPairs};    // what an article is about, another name
  PairCounts defined_{kMostPairs};  // an abbreviation, its meaning
  std::vector<std::uint64_t> titles_;
  std::uint64_t articles_ = 0;
};

}  // namespace medlar
