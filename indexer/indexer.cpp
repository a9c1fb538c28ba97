#include "indexer/indexer.h"

#include <ctime>
#include <utility>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "indexer/article_intake.h"
#include "indexer/copy_search.h"
#include "indexer/format/concepts_file.h"
#include "indexer/format/index_layout.h"
#include "indexer/format/index_metadata.h"
#include "indexer/format/lexicon.h"
#include "indexer/format/manifest.h"
#include "indexer/format/name_list_writer.h"
#include "indexer/format/schema.h"
#include "indexer/format/spelling_targets.h"
#include "indexer/format/word_splits_file.h"
#include "indexer/shard_build.h"
#include "indexer/shard_merge.h"
#include "indexer/source_units.h"
#include "indexer/source_walker.h"
#include "indexer/space_builder.h"
#include "indexer/vocabulary_files.h"
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
          .field_weights = std::move(relative)};
}

/// What the manifest says beside the files.
Manifest about(const IndexReport& report) {
  const std::time_t now = std::time(nullptr);
  return {.program_version = kVersion,
          .schema_version = kSchemaVersion,
          .built = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now)),
          .articles = report.counts.articles};
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
  auto vocabularies = read_vocabulary_files(options.vocabularies);
  if (!vocabularies) return tl::unexpected<Error>(vocabularies.error());
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

  BuildInProgress build{options, scratch.path()};
  for (const SourceFile& file : sources->files) build.progress.bytes_total += file.bytes;
  SourceUnits units(std::move(sources->files), format);
  auto intake = read_articles(build, units);
  if (!intake) return tl::unexpected<Error>(intake.error());
  IndexReport report = std::move(intake->report);
  report.files += sources->rejections.size();
  report.rejections.insert(report.rejections.begin(), sources->rejections.begin(),
                           sources->rejections.end());
  auto replaced = leave_out_replaced(intake->shards);
  if (!replaced) return tl::unexpected<Error>(replaced.error());
  report.replaced = std::move(*replaced);

  const auto copies = find_copies(intake->shards);
  if (!copies) return tl::unexpected<Error>(copies.error());
  report.copies = *copies;

  const CorpusKnowledge knowledge(intake->scan, std::move(vocabularies->vocabularies));
  const auto built = build_shards(build, intake->shards, knowledge);
  if (!built) return tl::unexpected<Error>(built.error());
  report.counts = built->counts;
  report.boilerplate = built->boilerplate.list();
  report.glued_words = knowledge.glued_words;

  const auto seconds_so_far = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  };
  report.refusals = refusals(options, report);
  if (!report.refusals.empty()) {
    report.seconds = seconds_so_far();
    return report;
  }
  build.progress.is_merging = true;
  build.report_progress();
  const MergePlan plan{.shards = std::move(intake->shards),
                       .target = scratch.path() / "generation",
                       .scratch = scratch.path(),
                       .metadata = describe(report, *built, options.weights),
                       .threads = options.threads};
  if (const auto merged = merge_shards(plan); !merged) {
    return tl::unexpected<Error>(merged.error());
  }
  if (const auto written = write_lexicon(built->words, scratch.path() / "generation" / "words");
      !written) {
    return tl::unexpected<Error>(written.error());
  }
  if (const auto written =
          write_spelling_targets({built->words, *knowledge.word_splits, vocabularies->misspellings},
                                 scratch.path() / "generation" / "spellings");
      !written) {
    return tl::unexpected<Error>(written.error());
  }
  if (const auto written =
          write_boilerplate(report.boilerplate, scratch.path() / "generation" / "boilerplate");
      !written) {
    return tl::unexpected<Error>(written.error());
  }
  if (const auto written =
          write_word_splits(*knowledge.word_splits, scratch.path() / "generation" / "glued");
      !written) {
    return tl::unexpected<Error>(written.error());
  }
  std::string concepts(knowledge.concepts().bytes());
  set_article_counts(concepts, built->articles_of_names);
  const auto counted = ConceptTable::from_bytes(concepts);
  if (!counted) return tl::unexpected<Error>(counted.error());
  if (const auto written = write_names(scratch.path() / "generation" / "articles", *counted,
                                       scratch.path() / "generation" / "names");
      !written) {
    return tl::unexpected<Error>(written.error());
  }
  if (const auto written = write_concepts(concepts, scratch.path() / "generation" / "concepts");
      !written) {
    return tl::unexpected<Error>(written.error());
  }
  if (const auto learnt = build_space({.database = scratch.path() / "generation" / "db",
                                       .file = scratch.path() / "generation" / "space",
                                       .threads = options.threads});
      !learnt) {
    return tl::unexpected<Error>(learnt.error());
  }
  if (const auto written = write_manifest(scratch.path() / "generation", about(report)); !written) {
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
