#include "indexer/generation_files.h"

#include <ctime>
#include <functional>

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

namespace medlar {
namespace {

/// The names are of the articles that are in the merged store by then.
Result<void> write_names_and_concepts(const GenerationParts& parts, const Generation& generation) {
  std::string concepts(parts.knowledge.concepts().bytes());
  set_article_counts(concepts, parts.built.articles_of_names);
  const auto counted = ConceptTable::from_bytes(concepts);
  if (!counted) return tl::unexpected<Error>(counted.error());
  if (const auto written = write_names(generation.articles(), *counted, generation.names());
      !written) {
    return written;
  }
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

}  // namespace

Result<void> write_generation(const GenerationParts& parts) {
  const Generation generation{.directory = parts.merge.target};
  const WordSplits& splits = *parts.knowledge.word_splits;
  const std::function<Result<void>()> steps[] = {
      [&] { return merge_shards(parts.merge); },
      [&] { return write_lexicon(parts.built.words, generation.lexicon()); },
      [&] {
        return write_spelling_targets({parts.built.words, splits, parts.misspellings},
                                      generation.spellings());
      },
      [&] { return write_boilerplate(parts.boilerplate, generation.boilerplate()); },
      [&] { return write_word_splits(splits, generation.word_splits()); },
      [&] { return write_names_and_concepts(parts, generation); },
      [&] {
        return build_space({.database = generation.database(),
                            .file = generation.space(),
                            .threads = parts.merge.threads});
      },
      [&] { return write_ledger(parts.sources, generation.sources()); },
      [&] { return write_manifest_of(parts.merge.metadata, generation); },
  };
  for (const auto& step : steps) {
    if (const auto done = step(); !done) return done;
  }
  return {};
}

}  // namespace medlar
