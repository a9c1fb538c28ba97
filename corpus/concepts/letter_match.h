// Whether words can be what an abbreviation stands for, by its letters. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "corpus/concepts/short_form.h"

namespace medlar {

enum class MeaningBegin : std::uint8_t {
  kAnyWord,    // with whatever word is best
  kFirstWord,  // all the words are the meaning
};

/// Where in `words` the meaning begins that reaches to their end, if there is one.
std::optional<std::size_t> find_meaning(const ShortForm& form, std::string_view words,
                                        MeaningBegin begin);

}  // namespace medlar
