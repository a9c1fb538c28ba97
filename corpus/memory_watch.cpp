#include "corpus/memory_watch.h"

#include <atomic>
#include <cstdlib>
#include <new>

namespace medlar {
namespace {

std::atomic<std::uint64_t> failed = 0;

void* counted(void* block, std::size_t size) {
  if (block == nullptr && size > 0) ++failed;
  return block;
}

}  // namespace

void* watched_malloc(std::size_t size) noexcept { return counted(std::malloc(size), size); }

void* watched_realloc(void* block, std::size_t size) noexcept {
  return counted(std::realloc(block, size), size);
}

MemoryWatch::MemoryWatch() : failed_before_(failed) {}

void MemoryWatch::expect_enough() const {
  if (failed != failed_before_) throw std::bad_alloc();
}

}  // namespace medlar
