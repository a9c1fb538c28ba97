#include "indexer/shard_merge.h"

#include <algorithm>
#include <atomic>

#include <fmt/format.h>
#include <xapian.h>

#include "indexer/format/article_store.h"
#include "indexer/format/forward_index.h"
#include "indexer/format/xapian_guard.h"
#include "indexer/worker_threads.h"

namespace medlar {
namespace fs = std::filesystem;
namespace {

// Databases merged at once; each keeps six files open, and 1,024 is the usual limit.
constexpr std::size_t kFanIn = 64;

void merge(const std::vector<fs::path>& from, const fs::path& to) {
  Xapian::Database database;
  for (const fs::path& shard : from) database.add_database(Xapian::Database(shard.string()));
  database.compact(to.string(), Xapian::Compactor::STANDARD);
}

/// Merges groups of databases, so that there are fewer of them; `name` tells the rounds apart.
Result<std::vector<fs::path>> merge_groups(const std::vector<fs::path>& from, const fs::path& name,
                                           unsigned threads) {
  std::vector<fs::path> merged((from.size() + kFanIn - 1) / kFanIn);
  std::atomic<std::size_t> next = 0;
  const auto done = run_on_threads(threads, [&](const std::atomic<bool>& stop) -> Result<void> {
    while (!stop) {
      const std::size_t group = next++;
      if (group >= merged.size()) break;
      const auto begin = from.begin() + static_cast<std::ptrdiff_t>(group * kFanIn);
      const auto end =
          from.begin() + static_cast<std::ptrdiff_t>(std::min((group + 1) * kFanIn, from.size()));
      merged[group] = fmt::format("{}-{:06}", name.string(), group);
      merge({begin, end}, merged[group]);
      std::for_each(begin, end, [](const fs::path& path) {
        std::error_code ignored;
        fs::remove_all(path, ignored);
      });
    }
    return {};
  });
  if (!done) return tl::unexpected<Error>(done.error());
  return merged;
}

}  // namespace

Result<void> merge_databases(const MergePlan& plan) {
  return xapian_writing_guard([&]() -> Result<void> {
    std::vector<fs::path> level;
    for (const Shard& shard : plan.shards) level.push_back(shard.database());
    for (unsigned round = 0; level.size() > kFanIn; ++round) {
      auto merged =
          merge_groups(level, plan.scratch / fmt::format("merge-{}", round), plan.threads);
      if (!merged) return tl::unexpected<Error>(merged.error());
      level = std::move(*merged);
    }
    // The description travels as a database without articles.
    level.push_back(plan.scratch / "metadata");
    Xapian::WritableDatabase metadata(level.back().string(),
                                      Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC);
    metadata.set_metadata(std::string(kMetadataKey), encode_metadata(plan.metadata));
    metadata.commit();
    metadata.close();
    merge(level, plan.target / "db");
    return {};
  });
}

Result<void> merge_articles(const MergePlan& plan) {
  return merge_stores(stores_of(plan.shards), plan.target / "articles");
}

Result<void> merge_forward_indexes(const MergePlan& plan) {
  std::vector<fs::path> files;
  for (const Shard& shard : plan.shards) files.push_back(shard.forward());
  return merge_forward_indexes(files, plan.target / "forward");
}

}  // namespace medlar
