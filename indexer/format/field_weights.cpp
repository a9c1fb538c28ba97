#include "indexer/format/field_weights.h"

#include <cmath>
#include <string>

#include <fmt/format.h>

namespace medlar {
namespace {

// The body is what the others are measured by; a field of no weight is not in the postings that
// rank.
bool has_weight_of_its_own(const FieldInfo& field) {
  return field.weight > 0 && !field.prefix.empty();
}

}  // namespace

Result<void> set_field_weight(FieldWeights& weights, std::string_view field, double weight) {
  const FieldInfo* const info = find_field(field);
  if (info == nullptr || !has_weight_of_its_own(*info)) {
    std::string names;
    for (const FieldInfo& known : kFields) {
      if (has_weight_of_its_own(known)) names += fmt::format(" {}", known.name);
    }
    return failure(ErrorCode::kUsage, fmt::format("{} is no field with a weight", field),
                   "there are:" + names);
  }
  if (!(weight >= kLeastFieldWeight && weight <= kMostFieldWeight)) {
    return failure(ErrorCode::kUsage, fmt::format("not a weight of {}: {}", field, weight),
                   fmt::format("a weight is from {} to {}, where a word of the body has 1",
                               kLeastFieldWeight, kMostFieldWeight));
  }
  weights.tenths[static_cast<std::size_t>(info - kFields.data())] =
      static_cast<unsigned>(std::lround(weight * kBodyWeight));
  return {};
}

}  // namespace medlar
