// A library to preload (LD_PRELOAD) that stands between a program and its memory. It counts the
// allocations and lets one of them fail, or can write down where the program allocates.
//
//   MEDLAR_MEMORY_FAULT   once, or on: from there on
//   MEDLAR_MEMORY_AT      the allocation, from 1
//   MEDLAR_MEMORY_STRUCK  a file that is made when it comes to that
//   MEDLAR_MEMORY_PLACES  a file for the numbers of those allocations that are the first of their
//                         place, which is the functions that called: a run allocates millions of
//                         times, but at some thousand places
//
// `operator new` is here too, for an allocator that brings its own does not ask malloc(). Built
// without sanitizers. For programs with one thread: others are counted, but in any order.
#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>
#include <unwind.h>

#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

namespace {

constexpr int kFrames = 8;  // of a place
constexpr std::size_t kMostPlaces = std::size_t{1} << 18U;

using Malloc = void*(std::size_t);
using Calloc = void*(std::size_t, std::size_t);
using Realloc = void*(void*, std::size_t);
using Aligned = int(void**, std::size_t, std::size_t);
using Free = void(void*);

Malloc* real_malloc = nullptr;
Calloc* real_calloc = nullptr;
Realloc* real_realloc = nullptr;
Aligned* real_aligned = nullptr;
Free* real_free = nullptr;

// For what is allocated while the real functions are looked up; never given back.
alignas(16) char first_bytes[16'384];
std::size_t first_used = 0;

bool is_first(const void* block) {
  return block >= first_bytes && block < first_bytes + sizeof first_bytes;
}

void* first_block(std::size_t size) {
  void* block = first_bytes + first_used;
  first_used += (size + 15) / 16 * 16;
  if (first_used > sizeof first_bytes) ::_exit(127);
  return block;
}

std::atomic<long> allocations = 0;
long fails_at = 0;
bool fails_on = false;
int places = -1;
std::uint64_t* seen = nullptr;  // hashes of places
// Initial-exec: any other kind may itself allocate.
__attribute__((tls_model("initial-exec"))) thread_local bool is_inside = false;

struct Place {
  std::uint64_t hash = 14'695'981'039'346'656'037U;  // FNV-1a
  int frames = 0;
};

_Unwind_Reason_Code add_frame(_Unwind_Context* context, void* data) {
  auto& place = *static_cast<Place*>(data);
  place.hash = (place.hash ^ _Unwind_GetIP(context)) * 1'099'511'628'211U;
  return ++place.frames < kFrames ? _URC_NO_REASON : _URC_END_OF_STACK;
}

void note_place(long number) {
  is_inside = true;
  Place place;
  _Unwind_Backtrace(&add_frame, &place);
  std::size_t at = place.hash % kMostPlaces;
  while (seen[at] != 0 && seen[at] != place.hash) at = (at + 1) % kMostPlaces;
  if (seen[at] == 0) {
    seen[at] = place.hash;
    char line[32];
    const int size = std::snprintf(line, sizeof line, "%ld\n", number);
    if (::write(places, line, static_cast<std::size_t>(size)) != size) ::_exit(127);
  }
  is_inside = false;
}

bool fails() {
  if ((fails_at == 0 && places < 0) || is_inside) return false;
  const long number = ++allocations;
  if (places >= 0) note_place(number);
  if (fails_at == 0 || number < fails_at || (number > fails_at && !fails_on)) return false;
  if (number == fails_at) {
    const int mark =
        ::open(std::getenv("MEDLAR_MEMORY_STRUCK"), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    if (mark >= 0) ::close(mark);
  }
  errno = ENOMEM;
  return true;
}

template <typename Function>
void find(const char* name, Function*& function) {
  function = reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

/// False while the real functions are being looked up, which may allocate.
bool is_ready() {
  static bool is_looking = false;
  if (real_malloc != nullptr) return true;
  if (is_looking) return false;
  is_looking = true;
  find("free", real_free);
  find("calloc", real_calloc);
  find("realloc", real_realloc);
  find("posix_memalign", real_aligned);
  find("malloc", real_malloc);
  return true;
}

__attribute__((constructor)) void begin() {
  is_ready();
  if (const char* file = std::getenv("MEDLAR_MEMORY_PLACES"); file != nullptr) {
    seen = static_cast<std::uint64_t*>(real_calloc(kMostPlaces, sizeof(std::uint64_t)));
    places = ::open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  }
  const char* kind = std::getenv("MEDLAR_MEMORY_FAULT");
  fails_on = kind != nullptr && std::strcmp(kind, "on") == 0;
  if (const char* at = std::getenv("MEDLAR_MEMORY_AT"); at != nullptr) fails_at = std::atol(at);
}

void* allocated(std::size_t size) {
  if (!is_ready()) return first_block(size);
  return fails() ? nullptr : real_malloc(size);
}

void* allocated(std::size_t size, std::size_t alignment) {
  void* block = nullptr;
  return !is_ready() || fails() || real_aligned(&block, alignment, size) != 0 ? nullptr : block;
}

/// As `operator new` does: tells the handler, which may throw by itself.
void* or_throw(void* block) {
  if (block != nullptr) return block;
  if (const std::new_handler handler = std::get_new_handler(); handler != nullptr) handler();
  throw std::bad_alloc();
}

}  // namespace

extern "C" {

void* malloc(size_t size) { return allocated(size); }

void* calloc(size_t count, size_t size) {
  if (!is_ready()) return first_block(count * size);  // zeros
  return fails() ? nullptr : real_calloc(count, size);
}

void* realloc(void* block, size_t size) {
  if (block == nullptr) return allocated(size);
  if (is_first(block)) return std::memcpy(allocated(size), block, size);
  return fails() ? nullptr : real_realloc(block, size);
}

void free(void* block) {
  if (!is_first(block) && is_ready()) real_free(block);
}

int posix_memalign(void** block, size_t alignment, size_t size) {
  return !is_ready() || fails() ? ENOMEM : real_aligned(block, alignment, size);
}

void* aligned_alloc(size_t alignment, size_t size) { return allocated(size, alignment); }

}  // extern "C"

void* operator new(std::size_t size) { return or_throw(allocated(size)); }
void* operator new[](std::size_t size) { return or_throw(allocated(size)); }
void* operator new(std::size_t size, const std::nothrow_t& /*kind*/) noexcept {
  return allocated(size);
}
void* operator new[](std::size_t size, const std::nothrow_t& /*kind*/) noexcept {
  return allocated(size);
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  return or_throw(allocated(size, static_cast<std::size_t>(alignment)));
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
  return or_throw(allocated(size, static_cast<std::size_t>(alignment)));
}
void operator delete(void* block) noexcept { free(block); }
void operator delete[](void* block) noexcept { free(block); }
void operator delete(void* block, std::size_t /*size*/) noexcept { free(block); }
void operator delete[](void* block, std::size_t /*size*/) noexcept { free(block); }
void operator delete(void* block, std::align_val_t /*alignment*/) noexcept { free(block); }
void operator delete[](void* block, std::align_val_t /*alignment*/) noexcept { free(block); }
void operator delete(void* block, std::size_t /*size*/, std::align_val_t /*alignment*/) noexcept {
  free(block);
}
void operator delete[](void* block, std::size_t /*size*/, std::align_val_t /*alignment*/) noexcept {
  free(block);
}
