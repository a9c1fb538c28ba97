#include "indexer/shard_merge.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <thread>
#include <unordered_map>

#include <fmt/format.h>
#include <xapian.h>

#include "corpus/fnv1a.h"
#include "indexer/format/article_store.h"
#include "indexer/format/xapian_guard.h"

namespace medlar {
namespace fs = std::filesystem;
namespace {

// Databases merged at once; each keeps six files open, and 1,024 is the usual limit.
constexpr std::size_t kFanIn = 64;

struct Place {
  std::size_t shard;
  std::uint64_t number;  // of the article in it, from 1 up
};

Result<std::string> stored_id(const Place& place, const std::vector<Shard>& shards) {
  const auto store = ArticleStore::open(shards[place.shard].directory / "articles");
  if (!store) return tl::unexpected<Error>(store.error());
  const auto article = store->article(place.number);
  if (!article) return tl::unexpected<Error>(article.error());
  return article->id;
}

/// Replaces a shard by one with all its articles but those left out.
Result<void> rewrite(Shard& shard, const std::set<std::uint64_t>& left_out) {
  const auto store = ArticleStore::open(shard.directory / "articles");
  if (!store) return tl::unexpected<Error>(store.error());
  const fs::path fresh = shard.directory.string() + "-rest";
  auto writer = ShardWriter::create(fresh);
  if (!writer) return tl::unexpected<Error>(writer.error());
  AnalyzerSet analyzers;
  for (std::uint64_t number = 1; number <= store->size(); ++number) {
    if (left_out.contains(number)) continue;
    const auto article = store->article(number);
    if (!article) return tl::unexpected<Error>(article.error());
    if (const auto added = writer->add(*article, analyzers); !added) {
      return tl::unexpected<Error>(added.error());
    }
  }
  shard.directory = fresh;
  shard.counts = writer->counts();
  return writer->finish();
}

Result<void> merge(const std::vector<fs::path>& from, const fs::path& to) {
  std::error_code code;
  fs::create_directories(to, code);  // a failure shows in what follows
  Xapian::Database database;
  std::vector<fs::path> stores;
  for (const fs::path& shard : from) {
    database.add_database(Xapian::Database((shard / "db").string()));
    stores.push_back(shard / "articles");
  }
  database.compact((to / "db").string(), Xapian::Compactor::STANDARD);
  return merge_stores(stores, to / "articles");
}

}  // namespace

std::uint64_t id_hash(std::string_view id) { return fnv1a(id); }

Result<std::vector<Replaced>> drop_replaced(std::vector<Shard>& shards) {
  // From the last article back, the first to be seen with an id is the one to keep.
  std::unordered_map<std::uint64_t, Place> kept;
  std::vector<std::pair<Place, Place>> suspects;  // earlier, later
  for (std::size_t s = shards.size(); s-- > 0;) {
    for (std::size_t i = shards[s].id_hashes.size(); i-- > 0;) {
      const Place place{s, i + 1};
      const auto [known, is_new] = kept.emplace(shards[s].id_hashes[i], place);
      if (!is_new) suspects.emplace_back(place, known->second);
    }
  }
  std::ranges::reverse(suspects);
  std::vector<Replaced> replaced;
  std::map<std::size_t, std::set<std::uint64_t>> left_out;  // by shard
  for (const auto& [earlier, later] : suspects) {
    const auto id = stored_id(earlier, shards);
    if (!id) return tl::unexpected<Error>(id.error());
    const auto later_id = stored_id(later, shards);
    if (!later_id) return tl::unexpected<Error>(later_id.error());
    if (*id != *later_id) continue;
    left_out[earlier.shard].insert(earlier.number);
    replaced.push_back({*id});
  }
  // Only now: until here the shards' numbers are those that the places name.
  for (const auto& [shard, numbers] : left_out) {
    if (const auto done = rewrite(shards[shard], numbers); !done) {
      return tl::unexpected<Error>(done.error());
    }
  }
  return replaced;
}

Result<void> merge_shards(const MergePlan& plan) {
  return xapian_guard([&]() -> Result<void> {
    std::vector<fs::path> level = plan.shards;
    for (unsigned round = 0; level.size() > kFanIn; ++round) {
      std::vector<fs::path> merged((level.size() + kFanIn - 1) / kFanIn);
      std::vector<std::optional<Error>> errors(plan.threads);
      std::vector<std::thread> threads;
      for (unsigned t = 0; t < plan.threads; ++t) {
        threads.emplace_back([&, t] {
          try {
            const auto done = xapian_guard([&]() -> Result<void> {
              for (std::size_t group = t; group < merged.size(); group += plan.threads) {
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
            if (!done) errors[t] = done.error();
          } catch (const std::exception& e) {  // memory or the file system failed
            errors[t] = Error{ErrorCode::kInputOutput, e.what(), "free some space and run again"};
          }
        });
      }
      for (std::thread& thread : threads) thread.join();
      for (const auto& error : errors) {
        if (error) return tl::unexpected<Error>(*error);
      }
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
