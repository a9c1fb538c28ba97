// The second pass over a corpus: analyzes the articles that the first one stored and writes each
// shard's postings.
#pragma once

#include <vector>

#include "indexer/build_in_progress.h"
#include "indexer/corpus_scan.h"
#include "indexer/format/boilerplate_list.h"
#include "indexer/format/lexicon.h"
#include "indexer/shard.h"
#include "indexer/shard_writer.h"

namespace medlar {

struct BuiltShards {
  CorpusCounts counts;
  PostingTotals totals;
  WordCounts words;
  BoilerplateTally boilerplate;
  std::vector<std::uint32_t> articles_of_names;  // by their numbers in the table of concepts
};

/// Writes the postings of each shard, without the articles it leaves out: their stores are written
/// anew without them as well, so that article n is document n.
Result<BuiltShards> build_shards(BuildInProgress& build, const std::vector<Shard>& shards,
                                 const CorpusKnowledge& knowledge);

}  // namespace medlar
