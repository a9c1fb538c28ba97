// A build under way, as its passes over the corpus see it.
#pragma once

#include <filesystem>

#include "indexer/indexer.h"
#include "indexer/memory_budget.h"

namespace medlar {

struct BuildInProgress {
  const IndexOptions& options;
  std::filesystem::path scratch;  // removed when the build ends
  MemoryBudget memory{options.memory_bytes};
  IndexProgress progress = {};

  /// From one thread at a time.
  void report_progress() const {
    if (options.on_progress) options.on_progress(progress);
  }
};

}  // namespace medlar
