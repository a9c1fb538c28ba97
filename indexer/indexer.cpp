#include "indexer/indexer.h"

#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "corpus/memory_watch.h"
#include "indexer/build_sources.h"
#include "indexer/copy_search.h"
#include "indexer/format/index_layout.h"
#include "indexer/format/index_metadata.h"
#include "indexer/format/manifest.h"
#include "indexer/format/schema.h"
#include "indexer/format/source_ledger.h"
#include "indexer/generation_files.h"
#include "indexer/index_report.h"
#include "indexer/program_fingerprint.h"
#include "indexer/shard_build.h"
#include "indexer/shard_merge.h"
#include "indexer/vocabulary_files.h"
#include "indexer/worker_threads.h"
#include "medlar_version.h"

namespace medlar {
namespace fs = std::filesystem;
namespace {

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
  const auto before = read_manifest(live->directory);
  if (before && static_cast<double>(report.counts.articles) <
                    (1 - kMaxShrinkShare) * static_cast<double>(before->articles)) {
    reasons.push_back(
        fmt::format("the index would shrink from {} to {} articles; --allow-shrink permits it",
                    before->articles, report.counts.articles));
  }
  return reasons;
}

IndexMetadata describe(const IndexReport& report, const BuiltShards& built,
                       const FieldWeights& weights) {
  const CorpusCounts& counts = built.counts;
  std::map<std::string, double> relative;
  for (const FieldInfo& field : kFields) {
    if (field.weight > 0) {
      relative.emplace(field.name, static_cast<double>(weights.of(field)) / kBodyWeight);
    }
  }
  return {.schema_version = kSchemaVersion,
          .analyzer_fingerprint = analyzer_fingerprint(),
          .program_version = kVersion,
          .articles = counts.articles,
          .sections = counts.sections,
          .tokens = counts.tokens,
          .text_bytes = counts.text_bytes,
          .words = built.words.size(),
          .boilerplate_sentences = built.boilerplate.size(),
          .boilerplate_articles = counts.boilerplate_articles,
          .boilerplate_bytes = counts.boilerplate_bytes,
          .languages = counts.languages,
          .sources = counts.sources,
          .copy_groups = report.copies.groups,
          .exact_copies = report.copies.exact,
          .near_copies = report.copies.near,
          .glued_words = report.glued_words,
          .field_weights = std::move(relative)};
}

/// The options that can be wrong by themselves, looked at.
struct CheckedOptions {
  VocabularyFiles vocabularies;
  BuildSettings settings;
};

Result<CheckedOptions> check(const IndexOptions& options) {
  CheckedOptions checked;
  if (!options.format.empty() && find_reader(options.format) == nullptr) {
    return failure(ErrorCode::kUsage, fmt::format("unknown format: {}", options.format),
                   "medlar index --help lists the formats");
  }
  if (!options.read.field_keys.empty()) {  // wrong ones are no fault of the sources
    const auto accepted = find_reader("jsonl")->read({}, options.read);
    if (!accepted) return tl::unexpected<Error>(accepted.error());
  }
  auto vocabularies = read_vocabulary_files(options.vocabularies);
  if (!vocabularies) return tl::unexpected<Error>(vocabularies.error());
  checked.vocabularies = std::move(*vocabularies);
  checked.settings = {.format = options.format,
                      .language = options.read.language,
                      .field_keys = options.read.field_keys,
                      .vocabularies = checked.vocabularies.files,
                      .weights = options.weights};
  return checked;
}

/// An update in which nothing was to be done.
Result<IndexReport> report_unchanged(const Generation& live, const BuildSources& sources) {
  auto report = report_published(live);
  if (!report) return report;
  const SourceLedger& ledger = sources.previous->ledger();
  report_reading(sources.list.files, ledger.files, *report);
  auto replaced = sources.previous->replaced_ids();
  if (!replaced) return tl::unexpected<Error>(replaced.error());
  report->replaced = std::move(*replaced);
  report->update = compare(ledger, ledger);
  return report;
}

/// The passes over the corpus, in a directory of their own, until the generation that they make is
/// published.
Result<IndexReport> build_generation(const IndexOptions& options, const CheckedOptions& checked,
                                     BuildSources& sources, const fs::path& scratch) {
  BuildInProgress build{options, scratch};
  const MemoryWatch memory;
  auto intake = take_in(build, sources);
  if (!intake) return tl::unexpected<Error>(intake.error());
  memory.expect_enough();  // before anything is concluded from what was read
  auto replaced = settle_ids(*intake, scratch / "generation" / "replaced");
  if (!replaced) return tl::unexpected<Error>(replaced.error());
  const SourceLedger ledger{.program = std::string(program_fingerprint()),
                            .settings = checked.settings,
                            .roots = sources.list.roots,
                            .files = std::move(intake->files)};
  IndexReport report;
  report_reading(sources.list.files, ledger.files, report);
  report.replaced = std::move(*replaced);
  if (sources.previous != nullptr) {
    report.update = compare(sources.previous->ledger(), ledger);
    report.update->read_again = sources.read_again;
    if (report.update->is_unchanged) return report;
  }

  std::optional<CorpusScan> scan = std::move(intake->scan);
  CorpusKnowledge knowledge(*scan);
  Result<CopyCounts> copies;
  const auto learnt = run_side_by_side(
      options.threads, {[&]() -> Result<void> {
                          copies = find_copies(intake->shards, options.threads);
                          if (!copies) return tl::unexpected<Error>(copies.error());
                          return {};
                        },
                        [&]() -> Result<void> {
                          knowledge.learn_glued_words(*scan);
                          return {};
                        },
                        [&]() -> Result<void> {
                          knowledge.learn_concepts(*scan, checked.vocabularies.vocabularies);
                          return {};
                        }});
  if (!learnt) return tl::unexpected<Error>(learnt.error());
  report.copies = *copies;
  scan.reset();  // much memory, which nobody needs any more
  const auto built = build_shards(build, intake->shards, knowledge);
  if (!built) return tl::unexpected<Error>(built.error());
  report.counts = built->counts;
  report.boilerplate = built->boilerplate.list();
  report.glued_words = knowledge.glued_words;
  report.refusals = refusals(options, report);
  if (!report.refusals.empty()) return report;

  build.progress.is_merging = true;
  build.report_progress();
  const MergePlan merge{.shards = std::move(intake->shards),
                        .target = scratch / "generation",
                        .scratch = scratch,
                        .metadata = describe(report, *built, options.weights),
                        .totals = built->totals,
                        .threads = options.threads};
  const auto written = write_generation(
      {merge, *built, knowledge, checked.vocabularies.misspellings, report.boilerplate, ledger});
  if (!written) return tl::unexpected<Error>(written.error());
  memory.expect_enough();
  const auto published = publish_generation(options.index, merge.target);
  if (!published) return tl::unexpected<Error>(published.error());
  report.generation = published->number;
  report.index_bytes = bytes_below(published->directory);
  return report;
}

}  // namespace

