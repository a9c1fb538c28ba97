// Vocabularies of any form.
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/entries.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  medlar::fuzz::vocabulary({reinterpret_cast<const char*>(data), size});
  return 0;
}
