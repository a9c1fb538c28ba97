#include "indexer/format/sha256.h"

#include <nettle/sha2.h>

namespace medlar {

Sha256 sha256(std::string_view bytes) {
  sha256_ctx state;
  sha256_init(&state);
  sha256_update(&state, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
  Sha256 digest;
  sha256_digest(&state, digest.size(), digest.data());
  return digest;
}

}  // namespace medlar
