#include "indexer/article_intake.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "corpus/cleaning/understanding.h"
#include "corpus/fnv1a.h"
#include "indexer/format/article_record.h"
#include "indexer/format/article_store.h"
#include "indexer/format/sha256.h"
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
  std::vector<SourceUnit::FileRejection> rejections;
  std::vector<std::pair<std::size_t, LedgerPiece>> pieces;  // with the numbers of their files
  std::uint64_t bytes = 0;
};

/// What follows the name of a source in `where` of what a reader says of it.
void cut_name(std::vector<Rejection>& rejections, std::string_view name) {
  for (Rejection& rejection : rejections) {
    if (rejection.where.starts_with(name)) rejection.where.erase(0, name.size());
  }
}

/// The articles of a piece that have text, understood; what else there is to say goes to `notes`.
std::vector<Article> read(const SourcePiece& piece, const ReadOptions& options,
                          ReadingNotes& notes) {
  if (piece.reader == nullptr) {
    notes.skipped.push_back({{}, "unknown_format", "no reader knows this kind of file"});
    return {};
  }
  if (piece.bytes.empty()) {
    notes.skipped.push_back({{}, "no_text", "the file is empty"});
    return {};
  }
  auto result = piece.reader->read({.bytes = piece.bytes,
                                    .path = piece.path,
                                    .fallback_id = piece.id,
                                    .first_line = piece.first_line},
                                   options);
  if (!result) {
    notes.rejections.push_back({{}, "unreadable", result.error().message});
    return {};
  }
  notes.rejections = std::move(result->rejections);
  cut_name(notes.rejections, piece.path);
  for (const auto& [key, count] : result->unused_keys) notes.unused_keys[key] += count;
  notes.repaired = result->repaired;
  std::vector<Article> articles;
  for (Article& article : result->articles) {
    if (text_bytes(article) > kMaxArticleBytes) {
      notes.rejections.push_back({{},
                                  "too_much_text",
                                  fmt::format("article {} has more than {} MiB of text; split it",
                                              article.id, kMaxArticleBytes >> 20U)});
      continue;
    }
    understand(article);
    if (has_text(article)) {
      articles.push_back(std::move(article));
    } else if (piece.reader->line_records || notes.rejections.empty()) {
      // A file that was rejected is named already, and what its reader could save of it is none.
      notes.skipped.push_back({{}, "no_text", "article " + article.id});
    }
  }
  return articles;
}

/// Turns units into shards, on one thread.
struct UnitReader {
  const ReadOptions& options;
  const fs::path& directory;
  const PreviousBuild* previous;
  std::mutex& large_piece;  // held while one is read
  CorpusScan scan;

  /// The articles of a piece, and all but these of what the ledger says of it.
  Result<std::vector<Article>> articles(const SourcePiece& piece, LedgerPiece& about) const;
  Result<UnitOutcome> take_in(SourceUnit unit);
};

Result<std::vector<Article>> UnitReader::articles(const SourcePiece& piece,
                                                  LedgerPiece& about) const {
  about.bytes = piece.bytes.size();
  about.first_line = piece.first_line;
  if (!piece.is_as_before) about.hash = sha256(piece.bytes);
  if (piece.is_as_before || is_unchanged(piece, about)) {
    auto known = previous->articles(*piece.before);
    if (known || piece.is_as_before) {
      about = *piece.before;
      about.articles.clear();
      return known;
    }
  }
  return read(piece, options, about.notes);
}

