// Memory that ran out where nobody would be told, or where something else is said instead.
//
// ICU goes on when it gets no memory, as in the middle of a text, of which the rest is then missing
// without a word; so would libxml2, or not end (readers/xml_document.cpp). They are told to
// allocate by these functions, which count what failed, and who makes something that must be whole
// compares the count before with the one after.
//
// `operator new` tells, but what it throws can be lost: an engine that is thrown out of a commit
// says that the commit cannot be undone, and a crash says nothing. So it is counted as well, apart:
// what was told was not passed over.
//
// Thread-safe; what fails in another thread counts too, which does no harm.
#pragma once

#include <cstddef>
#include <cstdint>

namespace medlar {

/// As malloc() and realloc(), of which failures are counted.
void* watched_malloc(std::size_t size) noexcept;
void* watched_realloc(void* block, std::size_t size) noexcept;

/// Has failures of `operator new` counted, by its handler. Once, at the beginning of a program.
void watch_operator_new() noexcept;

/// True where memory has run out since the program began, whoever was told. May be called in a
/// signal's handler.
bool has_memory_run_out() noexcept;

class MemoryWatch {
 public:
  MemoryWatch();

  /// Throws std::bad_alloc where memory has run out since this was made, and nobody was told.
  void expect_enough() const;

  /// As expect_enough(), also where somebody was told: for an error that may come of it.
  void expect_no_shortage() const;

 private:
  std::uint64_t failed_before_;
  std::uint64_t thrown_before_;
};

}  // namespace medlar
