// SHA-256 (FIPS 180-4), by nettle, which uses the processor's own instructions where it has them.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace medlar {

using Sha256 = std::array<std::uint8_t, 32>;

/// Pure function; thread-safe.
Sha256 sha256(std::string_view bytes);

}  // namespace medlar
