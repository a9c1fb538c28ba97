// SHA-256 (FIPS 180-4), by nettle, which uses the processor's own instructions where it has them.
#pragma once

#include <nettle/sha2.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace medlar {

using Sha256 = std::array<std::uint8_t, SHA256_DIGEST_SIZE>;

/// The hash of bytes that come piece by piece. One thread at a time.
class Sha256Sum {
 public:
  Sha256Sum() { sha256_init(&state_); }
  void add(std::string_view bytes);
  Sha256 finish();  // of all that was added; then it begins anew

 private:
  sha256_ctx state_{};
};

// Pure functions; thread-safe.
Sha256 sha256(std::string_view bytes);
std::string hex(const Sha256& hash);

}  // namespace medlar
