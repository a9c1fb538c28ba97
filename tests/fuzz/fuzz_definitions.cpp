// Texts that define abbreviations, titles and names.
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/entries.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  medlar::fuzz::definitions({reinterpret_cast<const char*>(data), size});
  return 0;
}
