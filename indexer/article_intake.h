// The first pass over a corpus: reads and cleans the sources, keeps each unit's articles in a
// store, and scans them. Nothing is analyzed yet: what is learnt from all articles decides how each
// is.
#pragma once

#include <vector>

#include "indexer/build_in_progress.h"
#include "indexer/corpus_scan.h"
#include "indexer/shard.h"
#include "indexer/source_units.h"

namespace medlar {

struct Intake {
  std::vector<Shard> shards;  // in the sources' order; each holds at least one article
  CorpusScan scan;
  /// Files, bytes, rejections, skipped, unused keys and repaired sources, in the sources' order.
  IndexReport report;
};

/// Writes the stores below the build's scratch directory.
Result<Intake> read_articles(BuildInProgress& build, SourceUnits& units);

}  // namespace medlar
