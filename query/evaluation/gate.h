// Conditions that a run must meet, for a publisher's continuous integration.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/error.h"
#include "query/evaluation/evaluation.h"

namespace medlar {

struct Gate {
  std::string text;  // as written: "nDCG@10>=0.58"
  Measure measure;
  enum class Bound { kAtLeast, kAbove, kAtMost, kBelow } bound = Bound::kAtLeast;
  double limit = 0;
};

/// MEASURE, one of >= > <= <, and a number. kUsage for anything else.
Result<Gate> parse_gate(std::string_view text);

bool is_met(const Gate& gate, double value);

}  // namespace medlar
