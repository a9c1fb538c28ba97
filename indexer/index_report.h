// Parts of the report of a build.
#pragma once

#include <vector>

#include "corpus/error.h"
#include "indexer/format/index_layout.h"
#include "indexer/format/source_ledger.h"
#include "indexer/indexer.h"
#include "indexer/source_walker.h"

namespace medlar {

/// Adds what reading the sources gave; `read` is the ledger's files of `sources`, one for one.
void report_reading(const std::vector<SourceFile>& sources, const std::vector<LedgerFile>& read,
                    IndexReport& report);

/// What is different after an update.
UpdateReport compare(const SourceLedger& before, const SourceLedger& after);

/// The report of a published generation, without what reading its sources gave.
Result<IndexReport> report_published(const Generation& generation);

}  // namespace medlar
