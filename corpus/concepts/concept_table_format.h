// The bytes of a concept table. Private to concept_table*.cpp, but for the parts that a table
// holds.
//
//   magic (8) | FNV-1a of all that follows (8) | counts, as in ConceptTableCounts, 4 bytes each
//   entries      key (8), order (4), name (4): sorted by these
//   filter       2^filter_bits words of 8 bytes; each key sets two bits in one of them, and so do
//                any two words of a longer name: words that share no name end a window.
//                Abbreviations are not in it: every word is looked up as one, in little memory
//   abbreviation filter
//                likewise, of 2^abbreviation_filter_bits words, for the abbreviations
//   directory    for each value of a key's highest directory_bits bits its first entry, and the end
//   first names  of each concept, and the end
//   articles     of each name
//   names        text's begin (4), concept (4), source (4), text's size (2), kind and flag (1),
//                language (1)
//   sources      name, licence (begin and size each), concepts, names, left out
//   languages    begin and size
//   texts        where begins and sizes point
//
// Numbers are little-endian. Nothing is checked when a table is opened but that the parts fill the
// bytes: what leads out of them is cut when it is used.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "corpus/little_endian.h"

namespace medlar {

struct ConceptTableCounts {
  std::uint32_t sources = 0;
  std::uint32_t languages = 0;
  std::uint32_t concepts = 0;
  std::uint32_t names = 0;
  std::uint32_t entries = 0;
  std::uint32_t directory_bits = 0;
  std::uint32_t filter_bits = 0;
  std::uint32_t abbreviation_filter_bits = 0;
  std::uint32_t text_bytes = 0;
};

struct ConceptTableParts {
  ConceptTableCounts counts;
  std::string_view entries;
  std::string_view filter;
  std::string_view abbreviation_filter;
  std::string_view directory;
  std::string_view first_names;
  std::string_view articles;
  std::string_view names;
  std::string_view sources;
  std::string_view languages;
  std::string_view texts;
};

namespace concept_format {

inline constexpr std::string_view kMagic = "MDLRCON1";
inline constexpr std::size_t kChecksumEnd = 16;  // behind the magic and the checksum
inline constexpr std::size_t kHeaderBytes = kChecksumEnd + 9 * 4;
inline constexpr std::size_t kEntryBytes = 16;
inline constexpr std::size_t kNameBytes = 16;
inline constexpr std::size_t kSourceBytes = 28;
inline constexpr std::size_t kLanguageBytes = 8;
inline constexpr std::uint32_t kMaxDirectoryBits = 24;
inline constexpr std::uint32_t kMaxFilterBits = 26;
inline constexpr std::uint8_t kCommonWordFlag = 0x80;  // beside the kind
inline constexpr std::size_t kMaxTextBytes = 512;

/// A Bloom filter of two bits in one word (F. Putze, P. Sanders and J. Singler, Cache-, hash- and
/// space-efficient Bloom filters, WEA 2007), by bits of the key that no other part looks at.
inline std::uint64_t filter_word(std::uint64_t key, std::uint32_t filter_bits) {
  return key & ((std::uint64_t{1} << filter_bits) - 1);
}
inline std::uint64_t filter_mask(std::uint64_t key) {
  return std::uint64_t{1} << (key >> 28U & 63U) | std::uint64_t{1} << (key >> 34U & 63U);
}
inline bool is_in_filter(std::uint64_t key, std::string_view filter, std::uint32_t filter_bits) {
  const std::uint64_t mask = filter_mask(key);
  return (little_endian::number_at<std::uint64_t>(filter, filter_word(key, filter_bits) * 8) &
          mask) == mask;
}

}  // namespace concept_format
}  // namespace medlar
