// Memory that ran out where nobody would be told.
//
// ICU and libxml2 go on when they get no memory, as in the middle of a text, of which the rest is
// then missing without a word. They are told to allocate by these functions, which count what
// failed, and who makes something that must be whole compares the count before with the one after.
// Thread-safe; what fails in another thread counts too, which does no harm.
#pragma once

#include <cstddef>
#include <cstdint>

namespace medlar {

/// As malloc() and realloc(), of which failures are counted.
void* watched_malloc(std::size_t size) noexcept;
void* watched_realloc(void* block, std::size_t size) noexcept;

class MemoryWatch {
 public:
  MemoryWatch();

  /// Throws std::bad_alloc where memory has run out since this was made.
  void expect_enough() const;

 private:
  std::uint64_t failed_before_;
};

}  // namespace medlar
