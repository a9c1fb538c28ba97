// Merges shards into one, dropping articles that a later one of the same id replaces.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "indexer/format/index_metadata.h"
#include "indexer/shard_writer.h"

namespace medlar {

struct Shard {
  std::filesystem::path directory;
  std::vector<std::uint64_t> id_hashes;  // of its articles in order: [0] is article number 1
  CorpusCounts counts;
};

/// An article that was not kept because a later one has its id.
struct Replaced {
  std::string id;
};

/// Writes anew the shards that hold an article whose id comes again later, without it; returns
/// what was left out, in order. Equal hashes are checked against the stored ids, so that a
/// collision loses nothing.
Result<std::vector<Replaced>> drop_replaced(std::vector<Shard>& shards);

/// Merges the shards, in order, into one at `target`, whose database carries `metadata`. Merges in
/// several rounds where there are many, on up to `threads` threads; uses `scratch`.
struct MergePlan {
  std::vector<std::filesystem::path> shards;
  std::filesystem::path target;
  std::filesystem::path scratch;
  IndexMetadata metadata;
  unsigned threads = 1;
};
Result<void> merge_shards(const MergePlan& plan);

/// The hash that Shard::id_hashes holds.
std::uint64_t id_hash(std::string_view id);

}  // namespace medlar
