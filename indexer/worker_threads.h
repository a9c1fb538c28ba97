// Work shared out over threads.
#pragma once

#include <atomic>
#include <functional>
#include <vector>

#include "corpus/error.h"

namespace medlar {

/// Runs `work` once on each of `threads` threads (0: as many as the machine has cores), the
/// caller's among them, and waits for all. `work` takes pieces until there are none left or the
/// flag says that another thread failed. The first failure is returned; an exception in any thread
/// comes out here, after all have ended.
Result<void> run_on_threads(unsigned threads,
                            const std::function<Result<void>(const std::atomic<bool>& stop)>& work);

/// Does each of the works once, as run_on_threads() does: none of them may need another. A free
/// thread takes the first that nobody has, so put the longest in front.
Result<void> run_side_by_side(unsigned threads,
                              const std::vector<std::function<Result<void>()>>& works);

}  // namespace medlar