Result<UnitOutcome> UnitReader::take_in(SourceUnit unit) {
  UnitOutcome outcome;
  outcome.sequence = unit.sequence;
  outcome.shard.path = directory / fmt::format("shard-{:08}", unit.sequence);
  outcome.bytes = unit.bytes;
  outcome.rejections = std::move(unit.rejections);
  std::optional<ArticleStoreWriter> store;
  for (SourcePiece& piece : unit.pieces) {
    std::unique_lock one_large(large_piece, std::defer_lock);
    if (piece.bytes.size() > kLargePiece) one_large.lock();
    LedgerPiece about;
    const auto found = articles(piece, about);
    if (!found) return tl::unexpected<Error>(found.error());
    for (const Article& article : *found) {
      if (!store) {
        auto created = ArticleStoreWriter::create(outcome.shard.store());
        if (!created) return tl::unexpected<Error>(created.error());
        store.emplace(std::move(*created));
      }
      const std::string record = encode_article(article);
      if (const auto added = store->add_record(record); !added) {
        return tl::unexpected<Error>(added.error());
      }
      scan.add(article);
      about.articles.push_back({id_hash(article.id), fnv1a(record)});
      outcome.shard.id_hashes.push_back(about.articles.back().id_hash);
      outcome.shard.sketches.push_back(copy_sketch(compared_text(article)));
    }
    outcome.pieces.emplace_back(piece.file, std::move(about));
    piece.bytes = {};
  }
  if (store) {
    if (const auto done = store->finish(); !done) return tl::unexpected<Error>(done.error());
  }
  return outcome;
}

}  // namespace

Result<Intake> read_articles(BuildInProgress& build, SourceUnits& units,
                             const PreviousBuild* previous) {
  const fs::path directory = build.scratch / "shards";
  std::mutex large_piece;
  std::mutex mutex;
  std::vector<UnitOutcome> outcomes;
  Intake intake;
  const auto read_all =
      run_on_threads(build.options.threads, [&](const std::atomic<bool>& stop) -> Result<void> {
        UnitReader reader{build.options.read, directory, previous, large_piece,
                          intake.scan.of_another_thread()};
        while (!stop) {
          const MemoryBudget::Turn turn(build.memory);
          auto unit = units.next();
          if (!unit) break;
          auto outcome = reader.take_in(std::move(*unit));
          if (!outcome) return tl::unexpected<Error>(outcome.error());
          const std::lock_guard lock(mutex);
          build.progress.articles += outcome->shard.id_hashes.size();
          build.progress.bytes_read += outcome->bytes;
          build.report_progress();
          outcomes.push_back(std::move(*outcome));
        }
        const std::lock_guard lock(mutex);
        intake.scan.add(std::move(reader.scan));
        return {};
      });
  if (!read_all) return tl::unexpected<Error>(read_all.error());
  for (const SourceFile& file : units.files()) {
    intake.files.push_back({.root = file.root, .below = file.below});
  }
  std::ranges::sort(outcomes, {}, &UnitOutcome::sequence);
  for (UnitOutcome& outcome : outcomes) {
    for (auto& [file, rejection] : outcome.rejections) {
      intake.files[file].rejections.push_back(std::move(rejection));
    }
    for (auto& [file, piece] : outcome.pieces) {
      intake.files[file].pieces.push_back(std::move(piece));
    }
    if (!outcome.shard.id_hashes.empty()) intake.shards.push_back(std::move(outcome.shard));
  }
  return intake;
}

Result<std::vector<std::string>> settle_ids(Intake& intake, const fs::path& replaced) {
  auto ids = leave_out_replaced(intake.shards);
  if (!ids) return ids;
  auto writer = ArticleStoreWriter::create(replaced);
  if (!writer) return tl::unexpected<Error>(writer.error());
  std::vector<bool> is_replaced;  // of all articles, in order
  for (const Shard& shard : intake.shards) {
    is_replaced.resize(is_replaced.size() + shard.id_hashes.size());
    if (shard.left_out.empty()) continue;
    const auto store = ArticleStore::open_unmapped(shard.store());
    if (!store) return tl::unexpected<Error>(store.error());
    for (const std::uint64_t number : shard.left_out) {
      const auto article = store->article(number);
      if (!article) return tl::unexpected<Error>(article.error());
      if (const auto added = writer->add(*article); !added) {
        return tl::unexpected<Error>(added.error());
      }
      is_replaced[is_replaced.size() - shard.id_hashes.size() + number - 1] = true;
    }
  }
  if (const auto done = writer->finish(); !done) return tl::unexpected<Error>(done.error());
  auto next = is_replaced.cbegin();
  for (LedgerFile& file : intake.files) {
    for (LedgerPiece& piece : file.pieces) {
      for (LedgerArticle& article : piece.articles) article.is_replaced = *next++;
    }
  }
  return ids;
}

}  // namespace medlar
