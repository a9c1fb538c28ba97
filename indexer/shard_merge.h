// Merges shards into one.
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "corpus/error.h"
#include "indexer/format/index_metadata.h"
#include "indexer/format/posting_list.h"
#include "indexer/posting_file.h"
#include "indexer/shard.h"

namespace medlar {

/// How the shards become, in order, one generation at `target`.
struct MergePlan {
  std::vector<Shard> shards;
  std::filesystem::path target;
  std::filesystem::path scratch;
  IndexMetadata metadata;
  PostingTotals totals;
  unsigned threads = 1;
};

/// The files of their postings.
std::vector<PostingFile> postings_of(std::span<const Shard> shards);

/// Merges the postings into the database, which carries `metadata`, in several rounds where there
/// are many shards, on up to `threads` threads. Uses `scratch`.
Result<void> merge_postings(const MergePlan& plan);

/// Merges the stores of articles, and the forward indexes, into one; the latter are removed then.
/// All may run side by side.
Result<void> merge_articles(const MergePlan& plan);
Result<void> merge_forward_indexes(const MergePlan& plan);

/// Removes the stores of articles, which others than merge_articles() read as well.
Result<void> remove_articles(const MergePlan& plan);

}  // namespace medlar
