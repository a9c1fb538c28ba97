#include "indexer/unchanged_sources.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <vector>

#include "indexer/worker_threads.h"

namespace medlar {
namespace {

bool is_unchanged(const SourcePiece& piece) {
  if (piece.is_as_before) return true;
  return is_unchanged(
      piece,
      {.bytes = piece.bytes.size(), .first_line = piece.first_line, .hash = sha256(piece.bytes)});
}

}  // namespace

Result<bool> are_unchanged(SourceUnits& units, unsigned threads) {
  struct Seen {
    std::size_t pieces = 0;
    std::vector<Rejection> rejections;
  };
  std::vector<Seen> seen(units.files().size());
  std::mutex mutex;
  std::atomic<bool> differs = false;
  const auto looked = run_on_threads(threads, [&](const std::atomic<bool>& stop) -> Result<void> {
    while (!stop && !differs) {
      const auto unit = units.next();
      if (!unit) break;
      if (!std::ranges::all_of(unit->pieces, [](const auto& p) { return is_unchanged(p); })) {
        differs = true;
      }
      const std::lock_guard lock(mutex);
      for (const SourcePiece& piece : unit->pieces) ++seen[piece.file].pieces;
      for (const auto& [file, rejection] : unit->rejections) {
        seen[file].rejections.push_back(rejection);
      }
    }
    return {};
  });
  if (!looked) return tl::unexpected<Error>(looked.error());
  if (differs) return false;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const LedgerFile* const before = units.files()[i].before;
    if (before == nullptr || before->pieces.size() != seen[i].pieces ||
        before->rejections != seen[i].rejections) {
      return false;
    }
  }
  return true;
}

}  // namespace medlar
