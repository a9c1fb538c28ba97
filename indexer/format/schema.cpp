#include "indexer/format/schema.h"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

#include "corpus/analysis/folding.h"
#include "corpus/fnv1a.h"

namespace medlar {
namespace {

constexpr std::size_t kMaxKeywordBytes = 200;  // glass takes terms of up to 245 bytes
constexpr std::size_t kSortKeyBytes = 64;

/// The prefix and the value, hashed where it is too long for glass.
std::string short_term(std::string_view prefix, std::string value) {
  if (value.size() > kMaxKeywordBytes) {
    const std::uint64_t hash = fnv1a(value);
    value.resize(kMaxKeywordBytes - 17);
    value += fmt::format("#{:016x}", hash);
  }
  return value.insert(0, prefix);
}

}  // namespace

const FieldInfo* find_field(std::string_view name) {
  const auto row = std::ranges::find(kFields, name, &FieldInfo::name);
  return row == kFields.end() ? nullptr : &*row;
}

std::string stem_term(const FieldInfo& field, std::string_view stem) {
  std::string term = "Z";
  term += field.prefix;
  term += stem;
  return term;
}

std::string keyword_term(const FieldInfo& field, std::string_view value) {
  return short_term(field.prefix, field.kind == FieldKind::kIdentifier ? std::string(value)
                                                                       : fold_word(value).folded);
}

std::string concept_term(std::string_view preferred) {
  return short_term(kConceptPrefix, fold_word(preferred).folded);
}

std::string named_concept_term(std::string_view preferred) {
  return short_term(kNamedConceptPrefix, fold_word(preferred).folded);
}

std::string whole_name_term(std::string_view key) {
  return short_term(kWholeNamePrefix, std::string(key));
}

std::string whole_title_term(std::string_view key) {
  return short_term(kWholeTitlePrefix, std::string(key));
}

std::string copy_term(const CopyField& field, std::string_view group) {
  return std::string(field.prefix).append(group);
}

std::string title_sort_key(std::string_view title) {
  std::string key = fold_word(title).folded;
  if (key.size() > kSortKeyBytes) key.resize(kSortKeyBytes);
  return key;
}

}  // namespace medlar
