// The file "forward" of an index: any damage.
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/entries.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  medlar::fuzz::forward({reinterpret_cast<const char*>(data), size});
  return 0;
}
