// The breaks that ICU finds in a text. Its iterator is opened when a text first needs it.
//
// Not thread-safe: use one per thread. Movable, not copyable.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace medlar {

struct IcuBreak {
  std::uint32_t end = 0;         // in bytes of the text
  std::int32_t rule_status = 0;  // what ends there, as UWordBreak and USentenceBreakTag say
};

class IcuBreaks {
 public:
  enum class Of { kWords, kSentences };

  explicit IcuBreaks(Of of);
  IcuBreaks(IcuBreaks&&) noexcept;
  IcuBreaks& operator=(IcuBreaks&&) noexcept;
  ~IcuBreaks();

  /// The breaks of valid UTF-8 `text`, in order; the last is its end, if it is not empty. Valid
  /// until the next call. Throws std::bad_alloc.
  std::span<const IcuBreak> find(std::string_view text);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace medlar
