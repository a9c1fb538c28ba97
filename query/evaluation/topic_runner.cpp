#include "query/evaluation/topic_runner.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "query/evaluation/text_lines.h"

namespace medlar {
namespace {

/// What the threads share.
struct Work {
  const std::vector<Topic>& topics;
  const TopicRunOptions& options;
  std::vector<std::vector<RankedArticle>> rankings;
  std::vector<double> milliseconds;
  std::atomic<std::size_t> next{0};
  std::mutex mutex;  // of what follows
  std::size_t done = 0;
  std::optional<Error> error;
  std::exception_ptr exception;
};

Result<void> search_topic(Searcher& searcher, Work& work, std::size_t index) {
  SearchRequest request = work.options.request;
  request.query = work.topics[index].text;
  request.limit = work.options.depth;
  request.snippets = SearchRequest::Snippets::kNone;
  request.contents = SearchRequest::Contents::kIds;
  auto response = searcher.search(request);
  if (!response) return tl::unexpected<Error>(response.error());
  std::vector<RankedArticle>& ranking = work.rankings[index];
  ranking.reserve(response->hits.size());
  for (Hit& hit : response->hits) ranking.push_back({run_word(hit.id), hit.score});
  work.milliseconds[index] = response->took_ms;
  return {};
}

void run_share(Work& work) {
  try {
    auto searcher = Searcher::open(work.options.index);
    if (!searcher) {
      const std::scoped_lock lock(work.mutex);
      work.error = searcher.error();
      return;
    }
    searcher->set_ranking(work.options.ranking);
    for (std::size_t i = work.next++; i < work.topics.size(); i = work.next++) {
      const auto searched = search_topic(*searcher, work, i);
      const std::scoped_lock lock(work.mutex);
      if (!searched) work.error = searched.error();
      if (work.error || work.exception) return;
      ++work.done;
      if (work.options.on_progress) work.options.on_progress(work.done, work.topics.size());
    }
  } catch (...) {
    const std::scoped_lock lock(work.mutex);
    work.exception = std::current_exception();
  }
}

}  // namespace

Result<TopicRun> run_topics(const std::vector<Topic>& topics, const TopicRunOptions& options) {
  const auto started = std::chrono::steady_clock::now();
  Work work{topics, options, std::vector<std::vector<RankedArticle>>(topics.size()),
            std::vector<double>(topics.size())};
  const std::size_t wanted =
      options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::thread> threads;
  for (std::size_t t = 1; t < std::min(wanted, topics.size()); ++t) {
    threads.emplace_back([&work] { run_share(work); });
  }
  run_share(work);
  for (std::thread& thread : threads) thread.join();
  if (work.exception) std::rethrow_exception(work.exception);
  if (work.error) return tl::unexpected<Error>(*work.error);
  TopicRun result;
  result.run.tag = options.tag;
  for (std::size_t i = 0; i < topics.size(); ++i) {
    if (!work.rankings[i].empty()) {
      result.run.topics.emplace(topics[i].qid, std::move(work.rankings[i]));
    }
  }
  result.milliseconds = std::move(work.milliseconds);
  result.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  return result;
}

double percentile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  const double rank = std::ceil(share * static_cast<double>(values.size()));
  const auto index = static_cast<std::ptrdiff_t>(std::max(rank, 1.0)) - 1;
  std::nth_element(values.begin(), values.begin() + index, values.end());
  return values[static_cast<std::size_t>(index)];
}

}  // namespace medlar
