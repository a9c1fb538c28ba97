#include "query/facet_counter.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <xapian.h>

#include "indexer/format/schema.h"

namespace medlar {
namespace {

constexpr std::size_t kYearDigits = 4;

}  // namespace

bool is_facet(std::string_view name) {
  const FieldInfo* info = find_field(name);
  return info != nullptr && info->slot >= 0 &&
         (info->kind == FieldKind::kKeyword || info->kind == FieldKind::kKeywords ||
          info->kind == FieldKind::kDate);
}

Result<void> check_facets(const std::vector<std::string>& fields) {
  for (const std::string& name : fields) {
    if (is_facet(name)) continue;
    std::vector<std::string_view> known;
    for (const FieldInfo& info : kFields) {
      if (is_facet(info.name)) known.push_back(info.name);
    }
    return failure(ErrorCode::kUsage, fmt::format("not a facet: {}", name),
                   fmt::format("facets are {}", fmt::join(known, ", ")));
  }
  return {};
}

class FacetCounter::Spy : public Xapian::MatchSpy {
 public:
  struct Field {
    const FieldInfo* info;
    std::unordered_map<std::string, std::uint64_t> counts;  // by the value as written
  };

  void operator()(const Xapian::Document& document, double /*weight*/) override {
    ++counted;
    for (Field& field : fields) {
      std::string value = document.get_value(static_cast<Xapian::valueno>(field.info->slot));
      if (value.empty()) continue;
      if (field.info->kind == FieldKind::kDate && value.size() > kYearDigits) {
        value.resize(kYearDigits);
      }
      if (field.info->kind == FieldKind::kKeywords) {
        for (std::string_view rest = value; !rest.empty();) {
          const std::string_view one = rest.substr(0, rest.find(' '));
          ++field.counts[std::string(one)];
          rest.remove_prefix(std::min(rest.size(), one.size() + 1));
        }
        continue;
      }
      ++field.counts[std::move(value)];
    }
  }

  std::vector<Field> fields;
  std::uint64_t counted = 0;
};

FacetCounter::FacetCounter(const std::vector<std::string>& fields) : spy_(new Spy) {
  for (const std::string& name : fields) spy_->fields.push_back({find_field(name), {}});
}

FacetCounter::~FacetCounter() = default;

Xapian::MatchSpy& FacetCounter::spy() { return *spy_; }

std::uint64_t FacetCounter::counted() const { return spy_->counted; }

namespace {

/// One value for all that a filter takes for the same ("CDC", "cdc"), as most articles write it.
std::vector<FacetValue> merged(const FieldInfo& info,
                               const std::unordered_map<std::string, std::uint64_t>& counts) {
  struct Same {
    FacetValue sum;
    std::uint64_t most = 0;
  };
  std::unordered_map<std::string, Same> by_term;
  for (const auto& [value, count] : counts) {
    Same& same = by_term[keyword_term(info, value)];
    same.sum.count += count;
    if (count > same.most || (count == same.most && value < same.sum.value)) {
      same.most = count;
      same.sum.value = value;
    }
  }
  std::vector<FacetValue> values;
  for (auto& [term, same] : by_term) values.push_back(std::move(same.sum));
  std::ranges::sort(values, [](const FacetValue& a, const FacetValue& b) {
    return a.count == b.count ? a.value < b.value : a.count > b.count;
  });
  if (values.size() > kMaxFacetValues) values.resize(kMaxFacetValues);
  return values;
}

}  // namespace

std::vector<Facet> FacetCounter::facets(std::uint64_t total) const {
  const double share = spy_->counted == 0 || spy_->counted >= total
                           ? 1
                           : static_cast<double>(total) / static_cast<double>(spy_->counted);
  std::vector<Facet> facets;
  for (const Spy::Field& field : spy_->fields) {
    Facet facet{std::string(field.info->name), merged(*field.info, field.counts)};
    for (FacetValue& value : facet.values) {
      value.count =
          static_cast<std::uint64_t>(std::llround(static_cast<double>(value.count) * share));
    }
    facets.push_back(std::move(facet));
  }
  return facets;
}

}  // namespace medlar
