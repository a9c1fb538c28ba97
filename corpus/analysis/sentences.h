// Sentence boundaries of a text (ICU, UAX #29), not fooled by "Dr.", "e.g." or "J. Vasc. Surg.".
//
// Not thread-safe: use one per thread. Movable, not copyable.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace medlar {

/// In bytes of the text; blanks around the sentence left out.
struct SentenceSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

class SentenceSplitter {
 public:
  /// `language` is a BCP 47 tag; it chooses the list of abbreviations.
  explicit SentenceSplitter(std::string_view language);
  SentenceSplitter(SentenceSplitter&&) noexcept;
  SentenceSplitter& operator=(SentenceSplitter&&) noexcept;
  ~SentenceSplitter();

  /// The sentences of valid UTF-8 `text`, in order; every line end is a boundary (list items and
  /// table rows are sentences of their own). Together they hold every character but blanks.
  std::vector<SentenceSpan> split(std::string_view text);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace medlar
