// Where UAX #29 lets a sentence end (ICU; https://www.unicode.org/reports/tr29/, Unicode 15.0).
//
// Not thread-safe: use one per thread. Movable, not copyable.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace medlar {

class SentenceBreaks {
 public:
  SentenceBreaks();
  SentenceBreaks(SentenceBreaks&&) noexcept;
  SentenceBreaks& operator=(SentenceBreaks&&) noexcept;
  ~SentenceBreaks();

  /// The offsets, rising, behind which a sentence of valid UTF-8 `text` ends; the last is the
  /// text's end, if it is not empty. Valid until the next call.
  std::span<const std::uint32_t> find(std::string_view text);

  /// The same by ICU alone, for tests: find() takes ASCII lines a shorter way.
  std::span<const std::uint32_t> find_by_icu(std::string_view text);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace medlar
