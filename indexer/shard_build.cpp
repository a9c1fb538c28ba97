#include "indexer/shard_build.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <string_view>
#include <utility>

#include "corpus/analysis/analyzer_set.h"
#include "indexer/format/article_store.h"
#include "indexer/worker_threads.h"

namespace medlar {
namespace fs = std::filesystem;
namespace {

/// What a thread works with, and what it gathers.
struct ShardBuilder {
  const CorpusKnowledge& knowledge;
  const FieldWeights& weights;
  AnalyzerSet analyzers = AnalyzerSet(knowledge.word_splits);
  ConceptMarker concepts = ConceptMarker(knowledge.concepts());
  BoilerplateTally boilerplate = {};

  Result<ShardWriter> build(const Shard& shard, std::size_t place);
};

/// Returns the finished writer.
Result<ShardWriter> ShardBuilder::build(const Shard& shard, std::size_t place) {
  const auto store = ArticleStore::load(shard.store());
  if (!store) return tl::unexpected<Error>(store.error());
  auto writer = ShardWriter::create(shard, weights);
  if (!writer) return tl::unexpected<Error>(writer.error());
  const fs::path rest_file = shard.store().string() + "-rest";
  std::optional<ArticleStoreWriter> rest;
  if (!shard.left_out.empty()) {
    auto created = ArticleStoreWriter::create(rest_file);
    if (!created) return tl::unexpected<Error>(created.error());
    rest.emplace(std::move(*created));
  }
  for (std::uint64_t number = 1; number <= store->size(); ++number) {
    if (shard.left_out.contains(number)) continue;
    const auto article = store->article(number);
    if (!article) return tl::unexpected<Error>(article.error());
    const auto found =
        find_boilerplate(*article, knowledge.boilerplate->test(publisher_print(*article)));
    boilerplate.add(*article, found, {place, number});
    const KnownArticle known{*article, found, shard.copies.at(number - 1)};
    if (const auto added = writer->add(known, {analyzers, concepts}); !added) {
      return tl::unexpected<Error>(added.error());
    }
    if (!rest) continue;
    if (const auto kept = rest->add(*article); !kept) return tl::unexpected<Error>(kept.error());
  }
  if (const auto done = writer->finish(); !done) return tl::unexpected<Error>(done.error());
  if (rest) {
    if (const auto done = rest->finish(); !done) return tl::unexpected<Error>(done.error());
    fs::rename(rest_file, shard.store());
  }
  return writer;
}

}  // namespace

Result<BuiltShards> build_shards(BuildInProgress& build, const std::vector<Shard>& shards,
                                 const CorpusKnowledge& knowledge) {
  BuiltShards built;
  built.articles_of_names.resize(knowledge.concepts().names());
  std::mutex mutex;
  std::atomic<std::size_t> next = 0;
  const auto done =
      run_on_threads(build.options.threads, [&](const std::atomic<bool>& stop) -> Result<void> {
        ShardBuilder builder{knowledge, build.options.weights};
        while (!stop) {
          const MemoryBudget::Turn turn(build.memory);
          const std::size_t mine = next++;
          if (mine >= shards.size()) break;
          const auto shard = builder.build(shards[mine], mine);
          if (!shard) return tl::unexpected<Error>(shard.error());
          const std::lock_guard lock(mutex);
          built.counts.add(shard->counts());
          built.totals.add(shard->totals());
          build.progress.analyzed += shard->counts().articles;
          build.report_progress();
        }
        auto seen = builder.analyzers.take_seen_words();
        std::ranges::sort(seen, {}, [](const Analyzer::SeenWord& word) {
          return std::pair<std::string_view, std::string_view>(word.word, word.term);
        });
        const std::lock_guard lock(mutex);
        built.boilerplate.add(std::move(builder.boilerplate));
        for (std::size_t name = 0; name < built.articles_of_names.size(); ++name) {
          built.articles_of_names[name] += builder.concepts.articles()[name];
        }
        auto at = built.words.begin();
        for (auto& word : seen) {  // in their order, so that most find their place beside the last
          at = built.words.try_emplace(at, {std::move(word.word), std::move(word.term)});
          at->second += word.count;
        }
        return {};
      });
  if (!done) return tl::unexpected<Error>(done.error());
  return built;
}

}  // namespace medlar
