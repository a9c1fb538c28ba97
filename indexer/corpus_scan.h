// What is counted over all articles while they are read, and what is learnt from it before any of
// them is analyzed.
//
// One scan for each thread; scans are merged in any order, and the outcome does not depend on it.
#pragma once

#include "corpus/article.h"

namespace medlar {

class CorpusScan {
 public:
  void add(const Article& /*article*/) {}
  void add(CorpusScan&& /*other*/) {}
};

/// Learnt from a whole scan. Immutable; shared between threads.
struct CorpusKnowledge {
  CorpusKnowledge() = default;
  explicit CorpusKnowledge(const CorpusScan& /*scan*/) {}
};

}  // namespace medlar
