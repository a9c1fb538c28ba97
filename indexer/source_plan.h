// What an update reads, and what it keeps as the build before had it.
//
// The outcome is the list of sources of a full build, in the same order: of the roots of the build
// before, with the paths that are new. So an index that was updated is the one that a full build of
// these roots makes.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "indexer/format/source_ledger.h"
#include "indexer/source_walker.h"

namespace medlar {

struct UpdateRequest {
  const std::vector<std::string>& paths;
  const std::filesystem::path& index;
  const SourceLedger& before;  // must outlive the list
  /// kVoid: what the build before read is of no use, so that all its roots are read again.
  enum class Readings { kUsable, kVoid } readings = Readings::kUsable;
};

/// Looks at what lies at and below the paths, and at nothing else. A path that is none of the roots
/// and below none becomes one, in the place of those below it. What is gone is left out; what
/// cannot be read any more, and had articles, is kept. Fails for a path that neither exists nor was
/// known.
Result<SourceList> plan_update(const UpdateRequest& request);

/// True when an update may keep what the build before read of the file: it had articles.
bool had_articles(const SourceFile& file);

}  // namespace medlar
