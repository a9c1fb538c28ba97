#include "query/http/live_index.h"

#include <sys/stat.h>

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "indexer/format/index_layout.h"
#include "indexer/format/manifest.h"

namespace medlar {
namespace {

/// Tells a directory from any other, also from a later one of the same name.
std::string directory_identity(const Generation& generation) {
  struct stat about {};
  if (::stat(generation.directory.c_str(), &about) != 0) return {};
  return fmt::format("{}-{:x}-{:x}-{}.{}", generation.number, about.st_dev, about.st_ino,
                     about.st_mtim.tv_sec, about.st_mtim.tv_nsec);
}

/// Asks for an article, then for the words of its title in a row: that reads postings, positions,
/// words and articles, and fills what the first request would else wait for.
Result<void> probe(Searcher& searcher) {
  const IndexMetadata& about = searcher.metadata();
  const auto language =
      std::ranges::find_if(about.languages, [](const auto& row) { return !row.first.empty(); });
  SearchRequest any{.query = "health", .limit = 1};
  if (language != about.languages.end())
    any = {.limit = 1, .filters = {"language:" + language->first}};
  const auto first = searcher.search(any);
  if (!first) return tl::unexpected<Error>(first.error());
  if (first->hits.empty()) {
    if (language == about.languages.end()) return {};
    return failure(ErrorCode::kIndexDamaged,
                   fmt::format("generation {} finds none of its articles", searcher.generation()),
                   "run: medlar rollback, or rebuild it: medlar index");
  }
  const Hit& hit = first->hits.front();
  if (const auto article = searcher.article(hit.id); !article) {
    return tl::unexpected<Error>(article.error());
  }
  std::string title = hit.title;
  std::ranges::replace(title, '"', ' ');
  const auto again = searcher.search({.query = fmt::format("\"{}\" {}", title, title)});
  if (!again) return tl::unexpected<Error>(again.error());
  return {};
}

}  // namespace

/// One generation and its searchers: those that nobody has borrowed.
struct LiveIndex::OpenGeneration {
  unsigned number = 0;
  std::string identity;
  IndexMetadata metadata;
  std::optional<Suggester> suggester;
  std::mutex mutex;
  std::condition_variable returned;
  std::vector<std::unique_ptr<Searcher>> idle;
};

LiveIndex::Lease::Lease(std::shared_ptr<OpenGeneration> from) : from_(std::move(from)) {
  std::unique_lock lock(from_->mutex);
  from_->returned.wait(lock, [this] { return !from_->idle.empty(); });
  searcher_ = std::move(from_->idle.back());
  from_->idle.pop_back();
}

LiveIndex::Lease::~Lease() {
  if (from_ == nullptr) return;
  {
    const std::lock_guard lock(from_->mutex);
    from_->idle.push_back(std::move(searcher_));
  }
  from_->returned.notify_one();
}

const Suggester& LiveIndex::Lease::suggester() const { return *from_->suggester; }
const std::string& LiveIndex::Lease::identity() const { return from_->identity; }

const Suggester* LiveIndex::Names::operator->() const { return &*from_->suggester; }
const std::string& LiveIndex::Names::identity() const { return from_->identity; }

LiveIndex::LiveIndex(std::filesystem::path index, unsigned searchers)
    : index_(std::move(index)), searchers_(std::max(1U, searchers)) {}

LiveIndex::~LiveIndex() = default;

Result<std::unique_ptr<LiveIndex>> LiveIndex::open(const std::filesystem::path& index,
                                                   unsigned searchers) {
  std::unique_ptr<LiveIndex> live(new LiveIndex(index, searchers));
  auto opened = live->open_published();
  if (!opened) return tl::unexpected<Error>(opened.error());
  live->live_ = std::move(*opened);
  return live;
}

Result<std::shared_ptr<LiveIndex::OpenGeneration>> LiveIndex::open_published() {
  const auto generation = current_generation(index_);
  if (!generation) return tl::unexpected<Error>(generation.error());
  std::string stamp = files_stamp(generation->directory);
  if (damage_ && damage_->stamp == stamp) return tl::unexpected<Error>(damage_->error);
  if (const auto verified = verify_files(generation->directory); !verified) {
    damage_ = {std::move(stamp), verified.error()};
    return tl::unexpected<Error>(verified.error());
  }
  auto open = std::make_shared<OpenGeneration>();
  open->number = generation->number;
  open->identity = directory_identity(*generation);
  auto suggester = Suggester::open_generation(*generation);
  if (!suggester) return tl::unexpected<Error>(suggester.error());
  open->suggester.emplace(std::move(*suggester));
  for (unsigned i = 0; i < searchers_; ++i) {
    auto searcher = Searcher::open_generation(*generation);
    if (!searcher) return tl::unexpected<Error>(searcher.error());
    if (const auto probed = probe(*searcher); !probed) {
      return tl::unexpected<Error>(probed.error());
    }
    open->metadata = searcher->metadata();
    open->idle.push_back(std::make_unique<Searcher>(std::move(*searcher)));
  }
  return open;
}

std::shared_ptr<LiveIndex::OpenGeneration> LiveIndex::live() const {
  const std::lock_guard lock(mutex_);
  return live_;
}

LiveIndex::Lease LiveIndex::lease() { return Lease(live()); }

LiveIndex::Names LiveIndex::names() const { return Names(live()); }

Result<bool> LiveIndex::refresh() {
  const auto published = current_generation(index_);
  if (published && directory_identity(*published) == live_->identity) {
    const std::lock_guard lock(mutex_);
    refused_generation_ = 0;
    return false;
  }
  auto opened = open_published();
  const std::lock_guard lock(mutex_);
  if (!opened) {
    const auto all = generations(index_);
    refused_generation_ = published ? published->number : all.empty() ? 0 : all.back().number;
    ++refusals_;
    return tl::unexpected<Error>(opened.error());
  }
  // What was serving is closed outside of the lock, by whoever holds it last.
  live_.swap(*opened);
  refused_generation_ = 0;
  ++swaps_;
  return true;
}

LiveIndex::Status LiveIndex::status() const {
  const std::lock_guard lock(mutex_);
  return {live_->number, refused_generation_, swaps_, refusals_, live_->identity, live_->metadata};
}

}  // namespace medlar
