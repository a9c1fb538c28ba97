#include "indexer/shard.h"

#include <algorithm>
#include <utility>

#include "corpus/fnv1a.h"
#include "corpus/hash_table.h"
#include "indexer/format/article_store.h"

namespace medlar {
namespace {

struct Place {
  std::size_t shard;
  std::uint64_t number;  // of the article in it, from 1 up
};

Result<std::string> stored_id(const Place& place, const std::vector<Shard>& shards) {
  const auto store = ArticleStore::open_unmapped(shards[place.shard].store());
  if (!store) return tl::unexpected<Error>(store.error());
  const auto article = store->article(place.number);
  if (!article) return tl::unexpected<Error>(article.error());
  return article->id;
}

}  // namespace

std::vector<std::filesystem::path> stores_of(std::span<const Shard> shards) {
  std::vector<std::filesystem::path> stores;
  for (const Shard& shard : shards) stores.push_back(shard.store());
  return stores;
}

std::uint64_t id_hash(std::string_view id) { return fnv1a(id); }

Result<std::vector<std::string>> leave_out_replaced(std::vector<Shard>& shards) {
  // From the last article back, the first to be seen with an id is the one to keep.
  HashTable<Place> kept;
  std::vector<std::pair<Place, Place>> suspects;  // earlier, later
  for (std::size_t s = shards.size(); s-- > 0;) {
    for (std::size_t i = shards[s].id_hashes.size(); i-- > 0;) {
      const Place place{s, i + 1};
      const std::uint64_t hash = shards[s].id_hashes[i];
      const Place* const later = kept.find(hash);
      if (later == nullptr) {
        kept.add(hash, place);
      } else {
        suspects.emplace_back(place, *later);
      }
    }
  }
  std::ranges::reverse(suspects);
  std::vector<std::string> replaced;
  for (const auto& [earlier, later] : suspects) {
    const auto id = stored_id(earlier, shards);
    if (!id) return tl::unexpected<Error>(id.error());
    const auto later_id = stored_id(later, shards);
    if (!later_id) return tl::unexpected<Error>(later_id.error());
    if (*id != *later_id) continue;
    shards[earlier.shard].left_out.insert(earlier.number);
    replaced.push_back(*id);
  }
  return replaced;
}

}  // namespace medlar
