// Conditions that a run must meet, for a publisher's continuous integration.
#pragma once

#include <string>
#include <string_view>

#include "corpus/error.h"

namespace medlar {

struct Gate {
  std::string text;  // as written: "nDCG@10>=0.58"
  std::string name;  // of the measure or score
  enum class Bound { kAtLeast, kAbove, kAtMost, kBelow } bound = Bound::kAtLeast;
  double limit = 0;
};

/// A name, one of >= > <= <, and a number. kUsage for anything else.
Result<Gate> parse_gate(std::string_view text);

bool is_met(const Gate& gate, double value);

}  // namespace medlar
