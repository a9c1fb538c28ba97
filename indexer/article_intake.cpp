#include "indexer/article_intake.h"

#include <algorithm>
#include <iterator>
#include <mutex>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "corpus/cleaning/understanding.h"
#include "indexer/format/article_store.h"
#include "indexer/worker_threads.h"

namespace medlar {
namespace fs = std::filesystem;
namespace {

// Larger files are read one at a time, whatever the number of threads: some cost 80 times their
// size while they are read (2 MB of nothing but brackets in Markdown).
constexpr std::size_t kLargePiece = std::size_t{1} << 20U;

/// What one unit of sources became.
struct UnitOutcome {
  std::size_t sequence = 0;
  Shard shard;  // without articles when the unit held none with text
  IndexReport part;
};

std::vector<Article> read(const SourcePiece& piece, const ReadOptions& options, IndexReport& part) {
  if (piece.reader == nullptr) {
    part.skipped.push_back({piece.path, "unknown_format", "no reader knows this kind of file"});
    return {};
  }
  if (piece.bytes.empty()) {
    part.skipped.push_back({piece.path, "no_text", "the file is empty"});
    return {};
  }
  auto result = piece.reader->read({.bytes = piece.bytes,
                                    .path = piece.path,
                                    .fallback_id = piece.id,
                                    .first_line = piece.first_line},
                                   options);
  if (!result) {
    part.rejections.push_back({piece.path, "unreadable", result.error().message});
    return {};
  }
  std::ranges::move(result->rejections, std::back_inserter(part.rejections));
  for (const auto& [key, count] : result->unused_keys) part.unused_keys[key] += count;
  part.repaired += result->repaired;
  return std::move(result->articles);
}

/// What the threads that read share.
struct SharedIntake {
  const ReadOptions& options;
  fs::path directory;  // of the shards
  std::mutex large_piece = {};
};

Result<UnitOutcome> take_in(SourceUnit unit, SharedIntake& shared, CorpusScan& scan) {
  UnitOutcome outcome;
  outcome.sequence = unit.sequence;
  outcome.shard.directory = shared.directory / fmt::format("shard-{:08}", unit.sequence);
  outcome.part.files = unit.files;
  outcome.part.source_bytes = unit.bytes;
  outcome.part.rejections = std::move(unit.rejections);
  std::optional<ArticleStoreWriter> store;
  for (SourcePiece& piece : unit.pieces) {
    std::unique_lock one_large(shared.large_piece, std::defer_lock);
    if (piece.bytes.size() > kLargePiece) one_large.lock();
    const std::size_t rejected_before = outcome.part.rejections.size();
    for (Article& article : read(piece, shared.options, outcome.part)) {
      if (text_bytes(article) > kMaxArticleBytes) {
        outcome.part.rejections.push_back(
            {piece.path, "too_much_text",
             fmt::format("article {} has more than {} MiB of text; split it", article.id,
                         kMaxArticleBytes >> 20U)});
        continue;
      }
      understand(article);
      if (!has_text(article)) {
        // A file that was rejected is named already, and what its reader could save of it is none.
        if (piece.reader->line_records || outcome.part.rejections.size() == rejected_before) {
          outcome.part.skipped.push_back({piece.path, "no_text", "article " + article.id});
        }
        continue;
      }
      if (!store) {
        std::error_code code;
        fs::create_directories(outcome.shard.directory, code);  // a failure shows in what follows
        auto created = ArticleStoreWriter::create(outcome.shard.store());
        if (!created) return tl::unexpected<Error>(created.error());
        store.emplace(std::move(*created));
      }
      if (const auto added = store->add(article); !added) {
        return tl::unexpected<Error>(added.error());
      }
      scan.add(article);
      outcome.shard.id_hashes.push_back(id_hash(article.id));
      outcome.shard.sketches.push_back(copy_sketch(compared_text(article)));
    }
    piece.bytes = {};
  }
  if (store) {
    if (const auto done = store->finish(); !done) return tl::unexpected<Error>(done.error());
  }
  return outcome;
}

void append(IndexReport& report, IndexReport&& part) {
  report.files += part.files;
  report.source_bytes += part.source_bytes;
  report.repaired += part.repaired;
  std::ranges::move(part.rejections, std::back_inserter(report.rejections));
  std::ranges::move(part.skipped, std::back_inserter(report.skipped));
  for (const auto& [key, count] : part.unused_keys) report.unused_keys[key] += count;
}

}  // namespace

Result<Intake> read_articles(BuildInProgress& build, SourceUnits& units) {
  SharedIntake shared{build.options.read, build.scratch / "shards"};
  std::mutex mutex;
  std::vector<UnitOutcome> outcomes;
  Intake intake;
  const auto read_all =
      run_on_threads(build.options.threads, [&](const std::atomic<bool>& stop) -> Result<void> {
        CorpusScan scan = intake.scan.of_another_thread();
        while (!stop) {
          auto unit = units.next();
          if (!unit) break;
          auto outcome = take_in(std::move(*unit), shared, scan);
          if (!outcome) return tl::unexpected<Error>(outcome.error());
          const std::lock_guard lock(mutex);
          build.progress.articles += outcome->shard.id_hashes.size();
          build.progress.bytes_read += outcome->part.source_bytes;
          build.report_progress();
          outcomes.push_back(std::move(*outcome));
        }
        const std::lock_guard lock(mutex);
        intake.scan.add(std::move(scan));
        return {};
      });
  if (!read_all) return tl::unexpected<Error>(read_all.error());
  std::ranges::sort(outcomes, {}, &UnitOutcome::sequence);
  for (UnitOutcome& outcome : outcomes) {
    append(intake.report, std::move(outcome.part));
    if (!outcome.shard.id_hashes.empty()) intake.shards.push_back(std::move(outcome.shard));
  }
  return intake;
}

}  // namespace medlar
