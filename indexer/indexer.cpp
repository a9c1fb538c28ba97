#include "indexer/indexer.h"

#include <algorithm>
#include <atomic>
#include <ctime>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <xapian.h>

#include "corpus/cleaning/understanding.h"
#include "indexer/format/index_layout.h"
#include "indexer/format/index_metadata.h"
#include "indexer/format/lexicon.h"
#include "indexer/format/name_list_writer.h"
#include "indexer/format/schema.h"
#include "indexer/format/xapian_guard.h"
#include "indexer/shard_merge.h"
#include "indexer/source_units.h"
#include "indexer/source_walker.h"
#include "medlar_version.h"

namespace medlar {
namespace fs = std::filesystem;
namespace {

/// What one unit of sources became.
struct UnitOutcome {
  std::size_t sequence = 0;
  std::optional<Shard> shard;  // none when the unit held no article with text
  IndexReport part;            // its files, bytes, rejections, skipped, unused keys, repaired
};

/// A directory that is removed with everything in it when it goes out of scope.
class ScratchDirectory {
 public:
  explicit ScratchDirectory(fs::path path) : path_(std::move(path)) { remove(); }
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;
  ~ScratchDirectory() { remove(); }

  Result<void> create(const fs::path& below) const {
    std::error_code code;
    fs::create_directories(path_ / below, code);
    if (!code) return {};
    return failure(ErrorCode::kInputOutput, fmt::format("cannot write: {}", code.message()),
                   "free some space and run again; what was published before is untouched");
  }
  const fs::path& path() const { return path_; }

 private:
  void remove() const {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  fs::path path_;
};

/// Reads, analyzes and writes units until there are none left or a shard fails.
class BuildWorker {
 public:
  BuildWorker(const IndexOptions& options, fs::path shards)
      : options_(options), shards_(std::move(shards)) {}

  Result<UnitOutcome> process(SourceUnit unit) {
    UnitOutcome outcome;
    outcome.sequence = unit.sequence;
    outcome.part.files = unit.files;
    outcome.part.source_bytes = unit.bytes;
    outcome.part.rejections = std::move(unit.rejections);
    std::optional<ShardWriter> writer;
    Shard shard{shards_ / fmt::format("shard-{:08}", unit.sequence), {}, {}};
    for (SourcePiece& piece : unit.pieces) {
      const std::size_t rejected_before = outcome.part.rejections.size();
      for (Article& article : read(piece, outcome.part)) {
        understand(article);
        if (!has_text(article)) {
          // A file that was rejected is named already, and what its reader could save of it is
          // none.
          if (piece.reader->line_records || outcome.part.rejections.size() == rejected_before) {
            outcome.part.skipped.push_back({piece.path, "no_text", "article " + article.id});
          }
          continue;
        }
        if (!writer) {
          auto created = ShardWriter::create(shard.directory);
          if (!created) return tl::unexpected<Error>(created.error());
          writer.emplace(std::move(*created));
        }
        const auto number = writer->add(article, analyzers_);
        if (!number) return tl::unexpected<Error>(number.error());
        shard.id_hashes.push_back(id_hash(article.id));
      }
      piece.bytes = {};
    }
    if (writer) {
      if (const auto done = writer->finish(); !done) return tl::unexpected<Error>(done.error());
      shard.counts = writer->counts();
      outcome.shard = std::move(shard);
    }
    return outcome;
  }

  std::vector<Analyzer::SeenWord> take_seen_words() { return analyzers_.take_seen_words(); }

 private:
  std::vector<Article> read(const SourcePiece& piece, IndexReport& part) const {
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
                                     options_.read);
    if (!result) {
      part.rejections.push_back({piece.path, "unreadable", result.error().message});
      return {};
    }
    std::ranges::move(result->rejections, std::back_inserter(part.rejections));
    for (const auto& [key, count] : result->unused_keys) part.unused_keys[key] += count;
    part.repaired += result->repaired;
    return std::move(result->articles);
  }

