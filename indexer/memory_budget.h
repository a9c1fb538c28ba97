// How much memory a build may take: threads begin with more only while there is room.
//
// What one unit of sources costs is known when it was read (some bytes of Markdown cost 80 times
// their size), so nothing is planned ahead: with the budget used up, one thread goes on alone, and
// the others come back when there is room again. A build that needs more than its budget for what
// it learns from all articles takes it. Thread-safe.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace medlar {

class MemoryBudget {
 public:
  explicit MemoryBudget(std::size_t bytes) : bytes_(bytes) {}

  /// A thread's work on one unit, from its construction, which waits until there is room or nobody
  /// else works, to its end.
  class Turn {
   public:
    explicit Turn(MemoryBudget& budget);
    ~Turn();
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    MemoryBudget& budget_;
  };

 private:
  std::size_t bytes_;
  std::mutex mutex_;
  std::condition_variable less_work_;
  unsigned working_ = 0;
};

}  // namespace medlar
