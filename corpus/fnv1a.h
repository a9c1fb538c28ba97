// FNV-1a, 64 bit (Fowler, Noll and Vo): tells texts apart, guards against no one.
#pragma once

#include <cstdint>
#include <string_view>

namespace medlar {

inline constexpr std::uint64_t kFnv1aBegin = 0xcbf29ce484222325ULL;

/// The hash of `bytes` behind whatever `hash` was of.
constexpr std::uint64_t fnv1a(std::string_view bytes, std::uint64_t hash = kFnv1aBegin) {
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

}  // namespace medlar
