// What lies in the sections of an article and says so in a member `section`, an index into
// Article::sections: which of it is in one of them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <ranges>
#include <span>

namespace medlar {

/// Those in one section, of an article's in order.
template <std::ranges::contiguous_range Parts>
auto in_section(const Parts& parts, std::size_t section) {
  using Part = std::ranges::range_value_t<Parts>;
  return std::span<const Part>(std::ranges::lower_bound(parts, section, {}, &Part::section),
                               std::ranges::upper_bound(parts, section, {}, &Part::section));
}

}  // namespace medlar
