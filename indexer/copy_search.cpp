#include "indexer/copy_search.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <utility>

#include "indexer/format/article_store.h"
#include "indexer/worker_threads.h"

namespace medlar {
namespace {

// Articles read before what was read of their stores is given back: some 64 MiB, since the system
// maps what it has around a page as well.
constexpr std::size_t kReadAtOnce = 1024;

/// Reads articles by their numbers in the whole corpus, left out ones not counted.
class CorpusReader {
 public:
  explicit CorpusReader(const std::vector<Shard>& shards) : shards_(shards) {
    std::size_t before = 0;
    for (const Shard& shard : shards) {
      firsts_.push_back(before);
      before += shard.id_hashes.size() - shard.left_out.size();
    }
  }

  Result<Article> read(std::size_t number) {
    const auto after = std::ranges::upper_bound(firsts_, number - 1);
    const auto index = static_cast<std::size_t>(after - firsts_.begin()) - 1;
    std::uint64_t stored = number - firsts_[index];
    for (const std::uint64_t left_out : shards_[index].left_out) {
      if (left_out <= stored) ++stored;
    }
    if (recent_.size() == kReadAtOnce) {
      for (const std::size_t place : recent_) stores_.at(place).forget();
      recent_.clear();
    }
    if (!stores_.contains(index)) {
      auto store = ArticleStore::open(shards_[index].store());
      if (!store) return tl::unexpected<Error>(store.error());
      stores_.emplace(index, std::move(*store));
    }
    recent_.push_back(index);
    return stores_.at(index).article(stored);
  }

 private:
  const std::vector<Shard>& shards_;
  std::vector<std::size_t> firsts_;             // articles before each shard
  std::map<std::size_t, ArticleStore> stores_;  // all that were asked for: mappings of their files
  std::vector<std::size_t> recent_;             // those that were read since the last giving back
};

}  // namespace

Result<CopyCounts> find_copies(std::vector<Shard>& shards, unsigned threads) {
  std::vector<CopySketch> sketches;
  for (Shard& shard : shards) {
    for (std::size_t i = 0; i < shard.sketches.size(); ++i) {
      if (!shard.left_out.contains(i + 1)) sketches.push_back(shard.sketches[i]);
    }
    shard.sketches = {};
  }
  CopyFinder finder(std::move(sketches));
  const auto exact = [&] {  // what this reader has open is closed before others open it
    CorpusReader reader(shards);
    return finder.find_exact([&reader](std::size_t number) { return reader.read(number); });
  }();
  if (!exact) return tl::unexpected<Error>(exact.error());
  std::atomic<std::size_t> next_title = 0;
  const auto near = run_on_threads(threads, [&](const std::atomic<bool>& stop) -> Result<void> {
    CorpusReader reader(shards);
    const ArticleReader read = [&reader](std::size_t number) { return reader.read(number); };
    while (!stop) {
      const std::size_t title = next_title++;
      if (title >= finder.titles()) break;
      if (const auto done = finder.find_near(title, read); !done) return done;
    }
    return {};
  });
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