  const IndexOptions& options_;
  fs::path shards_;
  AnalyzerSet analyzers_;
};

void append(IndexReport& report, IndexReport&& part) {
  report.files += part.files;
  report.source_bytes += part.source_bytes;
  report.repaired += part.repaired;
  std::ranges::move(part.rejections, std::back_inserter(report.rejections));
  std::ranges::move(part.skipped, std::back_inserter(report.skipped));
  for (const auto& [key, count] : part.unused_keys) report.unused_keys[key] += count;
}

/// Runs the units over the threads; outcomes come back in the units' order. Adds to `words` what
/// the articles' words are.
Result<std::vector<UnitOutcome>> build_shards(const IndexOptions& options, SourceUnits& units,
                                              const fs::path& shards, IndexProgress& progress,
                                              WordCounts& words) {
  const unsigned threads =
      options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  std::mutex mutex;
  std::vector<UnitOutcome> outcomes;
  std::optional<Error> error;
  std::exception_ptr exception;
  std::atomic<bool> stop = false;
  const auto build = [&] {
    BuildWorker worker(options, shards);
    while (!stop) {
      auto unit = units.next();
      if (!unit) break;
      auto outcome = worker.process(std::move(*unit));
      const std::lock_guard lock(mutex);
      if (!outcome) {
        error = outcome.error();
        stop = true;
        return;
      }
      if (outcome->shard) progress.articles += outcome->shard->counts.articles;
      progress.bytes_read += outcome->part.source_bytes;
      if (options.on_progress) options.on_progress(progress);
      outcomes.push_back(std::move(*outcome));
    }
    auto seen = worker.take_seen_words();
    const std::lock_guard lock(mutex);
    for (auto& word : seen) {
      words[{std::move(word.word), std::move(word.term)}] += word.count;
    }
  };
  const auto work = [&] {
    try {
      build();
    } catch (...) {  // the environment broke: let the others end, then let the caller know
      const std::lock_guard lock(mutex);
      exception = std::current_exception();
      stop = true;
    }
  };
  std::vector<std::thread> pool;
  for (unsigned t = 1; t < threads; ++t) pool.emplace_back(work);
  work();
  for (std::thread& thread : pool) thread.join();
  if (exception) std::rethrow_exception(exception);
  if (error) return tl::unexpected<Error>(*error);
  std::ranges::sort(outcomes, {}, &UnitOutcome::sequence);
  return outcomes;
}

/// Why the built corpus must not be published; empty when it may.
std::vector<std::string> refusals(const IndexOptions& options, const IndexReport& report) {
  std::vector<std::string> reasons;
  const std::uint64_t rejected = report.rejections.size();
  const std::uint64_t records = rejected + report.counts.articles + report.skipped.size();
  if (report.counts.articles == 0) {
    reasons.push_back("no article with text was found");
  }
  if (options.rejects == IndexOptions::Rejects::kRefused && rejected > 0) {
    reasons.push_back(fmt::format("{} records were rejected and --strict allows none", rejected));
  } else if (rejected > kAlwaysToleratedRejections &&
             static_cast<double>(rejected) > kMaxRejectedShare * static_cast<double>(records)) {
    reasons.push_back(fmt::format("{} of {} records were rejected, more than {:.0f} %", rejected,
                                  records, kMaxRejectedShare * 100));
  }
  if (options.shrink == IndexOptions::Shrink::kAllowed) return reasons;
  const auto live = current_generation(options.index);
  if (!live) return reasons;
  const auto before = xapian_guard([&]() -> Result<std::uint64_t> {
    return Xapian::Database(live->database().string()).get_doccount();
  });
  if (before && static_cast<double>(report.counts.articles) <
                    (1 - kMaxShrinkShare) * static_cast<double>(*before)) {
    reasons.push_back(
        fmt::format("the index would shrink from {} to {} articles; --allow-shrink permits it",
                    *before, report.counts.articles));
  }
  return reasons;
}

IndexMetadata describe(const CorpusCounts& counts, std::size_t words) {
  const std::time_t now = std::time(nullptr);
  return {.schema_version = kSchemaVersion,
          .analyzer_fingerprint = analyzer_fingerprint(),
          .program_version = kVersion,
          .built = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now)),
          .articles = counts.articles,
          .sections = counts.sections,
          .tokens = counts.tokens,
          .text_bytes = counts.text_bytes,
          .words = words,
          .languages = counts.languages,
          .sources = counts.sources};
}

}  // namespace

