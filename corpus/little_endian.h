// Numbers in the bytes of a file, the lowest byte first, whatever the machine.
#pragma once

#include <bit>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

namespace medlar::little_endian {

/// The number at `at`, which lies in `bytes`.
template <typename Number>
Number number_at(std::string_view bytes, std::size_t at) {
  Number number = 0;
  std::memcpy(&number, bytes.data() + at, sizeof(Number));
  if constexpr (std::endian::native == std::endian::big) {
    Number turned = 0;
    for (std::size_t i = 0; i < sizeof(Number); ++i) {
      turned = static_cast<Number>(turned << 8U | (number >> (8 * i) & 0xFFU));
    }
    return turned;
  }
  return number;
}

template <typename Number>
void put(std::string& out, Number number) {
  for (std::size_t i = 0; i < sizeof(Number); ++i) out += static_cast<char>(number >> (8 * i));
}

}  // namespace medlar::little_endian
