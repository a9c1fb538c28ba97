#include "indexer/memory_budget.h"

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace medlar {
namespace {

/// How many of four threads work at the same time: each waits for all others, or a while.
int most_at_once(std::size_t bytes) {
  MemoryBudget budget(bytes);
  std::atomic<int> working = 0;
  std::atomic<int> most = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      const MemoryBudget::Turn turn(budget);
      const int now = ++working;
      int before = most;
      while (before < now && !most.compare_exchange_weak(before, now)) {
      }
      for (int i = bytes == 0 ? 20 : 20'000; i > 0 && most < 4; --i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      }
      --working;
    });
  }
  for (std::thread& thread : threads) thread.join();
  return most;
}

TEST(MemoryBudget, LetsThreadsWorkWhileThereIsRoom) {
  EXPECT_EQ(most_at_once(std::size_t{1} << 60U), 4);
}

TEST(MemoryBudget, LetsOneWorkAloneWhereThereIsNone) { EXPECT_EQ(most_at_once(0), 1); }

}  // namespace
}  // namespace medlar
