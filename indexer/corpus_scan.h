// What is counted over all articles while they are read, and what is learnt from it before any of
// them is analyzed.
//
// One scan for each thread; scans are merged in any order, and the outcome does not depend on it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "corpus/analysis/word_splits.h"
#include "corpus/article.h"
#include "corpus/cleaning/boilerplate_scan.h"
#include "corpus/cleaning/corpus_words.h"
#include "corpus/concepts/concept_table.h"
#include "corpus/concepts/corpus_concepts.h"

namespace medlar {

class CorpusScan {
 public:
  CorpusScan() : CorpusScan(std::make_shared<BoilerplateScan>()) {}

  /// An empty scan for another thread. Counters that threads can add to together it shares.
  CorpusScan of_another_thread() const { return CorpusScan(boilerplate_); }

  void add(const Article& article);
  void add(CorpusScan&& other);

  const CorpusWords& words() const { return words_; }
  const CorpusConcepts& concepts() const { return concepts_; }
  std::shared_ptr<const BoilerplateScan> boilerplate() const { return boilerplate_; }

 private:
  explicit CorpusScan(std::shared_ptr<BoilerplateScan> boilerplate)
      : boilerplate_(std::move(boilerplate)) {}

  CorpusWords words_;
  CorpusConcepts concepts_;
  std::shared_ptr<BoilerplateScan> boilerplate_;
};

/// Learnt from a whole scan: both parts, which may be learnt at the same time. Then immutable;
/// shared between threads.
struct CorpusKnowledge {
  explicit CorpusKnowledge(const CorpusScan& scan) : boilerplate(scan.boilerplate()) {}

  /// `vocabularies` are other people's, in the order of their rank.
  void learn_concepts(const CorpusScan& scan, std::vector<Vocabulary> vocabularies);
  void learn_glued_words(const CorpusScan& scan);

  /// All concepts, without numbers of articles.
  const ConceptTable& concepts() const { return concepts_; }

  std::shared_ptr<const WordSplits> word_splits;
  std::uint64_t glued_words = 0;  // occurrences of what it divides
  std::shared_ptr<const BoilerplateScan> boilerplate;

  CorpusKnowledge(const CorpusKnowledge&) = delete;
  CorpusKnowledge& operator=(const CorpusKnowledge&) = delete;

 private:
  std::string concept_bytes_;
  ConceptTable concepts_;  // of these bytes
};

}  // namespace medlar
