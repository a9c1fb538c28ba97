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
  std::string folded =
      field.kind == FieldKind::kIdentifier ? std::string(value) : fold_word(value).folded;
  if (folded.size() > kMaxKeywordBytes) {
    const std::uint64_t hash = fnv1a(folded);
    folded.resize(kMaxKeywordBytes - 17);
    folded += fmt::format("#{:016x}", hash);
  }
  return std::string(field.prefix) + folded;
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
