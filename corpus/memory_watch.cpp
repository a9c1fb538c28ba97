#include "corpus/memory_watch.h"

#include <atomic>
#include <cstdlib>
#include <new>

namespace medlar {
namespace {

std::atomic<std::uint64_t> failed = 0;  // nobody was told
std::atomic<std::uint64_t> thrown = 0;

void count_and_throw() {
  ++thrown;
  throw std::bad_alloc();
}

void* counted(void* block, std::size_t size) {
  if (block == nullptr && size > 0) ++failed;
  return block;
}

}  // namespace

void* watched_malloc(std::size_t size) noexcept { return counted(std::malloc(size), size); }

void* watched_realloc(void* block, std::size_t size) noexcept {
  return counted(std::realloc(block, size), size);
}

void watch_operator_new() noexcept { std::set_new_handler(&count_and_throw); }

bool has_memory_run_out() noexcept { return failed != 0 || thrown != 0; }

MemoryWatch::MemoryWatch() : failed_before_(failed), thrown_before_(thrown) {}

void MemoryWatch::expect_enough() const {
  if (failed != failed_before_) throw std::bad_alloc();
}

void MemoryWatch::expect_no_shortage() const {
  expect_enough();
  if (thrown != thrown_before_) throw std::bad_alloc();
}

}  // namespace medlar
