// Looks for copies among the articles of all shards, between the two passes over a corpus.
#pragma once

#include <vector>

#include "corpus/cleaning/copy_finder.h"
#include "corpus/error.h"
#include "indexer/shard.h"

namespace medlar {

/// Fills Shard::copies from Shard::sketches, which it frees. Articles that are left out are
/// nobody's copies. Fails where a store cannot be read.
Result<CopyCounts> find_copies(std::vector<Shard>& shards, unsigned threads);

}  // namespace medlar
