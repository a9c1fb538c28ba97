// The packed form of the lists of known words; tools/pack_words.cpp writes it, known_words.cpp
// reads it.
//
// uint32 count of blocks | uint32 offset of each block, from the end of these | blocks. A block
// holds up to kBlockWords words in the order of their bytes, each as: bytes shared with the word
// before (0 for a block's first) | count of bytes that follow | these bytes | a fifth of the band,
// with the bits below. Numbers are the machine's own: the program that packs runs where the program
// is built.
#pragma once

#include <cstddef>
#include <cstdint>

namespace medlar::packed_words {

inline constexpr std::size_t kBlockWords = 16;
inline constexpr std::size_t kMaxWordBytes = 64;
inline constexpr std::uint8_t kNameBit = 0x80;     // in lists of names only
inline constexpr std::uint8_t kSpanishBit = 0x40;  // in the Spanish list only
inline constexpr std::uint8_t kBandBits = 0x3F;
inline constexpr int kBandUnit = 5;

}  // namespace medlar::packed_words
