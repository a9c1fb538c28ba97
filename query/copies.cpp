#include "query/copies.h"

#include <algorithm>

#include <xapian.h>

namespace medlar {
namespace {

Xapian::valueno slot_of(const CopyField& field) { return static_cast<Xapian::valueno>(field.slot); }

}  // namespace

const CopyField* copy_field(Duplicates duplicates) {
  switch (duplicates) {
    case Duplicates::kCollapse:
      return &kNearCopies;
    case Duplicates::kExact:
      return &kExactCopies;
    case Duplicates::kShow:
      return nullptr;
  }
  return nullptr;
}

const DuplicatesInfo* find_duplicates(std::string_view name) {
  const auto* row = std::ranges::find(kDuplicates, name, &DuplicatesInfo::name);
  return row == kDuplicates.end() ? nullptr : row;
}

void collapse(Xapian::Enquire& enquire, const Xapian::Database& database, Duplicates duplicates) {
  const CopyField* const field = copy_field(duplicates);
  // Without copies a match is faster, and its total exact more often.
  if (field == nullptr || database.get_value_freq(slot_of(*field)) == 0) return;
  enquire.set_collapse_key(slot_of(*field));
}

OtherCopies other_copies(const Xapian::Database& database, std::string_view group,
                         std::uint32_t article, Duplicates duplicates) {
  OtherCopies copies;
  const CopyField* const field = copy_field(duplicates);
  if (field == nullptr || group.empty()) return copies;
  const std::string term = copy_term(*field, group);
  copies.all = std::max<Xapian::doccount>(1, database.get_termfreq(term)) - 1;
  for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at) {
    if (copies.first.size() == kMaxAlsoAt) break;
    if (*at != article) copies.first.push_back(*at);
  }
  return copies;
}

}  // namespace medlar
