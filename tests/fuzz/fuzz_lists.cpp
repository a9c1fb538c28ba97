// The lists of an index's database: any damage.
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/entries.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  medlar::fuzz::lists({reinterpret_cast<const char*>(data), size});
  return 0;
}
