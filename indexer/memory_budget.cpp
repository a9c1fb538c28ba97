#include "indexer/memory_budget.h"

#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <fstream>

namespace medlar {
namespace {

// What was freed goes back to the system some time later.
constexpr std::chrono::milliseconds kLookAgain{50};

/// The process's memory, but for files that are mapped into it: these can be read again. 0 where
/// the system does not say.
std::size_t resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  std::uint64_t all = 0;
  std::uint64_t resident = 0;
  std::uint64_t of_files = 0;
  if (!(statm >> all >> resident >> of_files) || of_files > resident) return 0;
  return (resident - of_files) * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace

MemoryBudget::Turn::Turn(MemoryBudget& budget) : budget_(budget) {
  std::unique_lock lock(budget_.mutex_);
  while (budget_.working_ > 0 && resident_bytes() >= budget_.bytes_) {
    budget_.less_work_.wait_for(lock, kLookAgain);
  }
  ++budget_.working_;
}

MemoryBudget::Turn::~Turn() {
  {
    const std::lock_guard lock(budget_.mutex_);
    --budget_.working_;
  }
  budget_.less_work_.notify_all();
}

}  // namespace medlar
