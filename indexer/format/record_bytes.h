// The parts that records of an index's files are made of: LEB128 numbers, and texts with their
// length in front.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace medlar {

inline void put_number(std::string& out, std::uint64_t number) {
  while (number >= 0x80) {
    out.push_back(static_cast<char>(number | 0x80));
    number >>= 7;
  }
  out.push_back(static_cast<char>(number));
}

inline void put_text(std::string& out, std::string_view text) {
  put_number(out, text.size());
  out += text;
}

/// Reads a record from its beginning; `ok` turns false at the first thing that does not fit.
struct RecordCursor {
  std::string_view rest;
  bool ok = true;

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (rest.empty()) break;
      const auto byte = static_cast<unsigned char>(rest.front());
      rest.remove_prefix(1);
      value |= std::uint64_t{byte & 0x7fU} << shift;
      if (byte < 0x80) return value;
    }
    ok = false;
    return 0;
  }

  /// The next bytes; none where there are fewer.
  std::string_view bytes(std::uint64_t size) {
    if (size > rest.size()) {
      ok = false;
      return {};
    }
    const std::string_view taken = rest.substr(0, size);
    rest.remove_prefix(size);
    return taken;
  }

  std::string text() { return std::string(bytes(number())); }

  /// A count of items that take at least a byte each.
  std::uint64_t count() {
    const std::uint64_t items = number();
    if (items > rest.size()) ok = false;
    return ok ? items : 0;
  }
};

}  // namespace medlar
