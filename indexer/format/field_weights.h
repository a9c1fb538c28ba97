// What an occurrence in each field counts in ranking, in tenths of one in the body: the schema's
// weights, or others that an index is built with. They become wdf, so that ranking costs one
// posting list a word (as BM25F: Robertson, Zaragoza, Taylor, CIKM 2004); another weight needs
// another build.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "corpus/error.h"
#include "indexer/format/schema.h"

namespace medlar {

struct FieldWeights {
  std::array<unsigned, kFields.size()> tenths = [] {
    std::array<unsigned, kFields.size()> all{};
    std::ranges::transform(kFields, all.begin(), &FieldInfo::weight);
    return all;
  }();

  unsigned of(const FieldInfo& field) const {
    return tenths[static_cast<std::size_t>(&field - kFields.data())];
  }

  bool operator==(const FieldWeights&) const = default;
};

inline constexpr double kLeastFieldWeight = 0.1;
inline constexpr double kMostFieldWeight = 50;

/// Sets the weight of a field that ranks, beside the body's 1. kUsage for any other field and for a
/// number out of the limits.
Result<void> set_field_weight(FieldWeights& weights, std::string_view field, double weight);

}  // namespace medlar
