#include "indexer/generation_files.h"

#include <ctime>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "indexer/format/concepts_file.h"
#include "indexer/format/index_layout.h"
#include "indexer/format/lexicon.h"
#include "indexer/format/manifest.h"
#include "indexer/format/name_list_writer.h"
#include "indexer/format/spelling_targets.h"
#include "indexer/format/word_splits_file.h"
#include "indexer/space_builder.h"
#include "indexer/worker_threads.h"

namespace medlar {
namespace {

/// The concepts, with the numbers of their articles, and the names of articles and concepts.
Result<void> write_concepts_and_names(const GenerationParts& parts, const Generation& generation) {
  std::string concepts(parts.knowledge.concepts().bytes());
  set_article_counts(concepts, parts.built.articles_of_names);
  const auto counted = ConceptTable::from_bytes(concepts);
  if (!counted) return tl::unexpected<Error>(counted.error());
  const auto written = write_names(stores_of(parts.merge.shards), *counted, generation.names());
  if (!written) return written;
  return write_concepts(concepts, generation.concepts());
}

/// The last of the files: it knows all others.
Result<void> write_manifest_of(const IndexMetadata& metadata, const Generation& generation) {
  const auto written = write_manifest(
      generation.directory,
      {.program_version = metadata.program_version,
       .schema_version = metadata.schema_version,
       .built = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))),
       .articles = metadata.articles});
  if (!written) return tl::unexpected<Error>(written.error());
  return {};
}

/// The database, and the space that is learnt from it and from what it was merged from.
Result<void> write_database_and_space(const MergePlan& merge, const Generation& generation) {
  const auto merged = merge_postings(merge);
  if (!merged) return merged;
  return build_space({.database = generation.database(),
                      .postings = postings_of(merge.shards),
                      .file = generation.space(),
                      .threads = merge.threads});
}

/// Everything else.
Result<void> write_other_files(const GenerationParts& parts, const Generation& generation) {
  const WordSplits& splits = *parts.knowledge.word_splits;
  const auto written = run_side_by_side(
      parts.merge.threads,
      {[&] { return merge_articles(parts.merge); },
       [&] { return merge_forward_indexes(parts.merge); },
       [&] { return write_concepts_and_names(parts, generation); },
       [&] {
         return write_spelling_targets({parts.built.words, splits, parts.misspellings},
                                       generation.spellings());
       },
       [&] { return write_lexicon(parts.built.words, generation.lexicon()); },
       [&] { return write_boilerplate(parts.boilerplate, generation.boilerplate()); },
       [&] { return write_word_splits(splits, generation.word_splits()); },
       [&] { return write_ledger(parts.sources, generation.sources()); }});
  if (!written) return written;
  return remove_articles(parts.merge);
}

}  // namespace

Result<void> write_generation(const GenerationParts& parts) {
  const Generation generation{.directory = parts.merge.target};
  const auto written = run_side_by_side(
      parts.merge.threads, {[&] { return write_database_and_space(parts.merge, generation); },
                            [&]() -> Result<void> {
                              const auto done = write_other_files(parts, generation);
                              // The disk is given its time while the processors learn: it takes a
                              // tenth of a build.
                              return done ? sync_files(generation.directory) : done;
                            }});
  if (!written) return written;
  return write_manifest_of(parts.merge.metadata, generation);
}

}  // namespace medlar
