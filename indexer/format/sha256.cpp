#include "indexer/format/sha256.h"

#include <fmt/format.h>

namespace medlar {

void Sha256Sum::add(std::string_view bytes) {
  sha256_update(&state_, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
}

Sha256 Sha256Sum::finish() {
  Sha256 hash;
  sha256_digest(&state_, hash.size(), hash.data());
  return hash;
}

Sha256 sha256(std::string_view bytes) {
  Sha256Sum sum;
  sum.add(bytes);
  return sum.finish();
}

std::string hex(const Sha256& hash) {
  std::string text;
  for (const std::uint8_t byte : hash) text += fmt::format("{:02x}", byte);
  return text;
}

}  // namespace medlar
