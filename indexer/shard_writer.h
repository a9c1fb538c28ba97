// Writes the postings and the forward index of one shard, which are merged into the whole ones
// later.
//
// One thread at a time. After any failure the shard is lost: the caller drops it and the build
// fails, since an article that was accepted may be missing.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>

#include "corpus/analysis/analyzer_set.h"
#include "corpus/article.h"
#include "corpus/cleaning/boilerplate.h"
#include "corpus/cleaning/copy_finder.h"
#include "corpus/error.h"
#include "indexer/concept_marker.h"
#include "indexer/format/field_weights.h"
#include "indexer/format/posting_list.h"
#include "indexer/shard.h"

namespace medlar {

/// What an index or a part of it holds.
struct CorpusCounts {
  std::uint64_t articles = 0;
  std::uint64_t sections = 0;
  std::uint64_t tokens = 0;
  std::uint64_t text_bytes = 0;
  std::uint64_t boilerplate_articles = 0;          // that hold any
  std::uint64_t boilerplate_bytes = 0;             // of the text
  std::map<std::string, std::uint64_t> languages;  // tag -> articles
  std::map<std::string, std::uint64_t> sources;    // publisher -> articles

  void add(const CorpusCounts& other);
};

/// What reads an article's texts; of one thread.
struct TextTools {
  AnalyzerSet& analyzers;
  ConceptMarker& concepts;
};

/// An article, and what the others have told about it.
struct KnownArticle {
  const Article& article;
  std::span<const BoilerplateSentence> boilerplate;  // in it, in order
  const CopyGroup& copies;
};

class ShardWriter {
 public:
  static Result<ShardWriter> create(const Shard& shard, const FieldWeights& weights);
  ShardWriter(ShardWriter&&) noexcept;
  ShardWriter& operator=(ShardWriter&&) noexcept;
  ~ShardWriter();

  /// Adds an article that has text; returns its number in this shard, from 1 up.
  Result<std::uint32_t> add(const KnownArticle& known, const TextTools& tools);

  /// Puts everything added on disk and closes the shard.
  Result<void> finish();

  const CorpusCounts& counts() const;
  const PostingTotals& totals() const;  // once finished

 private:
  struct Impl;
  explicit ShardWriter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace medlar
