// The parts of a forward index, for what writes and what reads it. Private to forward_index*.cpp:
// forward_index.h describes the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "indexer/format/forward_index.h"
#include "indexer/format/record_bytes.h"
#include "indexer/format/schema.h"

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

/// Reads the texts of a record: `on_text(field number, place)` where one begins, `on_word(word,
/// place)` for each word, until it returns false. False where the record is damaged.
template <typename OnText, typename OnWord>
bool read_texts(std::string_view record, const OnText& on_text, const OnWord& on_word) {
  RecordCursor at = parts_of(record).texts;
  std::uint64_t next = 0;  // place
  while (at.ok && !at.rest.empty()) {
    const std::uint64_t code = at.number();
    if (code >= kFirstWord) {
      if (!on_word(code - kFirstWord, static_cast<std::uint32_t>(next))) return true;
      ++next;
    } else if (code == kText) {
      const std::uint64_t field = at.number();
      if (field >= kFields.size()) return false;
      next += kTextGap;
      on_text(field, static_cast<std::uint32_t>(next));
    } else if (code == kSamePlace) {
      if (next == 0) return false;
      --next;
    } else {
      next += at.number();
    }
  }
  return at.ok;
}

/// Visits the words of all articles; false at the first record that is damaged or has a word that
/// the file has not.
template <typename Visit>
bool visit_words(const ForwardIndex& index, const Visit& visit) {
  for (std::uint64_t article = 1; article <= index.articles(); ++article) {
    bool has_all = true;
    const bool is_whole = read_texts(
        index.record(article), [](std::uint64_t /*field*/, std::uint32_t /*place*/) {},
        [&](std::uint64_t word, std::uint32_t /*place*/) {
          has_all = word < index.words();
          if (has_all) visit(static_cast<std::uint32_t>(word));
          return has_all;
        });
    if (!is_whole || !has_all) return false;
  }
  return true;
}

}  // namespace medlar::forward_format
