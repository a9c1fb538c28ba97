// The parts of a forward index, for what writes and what reads it. Private to forward_index*.cpp:
// forward_index.h describes the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "indexer/format/record_bytes.h"

namespace medlar::forward_format {

inline constexpr std::string_view kMagic = "MEDLFWD1";
inline constexpr std::size_t kTrailerBytes = 8 + 4 * 4 + kMagic.size();

inline constexpr std::size_t kRecordNumberBytes = 8;
inline constexpr std::size_t kStemNumberBytes = 4;

// What a number of a record means; from kFirstWord up it is a word.
inline constexpr std::uint64_t kText = 0;
inline constexpr std::uint64_t kSamePlace = 1;
inline constexpr std::uint64_t kFurther = 2;
inline constexpr std::uint64_t kFirstWord = 3;

/// The parts of a record.
struct RecordParts {
  RecordCursor landmarks;
  RecordCursor texts;  // not ok where the record is damaged
};

inline RecordParts parts_of(std::string_view record) {
  RecordCursor at{record};
  const std::string_view landmarks = record.empty() ? record : at.bytes(at.number());
  return {{landmarks}, at};
}

}  // namespace medlar::forward_format
