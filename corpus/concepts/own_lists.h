// The texts of corpus/vocabulary/concepts_*.txt, compiled into the program. Constants; thread-safe.
#pragma once

#include <span>
#include <string_view>

namespace medlar {

struct OwnList {
  std::string_view file;
  std::string_view text;
};

std::span<const OwnList> own_concept_lists();

}  // namespace medlar
