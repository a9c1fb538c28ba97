#include "indexer/copy_search.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <utility>

#include "indexer/format/article_store.h"
#include "indexer/worker_threads.h"

namespace medlar {
namespace {

// Articles read before what was read of the stores is given back: some 30 MiB.
constexpr std::size_t kReadAtOnce = 4096;

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
    if (++reads_ % kReadAtOnce == 0) {
      for (const auto& [place, store] : stores_) store.forget();
    }
    if (!stores_.contains(index)) {
      auto store = ArticleStore::open(shards_[index].store());
      if (!store) return tl::unexpected<Error>(store.error());
      stores_.emplace(index, std::move(*store));
    }
    return stores_.at(index).article(stored);
  }

 private:
  const std::vector<Shard>& shards_;
  std::vector<std::size_t> firsts_;             // articles before each shard
  std::map<std::size_t, ArticleStore> stores_;  // all that were asked for: mappings of their files
  std::size_t reads_ = 0;
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
