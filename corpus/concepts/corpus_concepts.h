// Concepts that the articles of a corpus name themselves, counted while they are read: what a page
// says it is also called, and the abbreviations that texts define.
//
// One for each thread; they are merged in any order, and the outcome does not depend on it.
// Bounded in memory whatever the corpus.
#pragma once

#include "corpus/article.h"
#include "corpus/concepts/concept.h"

namespace medlar {

class CorpusConcepts {
 public:
  void add(const Article& article);
  void merge(CorpusConcepts&& other);

  /// The vocabulary "the corpus", the most frequent first; what too few articles say is left out.
  Vocabulary vocabulary() const;
};

}  // namespace medlar