Result<std::optional<BuildSettings>> remembered_settings(const fs::path& index) {
  const auto generation =
      generation_to_update({.index = index, .mode = IndexOptions::Mode::kUpdate});
  if (!generation) return tl::unexpected<Error>(generation.error());
  if (!*generation) return std::nullopt;
  auto ledger = read_ledger((*generation)->sources());
  if (!ledger) return tl::unexpected<Error>(ledger.error());
  return std::move(ledger->settings);
}

Result<IndexReport> index_corpus(const IndexOptions& options) {
  const auto started = std::chrono::steady_clock::now();
  const auto checked = check(options);
  if (!checked) return tl::unexpected<Error>(checked.error());
  Result<BuildSources> sources;
  auto live = generation_to_update(options);
  if (live && !*live) {  // before anything is created
    auto list = list_sources(options.paths, options.index);
    if (!list) return tl::unexpected<Error>(list.error());
    sources->list = std::move(*list);
  }
  const auto lock = WriterLock::acquire(options.index);
  if (!lock) return tl::unexpected<Error>(lock.error());
  live = generation_to_update(options);  // another writer may have published meanwhile
  if (!live) return tl::unexpected<Error>(live.error());
  const ScratchDirectory scratch(options.index / ".building");
  for (const char* const part : {"shards", "generation"}) {
    if (const auto made = scratch.create(part); !made) return tl::unexpected<Error>(made.error());
  }
  bool is_unchanged = false;
  if (*live) {
    sources = sources_to_update(options, checked->settings, **live);
    if (!sources) return tl::unexpected<Error>(sources.error());
    const auto kept = keep_standard_input(sources->list.files, scratch.path() / "stdin");
    if (!kept) return tl::unexpected<Error>(kept.error());
    const auto nothing = has_nothing_to_do(*sources, checked->settings, options.threads);
    if (!nothing) return tl::unexpected<Error>(nothing.error());
    is_unchanged = *nothing;
  }
  Result<IndexReport> report;
  if (!is_unchanged) report = build_generation(options, *checked, *sources, scratch.path());
  if (report && report->update) is_unchanged = report->update->is_unchanged;
  if (is_unchanged) report = report_unchanged(**live, *sources);
  if (report) {
    report->seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  }
  return report;
}

}  // namespace medlar
