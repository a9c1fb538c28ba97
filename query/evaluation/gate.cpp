#include "query/evaluation/gate.h"

#include <charconv>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "query/evaluation/text_lines.h"

namespace medlar {
namespace {

using Bound = Gate::Bound;

// Longer signs first: ">=" begins with ">".
constexpr std::pair<std::string_view, Bound> kBounds[] = {
    {">=", Bound::kAtLeast}, {"<=", Bound::kAtMost}, {">", Bound::kAbove}, {"<", Bound::kBelow}};

}  // namespace

Result<Gate> parse_gate(std::string_view text) {
  for (const auto& [sign, bound] : kBounds) {
    const std::size_t at = text.find(sign);
    if (at == std::string_view::npos) continue;
    const std::string_view name = trim_blanks(text.substr(0, at));
    const std::string_view number = trim_blanks(text.substr(at + sign.size()));
    Gate gate{std::string(text), std::string(name), bound};
    const auto [end, error] =
        std::from_chars(number.data(), number.data() + number.size(), gate.limit);
    if (name.empty() || error != std::errc() || end != number.data() + number.size() ||
        !std::isfinite(gate.limit)) {
      break;
    }
    return gate;
  }
  return failure(ErrorCode::kUsage, fmt::format("not a gate: {}", text),
                 "a gate is a measure, >= > <= or <, and a number, as in nDCG@10>=0.58");
}

bool is_met(const Gate& gate, double value) {
  switch (gate.bound) {
    case Bound::kAtLeast:
      return value >= gate.limit;
    case Bound::kAbove:
      return value > gate.limit;
    case Bound::kAtMost:
      return value <= gate.limit;
    case Bound::kBelow:
      return value < gate.limit;
  }
  return false;
}

}  // namespace medlar
