// Work shared out over threads.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <vector>

#include "corpus/error.h"

namespace medlar {

/// Runs `work` once on each of `threads` threads (usable_threads()), the caller's among them, and
/// waits for all. `work` takes pieces until there are none left or the flag says that another
/// thread failed. The first failure is returned; an exception in any thread comes out here, after
/// all have ended.
Result<void> run_on_threads(unsigned threads,
                            const std::function<Result<void>(const std::atomic<bool>& stop)>& work);

/// Does each of the works once, as run_on_threads() does: none of them may need another. A free
/// thread takes the first that nobody has, so put the longest in front.
Result<void> run_side_by_side(unsigned threads,
                              const std::vector<std::function<Result<void>()>>& works);

/// Does `work` for parts of so many items, the last of them smaller, each with its number, as
/// run_on_threads() does.
Result<void> run_in_parts(
    std::size_t items, std::size_t at_once, unsigned threads,
    const std::function<Result<void>(std::size_t part, std::size_t begin, std::size_t end)>& work);

/// So many threads; of 0, as many as the machine has cores.
unsigned usable_threads(unsigned threads);

}  // namespace medlar
