#include "indexer/worker_threads.h"

#include <algorithm>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace medlar {

Result<void> run_on_threads(
    unsigned threads, const std::function<Result<void>(const std::atomic<bool>& stop)>& work) {
  std::mutex mutex;
  std::optional<Error> error;
  std::exception_ptr exception;
  std::atomic<bool> stop = false;
  const auto run = [&] {
    try {
      if (const auto done = work(stop); !done) {
        stop = true;
        const std::lock_guard lock(mutex);
        if (!error) error = done.error();
      }
    } catch (...) {  // the environment broke: let the others end, then let the caller know
      stop = true;
      const std::lock_guard lock(mutex);
      exception = std::current_exception();
    }
  };
  std::vector<std::thread> pool;
  for (unsigned t = 1; t < usable_threads(threads); ++t) pool.emplace_back(run);
  run();
  for (std::thread& thread : pool) thread.join();
  if (exception) std::rethrow_exception(exception);
  if (error) return tl::unexpected<Error>(*error);
  return {};
}

Result<void> run_side_by_side(unsigned threads,
                              const std::vector<std::function<Result<void>()>>& works) {
  return run_in_parts(works.size(), 1, threads,
                      [&](std::size_t work, std::size_t, std::size_t) { return works[work](); });
}

Result<void> run_in_parts(
    std::size_t items, std::size_t at_once, unsigned threads,
    const std::function<Result<void>(std::size_t part, std::size_t begin, std::size_t end)>& work) {
  std::atomic<std::size_t> next = 0;
  return run_on_threads(threads, [&](const std::atomic<bool>& stop) -> Result<void> {
    while (!stop) {
      const std::size_t part = next++;
      const std::size_t begin = part * at_once;
      if (begin >= items) break;
      const auto done = work(part, begin, std::min(begin + at_once, items));
      if (!done) return done;
    }
    return {};
  });
}

unsigned usable_threads(unsigned threads) {
  return threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : threads;
}

}  // namespace medlar
