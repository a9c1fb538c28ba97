// Merges shards into one.
#pragma once

#include <filesystem>
#include <vector>

#include "corpus/error.h"
#include "indexer/format/index_metadata.h"
#include "indexer/shard.h"

namespace medlar {

/// Merges the shards, in order, into one at `target`, whose database carries `metadata`. Merges in
/// several rounds where there are many, on up to `threads` threads; uses `scratch`.
struct MergePlan {
  std::vector<Shard> shards;
  std::filesystem::path target;
  std::filesystem::path scratch;
  IndexMetadata metadata;
  unsigned threads = 1;
};
Result<void> merge_shards(const MergePlan& plan);

}  // namespace medlar
