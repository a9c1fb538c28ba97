#include "indexer/build_sources.h"

#include <cstdio>
#include <fstream>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "indexer/program_fingerprint.h"
#include "indexer/scratch_file.h"
#include "indexer/source_plan.h"
#include "indexer/source_units.h"
#include "indexer/unchanged_sources.h"

namespace medlar {
namespace fs = std::filesystem;
namespace {

/// Lets files that cannot be read any more, and had articles, keep these. True when there are any.
bool keep_unreadable(std::vector<SourceFile>& files, const std::vector<LedgerFile>& read) {
  bool found = false;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (files[i].use == SourceFile::Use::kAsBefore || !had_articles(files[i])) continue;
    std::vector<Rejection> rejections = read[i].rejections;
    bool has_articles = false;
    for (const LedgerPiece& piece : read[i].pieces) {
      has_articles |= !piece.articles.empty();
      rejections.insert(rejections.end(), piece.notes.rejections.begin(),
                        piece.notes.rejections.end());
    }
    if (has_articles || rejections.empty()) continue;
    files[i].rejections = std::move(rejections);
    files[i].use = SourceFile::Use::kAsBefore;
    found = true;
  }
  return found;
}

}  // namespace

Result<std::optional<Generation>> generation_to_update(const IndexOptions& options) {
  if (options.mode == IndexOptions::Mode::kFullBuild) return std::nullopt;
  auto live = current_generation(options.index);
  if (live) return *live;
  if (live.error().code == ErrorCode::kIndexMissing) return std::nullopt;
  return tl::unexpected<Error>(live.error());
}

Result<BuildSources> sources_to_update(const IndexOptions& options, const BuildSettings& settings,
                                       const Generation& generation) {
  auto previous = PreviousBuild::open(generation);
  if (!previous) return tl::unexpected<Error>(previous.error());
  const SourceLedger& ledger = (*previous)->ledger();
  const auto reading = [](const BuildSettings& s) {
    return std::tie(s.format, s.language, s.field_keys);
  };
  BuildSources sources;
  if (ledger.program != program_fingerprint()) {
    sources.read_again = "the index was built by another version of the program";
  } else if (reading(ledger.settings) != reading(settings)) {
    sources.read_again = "the index was built with another --format, --language or --map";
  }
  using Readings = UpdateRequest::Readings;
  auto list = plan_update({options.paths, options.index, ledger,
                           sources.read_again.empty() ? Readings::kUsable : Readings::kVoid});
  if (!list) return tl::unexpected<Error>(list.error());
  sources.list = std::move(*list);
  sources.previous = std::move(*previous);
  return sources;
}

Result<void> keep_standard_input(std::vector<SourceFile>& files, const fs::path& copy) {
  for (SourceFile& file : files) {
    if (file.name != "-" || file.use == SourceFile::Use::kAsBefore) continue;
    std::ofstream out(copy, std::ios::binary);
    std::string buffer(1 << 16, '\0');
    std::size_t got = 0;
    while ((got = std::fread(buffer.data(), 1, buffer.size(), stdin)) > 0) {
      out.write(buffer.data(), static_cast<std::streamsize>(got));
      file.bytes += got;
    }
    out.close();
    if (!out) {
      return failure(ErrorCode::kInputOutput, fmt::format("cannot write {}", copy.string()),
                     "free some space and run again; what was published before is untouched");
    }
    file.path = copy;
  }
  return {};
}

Result<bool> has_nothing_to_do(const BuildSources& sources, const BuildSettings& settings,
                               unsigned threads) {
  const PreviousBuild* const previous = sources.usable();
  if (previous == nullptr || previous->ledger().settings != settings ||
      previous->ledger().roots != sources.list.roots ||
      previous->ledger().files.size() != sources.list.files.size()) {
    return false;
  }
  SourceUnits units(sources.list.files, find_reader(settings.format));
  return are_unchanged(units, threads);
}

Result<Intake> take_in(BuildInProgress& build, BuildSources& sources) {
  for (;;) {
    build.progress = {};
    for (const SourceFile& file : sources.list.files) build.progress.bytes_total += file.bytes;
    SourceUnits units(sources.list.files, find_reader(build.options.format));
    auto intake = read_articles(build, units, sources.usable());
    if (!intake || !keep_unreadable(sources.list.files, intake->files)) return intake;
    for (const Shard& shard : intake->shards) remove_scratch_file(shard.store());
  }
}

}  // namespace medlar
