// The sources of a build: where an update starts from, which sources it looks at, and the first
// pass over them.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "indexer/article_intake.h"
#include "indexer/build_in_progress.h"
#include "indexer/format/index_layout.h"
#include "indexer/previous_build.h"
#include "indexer/source_walker.h"

namespace medlar {

struct BuildSources {
  SourceList list;
  std::unique_ptr<const PreviousBuild> previous;  // null: it is a full build
  std::string read_again;                         // why `previous` saves no reading

  /// What need not be read again, or null.
  const PreviousBuild* usable() const { return read_again.empty() ? previous.get() : nullptr; }
};

/// The generation that an update starts from; nothing for a full build.
Result<std::optional<Generation>> generation_to_update(const IndexOptions& options);

Result<BuildSources> sources_to_update(const IndexOptions& options, const BuildSettings& settings,
                                       const Generation& generation);

/// Standard input can be read once: an update, which looks first, reads a copy.
Result<void> keep_standard_input(std::vector<SourceFile>& files, const std::filesystem::path& copy);

/// True when the sources and the settings are those of the build before.
Result<bool> has_nothing_to_do(const BuildSources& sources, const BuildSettings& settings,
                               unsigned threads);

/// Reads what must be read. What an update cannot read it takes from the build before, and as that
/// changes what goes together into a shard, it starts again then.
Result<Intake> take_in(BuildInProgress& build, BuildSources& sources);

}  // namespace medlar
