#include "indexer/shard_merge.h"

#include <algorithm>
#include <atomic>

#include <fmt/format.h>
#include <xapian.h>

#include "indexer/format/article_store.h"
#include "indexer/format/xapian_guard.h"
#include "indexer/worker_threads.h"

namespace medlar {
namespace fs = std::filesystem;
namespace {

// Databases merged at once; each keeps six files open, and 1,024 is the usual limit.
constexpr std::size_t kFanIn = 64;

/// The engine takes a table of positions that it cannot open for one that was never made, and would
/// leave the positions out without a word.
Result<Xapian::Database> open_shard(const fs::path& path) {
  Xapian::Database database(path.string());
  std::error_code code;
  const bool has_table = fs::exists(path / "position.glass", code) || code;
  if (!has_table || database.has_positions()) return database;
  return failure(ErrorCode::kInputOutput, "the positions of words cannot be read back",
                 "mend the disk and run again; what was published before is untouched");
}

Result<void> merge(const std::vector<fs::path>& from, const fs::path& to) {
  std::error_code code;
  fs::create_directories(to, code);  // a failure shows in what follows
  Xapian::Database database;
  std::vector<fs::path> stores;
  for (const fs::path& shard : from) {
    const auto opened = open_shard(shard / "db");
    if (!opened) return tl::unexpected<Error>(opened.error());
    database.add_database(*opened);
    stores.push_back(shard / "articles");
  }
  database.compact((to / "db").string(), Xapian::Compactor::STANDARD);
  return merge_stores(stores, to / "articles");
}

}  // namespace

Result<void> merge_shards(const MergePlan& plan) {
  return xapian_writing_guard([&]() -> Result<void> {
    std::vector<fs::path> level;
    for (const Shard& shard : plan.shards) level.push_back(shard.directory);
    for (unsigned round = 0; level.size() > kFanIn; ++round) {
      std::vector<fs::path> merged((level.size() + kFanIn - 1) / kFanIn);
      std::atomic<std::size_t> next = 0;
      const auto done =
          run_on_threads(plan.threads, [&](const std::atomic<bool>& stop) -> Result<void> {
            while (!stop) {
              const std::size_t group = next++;
              if (group >= merged.size()) break;
              const auto begin = level.begin() + static_cast<std::ptrdiff_t>(group * kFanIn);
              const auto end = level.begin() + static_cast<std::ptrdiff_t>(
                                                   std::min((group + 1) * kFanIn, level.size()));
              merged[group] = plan.scratch / fmt::format("merge-{}-{:06}", round, group);
              if (const auto ok = merge({begin, end}, merged[group]); !ok) return ok;
              std::for_each(begin, end, [](const fs::path& path) {
                std::error_code ignored;
                fs::remove_all(path, ignored);
              });
            }
            return {};
          });
      if (!done) return done;
      level = std::move(merged);
    }
    // The description travels as a shard without articles.
    const fs::path described = plan.scratch / "metadata";
    std::error_code code;
    fs::create_directories(described, code);  // a failure shows in what follows
    auto no_articles = ArticleStoreWriter::create(described / "articles");
    if (!no_articles) return tl::unexpected<Error>(no_articles.error());
    if (const auto done = no_articles->finish(); !done) return done;
    Xapian::WritableDatabase metadata((described / "db").string(),
                                      Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC);
    metadata.set_metadata(std::string(kMetadataKey), encode_metadata(plan.metadata));
    metadata.commit();
    metadata.close();
    level.push_back(described);
    return merge(level, plan.target);
  });
}

}  // namespace medlar
