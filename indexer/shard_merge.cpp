#include "indexer/shard_merge.h"

#include <string>
#include <utility>

#include <fmt/format.h>

#include "indexer/format/article_store.h"
#include "indexer/format/forward_index_writer.h"
#include "indexer/format/glass_database.h"
#include "indexer/format/output_file.h"
#include "indexer/posting_file.h"
#include "indexer/scratch_file.h"
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
  const auto done = run_in_parts(
      from.size(), kFanIn, threads,
      [&](std::size_t group, std::size_t begin, std::size_t end) -> Result<void> {
        const std::vector<PostingFile> files(from.begin() + static_cast<std::ptrdiff_t>(begin),
                                             from.begin() + static_cast<std::ptrdiff_t>(end));
        PostingFile& into = merged[group];
        into.path = fmt::format("{}-{:06}", name.string(), group);
        for (const PostingFile& file : files) into.articles += file.articles;
        return merge(files, into.path);
      });
  if (!done) return tl::unexpected<Error>(done.error());
  return merged;
}

void remove(const std::vector<PostingFile>& files) {
  for (const PostingFile& file : files) remove_scratch_file(file.path);
}

}  // namespace

std::vector<PostingFile> postings_of(std::span<const Shard> shards) {
  std::vector<PostingFile> files;
  for (const Shard& shard : shards) files.push_back({shard.postings(), shard.articles()});
  return files;
}

Result<void> merge_postings(const MergePlan& plan) {
  std::vector<PostingFile> files = postings_of(plan.shards);
  unsigned round = 0;
  for (; files.size() > kFanIn; ++round) {
    auto merged =
        merge_groups(files, plan.scratch / fmt::format("postings-{}", round), plan.threads);
    if (!merged) return tl::unexpected<Error>(merged.error());
    if (round > 0) remove(files);  // those of the shards stay: the space is learnt from them
    files = std::move(*merged);
  }
  auto database = GlassDatabaseWriter::create(plan.target / "db", plan.totals, kMetadataKey,
                                              encode_metadata(plan.metadata));
  if (!database) return tl::unexpected<Error>(database.error());
  const auto merged =
      visit_merged(files, [&](const PostingList& list) { return database->add(list); });
  if (!merged) return merged;
  if (round > 0) remove(files);
  return database->finish();
}

Result<void> merge_articles(const MergePlan& plan) {
  return merge_stores(stores_of(plan.shards), plan.target / "articles");
}

Result<void> remove_articles(const MergePlan& plan) {
  return run_in_parts(plan.shards.size(), 1, plan.threads,
                      [&plan](std::size_t shard, std::size_t, std::size_t) -> Result<void> {
                        remove_scratch_file(plan.shards[shard].store());
                        return {};
                      });
}

Result<void> merge_forward_indexes(const MergePlan& plan) {
  std::vector<fs::path> files;
  for (const Shard& shard : plan.shards) files.push_back(shard.forward());
  const auto merged = merge_forward_indexes(files, plan.target / "forward");
  for (const fs::path& file : files) remove_scratch_file(file);
  return merged;
}

}  // namespace medlar
