#include "indexer/copy_search.h"

#include <sys/resource.h>

#include <algorithm>
#include <utility>

#include "indexer/format/article_store.h"
#include "indexer/worker_threads.h"

namespace medlar {
namespace {

/// How many of the stores may stay open during the search: half of the files that the system lets
/// the process have open, of which it is asked for more where it has more to give.
std::size_t open_stores(std::size_t stores) {
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return 0;
  if (files.rlim_cur / 2 < stores) {
    const rlimit more{std::min<rlim_t>(files.rlim_max, 2 * stores), files.rlim_max};
    if (::setrlimit(RLIMIT_NOFILE, &more) == 0) files = more;
  }
  return std::min<rlim_t>(files.rlim_cur / 2, stores);
}

/// Reads articles by their numbers in the whole corpus, left out ones not counted. Thread-safe.
class CorpusReader {
 public:
  static Result<CorpusReader> open(const std::vector<Shard>& shards) {
    CorpusReader reader(shards);
    const std::size_t open = open_stores(shards.size());
    std::size_t before = 0;
    for (const Shard& shard : shards) {
      reader.firsts_.push_back(before);
      before += shard.articles();
      if (reader.stores_.size() == open) continue;
      auto store = ArticleStore::open_unmapped(shard.store());
      if (!store) return tl::unexpected<Error>(store.error());
      reader.stores_.push_back(std::move(*store));
    }
    return reader;
  }

  Result<Article> read(std::size_t number) const {
    const auto after = std::ranges::upper_bound(firsts_, number - 1);
    const auto index = static_cast<std::size_t>(after - firsts_.begin()) - 1;
    std::uint64_t stored = number - firsts_[index];
    for (const std::uint64_t left_out : shards_[index].left_out) {
      if (left_out <= stored) ++stored;
    }
    if (index < stores_.size()) return stores_[index].article(stored);
    return ArticleStore::open_unmapped(shards_[index].store())
        .and_then([stored](const ArticleStore& store) { return store.article(stored); });
  }

 private:
  explicit CorpusReader(const std::vector<Shard>& shards) : shards_(shards) {}

  const std::vector<Shard>& shards_;
  std::vector<std::size_t> firsts_;   // articles before each shard
  std::vector<ArticleStore> stores_;  // of the first shards; those of others are opened each time
};

}  // namespace

Result<CopyCounts> find_copies(std::vector<Shard>& shards, unsigned threads) {
  std::vector<CopySketch> sketches;
  std::size_t articles = 0;
  for (const Shard& shard : shards) articles += shard.articles();
  sketches.reserve(articles);
  for (Shard& shard : shards) {
    for (std::size_t i = 0; i < shard.sketches.size(); ++i) {
      if (!shard.left_out.contains(i + 1)) sketches.push_back(shard.sketches[i]);
    }
    shard.sketches = {};
  }
  CopyFinder finder(std::move(sketches));
  const auto reader = CorpusReader::open(shards);
  if (!reader) return tl::unexpected<Error>(reader.error());
  const ArticleReader read = [&reader](std::size_t number) { return reader->read(number); };
  const auto exact = run_in_parts(
      finder.sets(), 1, threads,
      [&](std::size_t set, std::size_t, std::size_t) { return finder.find_exact(set, read); });
  if (!exact) return tl::unexpected<Error>(exact.error());
  finder.gather_titles();
  const auto near = run_in_parts(
      finder.titles(), 1, threads,
      [&](std::size_t title, std::size_t, std::size_t) { return finder.find_near(title, read); });
  if (!near) return tl::unexpected<Error>(near.error());
  const std::vector<CopyGroup> groups = finder.groups();
  auto next = groups.begin();
  for (Shard& shard : shards) {
    shard.copies.resize(shard.id_hashes.size());
    for (std::size_t i = 0; i < shard.copies.size(); ++i) {
      if (!shard.left_out.contains(i + 1)) shard.copies[i] = *next++;
    }
  }
  return count_copies(groups);
}

}  // namespace medlar
