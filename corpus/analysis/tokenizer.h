// Word boundaries of a text by the Unicode rules (UAX #29), found by ICU over UTF-8.
//
// Not thread-safe: use one per thread. Movable, not copyable.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace medlar {

/// A run of letters or digits, in bytes of the text.
struct WordSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

class Tokenizer {
 public:
  Tokenizer();
  Tokenizer(Tokenizer&&) noexcept;
  Tokenizer& operator=(Tokenizer&&) noexcept;
  ~Tokenizer();

  /// Replaces `words` with the words of `text`, in order. Punctuation and space are not words.
  void split(std::string_view text, std::vector<WordSpan>& words);

  /// The same by ICU alone, for tests: split() takes ASCII a shorter way.
  void split_by_icu(std::string_view text, std::vector<WordSpan>& words);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace medlar
