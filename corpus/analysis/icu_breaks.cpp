#include "corpus/analysis/icu_breaks.h"

#include <cstdlib>
#include <new>
#include <vector>

#include <unicode/ubrk.h>
#include <unicode/uclean.h>
#include <unicode/uloc.h>
#include <unicode/utext.h>

#include "corpus/memory_watch.h"

namespace medlar {
namespace {

/// For all of ICU, before anything uses it: it takes one set of functions for the whole process.
/// And no locale of the environment, on which nothing here depends: where memory runs out while ICU
/// looks for that one, it waits for itself (ICU 72, locid.cpp, locale_set_default_internal()).
[[maybe_unused]] const bool kIsIcuWatched = [] {
  UErrorCode status = U_ZERO_ERROR;
  u_setMemoryFunctions(
      nullptr, [](const void*, std::size_t size) { return watched_malloc(size); },
      [](const void*, void* block, std::size_t size) { return watched_realloc(block, size); },
      [](const void*, void* block) { std::free(block); }, &status);
  uloc_setDefault("", &status);
  return U_SUCCESS(status);
}();

}  // namespace

struct IcuBreaks::Impl {
  UBreakIteratorType type;
  UBreakIterator* iterator = nullptr;
  UText text = UTEXT_INITIALIZER;
  std::vector<IcuBreak> breaks;

  explicit Impl(Of of) : type(of == Of::kWords ? UBRK_WORD : UBRK_SENTENCE) {}
  ~Impl() {
    if (iterator != nullptr) ubrk_close(iterator);
    utext_close(&text);
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
};

IcuBreaks::IcuBreaks(Of of) : impl_(std::make_unique<Impl>(of)) {}
IcuBreaks::IcuBreaks(IcuBreaks&&) noexcept = default;
IcuBreaks& IcuBreaks::operator=(IcuBreaks&&) noexcept = default;
IcuBreaks::~IcuBreaks() = default;

std::span<const IcuBreak> IcuBreaks::find(std::string_view text) {
  Impl& self = *impl_;
  UErrorCode status = U_ZERO_ERROR;
  if (self.iterator == nullptr) self.iterator = ubrk_open(self.type, "", nullptr, 0, &status);
  if (U_FAILURE(status)) throw std::bad_alloc();  // ICU's data is linked in: nothing else fails
  utext_openUTF8(&self.text, text.data(), static_cast<std::int64_t>(text.size()), &status);
  ubrk_setUText(self.iterator, &self.text, &status);
  if (U_FAILURE(status)) throw std::bad_alloc();
  self.breaks.clear();
  ubrk_first(self.iterator);
  for (std::int32_t end = ubrk_next(self.iterator); end != UBRK_DONE;
       end = ubrk_next(self.iterator)) {
    self.breaks.push_back({static_cast<std::uint32_t>(end), ubrk_getRuleStatus(self.iterator)});
  }
  return self.breaks;
}

}  // namespace medlar
