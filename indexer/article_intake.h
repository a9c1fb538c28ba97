// The first pass over a corpus: reads and cleans the sources, keeps each unit's articles in a
// store, and scans them. Nothing is analyzed yet: what is learnt from all articles decides how each
// is.
#pragma once

#include <filesystem>
#include <vector>

#include "indexer/build_in_progress.h"
#include "indexer/corpus_scan.h"
#include "indexer/format/source_ledger.h"
#include "indexer/previous_build.h"
#include "indexer/shard.h"
#include "indexer/source_units.h"

namespace medlar {

struct Intake {
  std::vector<Shard> shards;  // in the sources' order; each holds at least one article
  CorpusScan scan;
  std::vector<LedgerFile> files;  // in the sources' order; articles of shards in the same
};

/// Writes the stores below the build's scratch directory. Pieces that `previous`, which may be
/// null, has read already are not read again: their articles come from its store.
Result<Intake> read_articles(BuildInProgress& build, SourceUnits& units,
                             const PreviousBuild* previous);

/// Decides between articles with one id (shard.h), and notes it in the ledger's files. Those that
/// were replaced are kept for the next update in a store at `replaced`. Returns their ids in order.
Result<std::vector<std::string>> settle_ids(Intake& intake, const std::filesystem::path& replaced);

}  // namespace medlar