Result<IndexReport> index_corpus(const IndexOptions& options) {
  const auto started = std::chrono::steady_clock::now();
  const ReaderInfo* format = nullptr;
  if (!options.format.empty() && (format = find_reader(options.format)) == nullptr) {
    return failure(ErrorCode::kUsage, fmt::format("unknown format: {}", options.format),
                   "medlar index --help lists the formats");
  }
  if (!options.read.field_keys.empty()) {  // wrong ones are no fault of the sources
    const auto accepted = find_reader("jsonl")->read({}, options.read);
    if (!accepted) return tl::unexpected<Error>(accepted.error());
  }
  auto sources = list_sources(options.paths, options.index);
  if (!sources) return tl::unexpected<Error>(sources.error());
  const auto lock = WriterLock::acquire(options.index);
  if (!lock) return tl::unexpected<Error>(lock.error());
  const ScratchDirectory scratch(options.index / ".building");
  if (const auto made = scratch.create("shards"); !made) {
    return tl::unexpected<Error>(made.error());
  }
  if (const auto made = scratch.create("generation"); !made) {
    return tl::unexpected<Error>(made.error());
  }

  IndexReport report;
  report.rejections = std::move(sources->rejections);
  report.files = report.rejections.size();
  IndexProgress progress;
  for (const SourceFile& file : sources->files) progress.bytes_total += file.bytes;
  SourceUnits units(std::move(sources->files), format);
  WordCounts words;
  auto outcomes = build_shards(options, units, scratch.path() / "shards", progress, words);
  if (!outcomes) return tl::unexpected<Error>(outcomes.error());

  std::vector<Shard> shards;
  for (UnitOutcome& outcome : *outcomes) {
    append(report, std::move(outcome.part));
    if (outcome.shard) shards.push_back(std::move(*outcome.shard));
  }
  auto replaced = drop_replaced(shards);
  if (!replaced) return tl::unexpected<Error>(replaced.error());
  for (Replaced& article : *replaced) report.replaced.push_back(std::move(article.id));
  for (const Shard& shard : shards) report.counts.add(shard.counts);

  const auto seconds_so_far = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  };
  report.refusals = refusals(options, report);
  if (!report.refusals.empty()) {
    report.seconds = seconds_so_far();
    return report;
  }
  progress.is_merging = true;
  if (options.on_progress) options.on_progress(progress);
  MergePlan plan{.shards = {},
                 .target = scratch.path() / "generation",
                 .scratch = scratch.path(),
                 .metadata = describe(report.counts, words.size()),
                 .threads = options.threads > 0
                                ? options.threads
                                : std::max(1U, std::thread::hardware_concurrency())};
  for (const Shard& shard : shards) plan.shards.push_back(shard.directory);
  if (const auto merged = merge_shards(plan); !merged) {
    return tl::unexpected<Error>(merged.error());
  }
  if (const auto written = write_lexicon(words, scratch.path() / "generation" / "words");
      !written) {
    return tl::unexpected<Error>(written.error());
  }
  if (const auto written = write_names(scratch.path() / "generation" / "articles",
                                       scratch.path() / "generation" / "names");
      !written) {
    return tl::unexpected<Error>(written.error());
  }
  const auto published = publish_generation(options.index, scratch.path() / "generation");
  if (!published) return tl::unexpected<Error>(published.error());
  report.generation = published->number;
  report.index_bytes = bytes_below(published->directory);
  report.seconds = seconds_so_far();
  return report;
}

}  // namespace medlar
