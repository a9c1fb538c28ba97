// Builds an index from sources and publishes it.
//
// The library reports and returns; it prints nothing. Memory stays bounded whatever the corpus:
// each thread holds one unit of sources or one shard's buffers.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "corpus/reader.h"
#include "indexer/format/boilerplate_list.h"
#include "indexer/format/field_weights.h"
#include "indexer/format/source_ledger.h"
#include "indexer/shard_writer.h"

namespace medlar {

struct IndexProgress {
  std::uint64_t articles = 0;
  std::uint64_t bytes_read = 0;
  std::uint64_t bytes_total = 0;  // 0 when unknown (standard input)
  std::uint64_t analyzed = 0;     // articles; all are read before the first is analyzed
  bool is_merging = false;
};

struct IndexOptions {
  std::vector<std::string> paths;  // files, folders, "-" for JSON Lines on standard input
  std::filesystem::path index;
  std::string format;  // name of a reader; empty: told for each file
  ReadOptions read;
  std::vector<std::filesystem::path> vocabularies;  // of concepts, beside our own; best first
  FieldWeights weights;
  unsigned threads = 0;  // 0: as many as the machine has cores
  // What is left of it decides how many of the threads work at once (memory_budget.h).
  std::size_t memory_bytes = std::size_t{512} << 20U;
  /// kUpdate keeps what lies below none of the paths, and reads only what has changed; the index is
  /// the one that a full build of all its sources makes. A full build where there is no index.
  enum class Mode { kFullBuild, kUpdate } mode = Mode::kFullBuild;
  enum class Rejects { kTolerated, kRefused } rejects = Rejects::kTolerated;
  enum class Shrink { kRefused, kAllowed } shrink = Shrink::kRefused;
  /// Called from time to time, from one thread at a time; may be empty.
  std::function<void(const IndexProgress&)> on_progress;
};

struct ChangeCounts {
  std::uint64_t added = 0;
  std::uint64_t replaced = 0;
  std::uint64_t deleted = 0;
  std::uint64_t unchanged = 0;
};

/// What an update changed.
struct UpdateReport {
  ChangeCounts articles;
  ChangeCounts files;
  bool is_unchanged = false;  // in all respects: nothing was published
  std::string read_again;     // why every source was read again; empty where only changes were
};

struct IndexReport {
  CorpusCounts counts;                         // of the articles in the index
  std::vector<ListedBoilerplate> boilerplate;  // sentences that repeat, commonest first
  std::uint64_t files = 0;                     // source files seen
  std::uint64_t source_bytes = 0;
  std::uint64_t index_bytes = 0;
  double seconds = 0;
  unsigned generation = 0;            // 0 when nothing was published
  std::uint64_t glued_words = 0;      // occurrences of words that lost the blank between them
  std::uint64_t repaired = 0;         // sources with bytes that were invalid in their encoding
  std::vector<Rejection> rejections;  // what could not be read
  std::vector<Rejection> skipped;     // read, but nothing to index: no_text, unknown_format
  std::vector<std::string> replaced;  // ids of articles that a later one with the same id replaced
  CopyCounts copies;                  // articles of the index that repeat another one
  std::map<std::string, std::uint64_t> unused_keys;  // keys of JSON Lines that no field took
  std::vector<std::string> refusals;                 // why nothing was published; empty when it was
  std::optional<UpdateReport> update;                // of an update of an index that was there
};

/// How the published index was told to be built; nothing where there is none. For an update, which
/// builds as its options say and not as the index remembers.
Result<std::optional<BuildSettings>> remembered_settings(const std::filesystem::path& index);

/// Fails for unusable options, a failing disk or a locked index; the published index is then as
/// it was. A build that was refused for its content comes back as a report with `refusals`.
Result<IndexReport> index_corpus(const IndexOptions& options);

// A build is refused when more than this share of its records is rejected (and more than a few),
// or when it would publish so many articles fewer than the index has now.
inline constexpr double kMaxRejectedShare = 0.05;
inline constexpr std::uint64_t kAlwaysToleratedRejections = 10;
inline constexpr double kMaxShrinkShare = 0.10;

// An article with more text is rejected: the longest that we know of have less than a megabyte, and
// what is learnt of a text costs many times its size while it is read.
inline constexpr std::size_t kMaxArticleBytes = std::size_t{4} << 20U;

}  // namespace medlar
