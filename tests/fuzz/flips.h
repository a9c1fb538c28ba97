// Damage as fuzzers give it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace medlar::fuzz {

/// The bytes, not none, with each three of `flips` taken as a place in them (2) and what is flipped
/// there.
inline std::string flipped(std::string bytes, std::string_view flips) {
  for (; flips.size() >= 3; flips.remove_prefix(3)) {
    const auto place =
        static_cast<unsigned char>(flips[0]) << 8U | static_cast<unsigned char>(flips[1]);
    char& byte = bytes[static_cast<std::size_t>(place) % bytes.size()];
    byte = static_cast<char>(byte ^ flips[2]);
  }
  return bytes;
}

}  // namespace medlar::fuzz
