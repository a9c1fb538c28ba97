#include "indexer/shard_merge.h"

#include <algorithm>
#include <atomic>
#include <string>

#include <fmt/format.h>

#include "indexer/format/article_store.h"
#include "indexer/format/forward_index.h"
#include "indexer/format/glass_database.h"
#include "indexer/format/output_file.h"
#include "indexer/posting_file.h"
#include "indexer/worker_threads.h"

namespace medlar {
namespace fs = std::filesystem;
namespace {

// Files merged at once.
constexpr std::size_t kFanIn = 64;

/// Merges files into another one.
Result<void> merge(const std::vector<PostingFile>& from, const fs::path& to) {
  auto out = OutputFile::create(to);
  if (!out) return tl::unexpected<Error>(out.error());
  std::string bytes;
  const auto merged = visit_merged(from, [&](const PostingList& list) {
    bytes.clear();
    put_list(list, bytes);
    return out->write(bytes);
  });
  if (!merged) return merged;
  return out->finish();
}

/// Merges groups of files, so that there are fewer of them; `name` tells the rounds apart.
Result<std::vector<PostingFile>> merge_groups(const std::vector<PostingFile>& from,
                                              const fs::path& name, unsigned threads) {
  std::vector<PostingFile> merged((from.size() + kFanIn - 1) / kFanIn);
  std::atomic<std::size_t> next = 0;
  const auto done = run_on_threads(threads, [&](const std::atomic<bool>& stop) -> Result<void> {
    while (!stop) {
      const std::size_t group = next++;
      if (group >= merged.size()) break;
      const std::vector<PostingFile> files(
          from.begin() + static_cast<std::ptrdiff_t>(group * kFanIn),
          from.begin() + static_cast<std::ptrdiff_t>(std::min((group + 1) * kFanIn, from.size())));
      PostingFile& into = merged[group];
      into.path = fmt::format("{}-{:06}", name.string(), group);
      for (const PostingFile& file : files) into.articles += file.articles;
      if (const auto made = merge(files, into.path); !made) return made;
      for (const PostingFile& file : files) {
        std::error_code ignored;
        fs::remove(file.path, ignored);
      }
    }
    return {};
  });
  if (!done) return tl::unexpected<Error>(done.error());
  return merged;
}

}  // namespace

Result<void> merge_postings(const MergePlan& plan) {
  std::vector<PostingFile> files;
  for (const Shard& shard : plan.shards) files.push_back({shard.postings(), shard.articles()});
  for (unsigned round = 0; files.size() > kFanIn; ++round) {
    auto merged =
        merge_groups(files, plan.scratch / fmt::format("postings-{}", round), plan.threads);
    if (!merged) return tl::unexpected<Error>(merged.error());
    files = std::move(*merged);
  }
  auto database = GlassDatabaseWriter::create(plan.target / "db", plan.totals, kMetadataKey,
                                              encode_metadata(plan.metadata));
  if (!database) return tl::unexpected<Error>(database.error());
  const auto merged =
      visit_merged(files, [&](const PostingList& list) { return database->add(list); });
  if (!merged) return merged;
  return database->finish();
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
