// What becomes in answers of articles that repeat each other: the build has put them into groups
// (corpus/cleaning/copy_finder.h), and here one of each group stands for all.
//
// Pure functions of an opened index; as thread-safe as it is.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/format/schema.h"

namespace Xapian {
class Database;
class Enquire;
}  // namespace Xapian

namespace medlar {

enum class Duplicates {
  kCollapse,  // one hit for articles that are the same or nearly the same
  kExact,     // one hit for articles that are the same word for word
  kShow,      // a hit for each
};

struct DuplicatesInfo {
  Duplicates value;
  std::string_view name;  // on the command line and over HTTP
};

inline constexpr std::array<DuplicatesInfo, 3> kDuplicates{{
    {Duplicates::kCollapse, "collapse"},
    {Duplicates::kExact, "exact"},
    {Duplicates::kShow, "show"},
}};

/// The row of a name; null where it is none.
const DuplicatesInfo* find_duplicates(std::string_view name);

/// Where groups have their names; null where none are made of articles.
const CopyField* copy_field(Duplicates duplicates);

/// Of each group keeps the hit that comes first: by score or the order asked for, then by number. A
/// hit's collapse key is then the name of its group.
void collapse(Xapian::Enquire& enquire, const Xapian::Database& database, Duplicates duplicates);

struct OtherCopies {
  std::vector<std::uint32_t> first;  // numbers of articles, up to kMaxAlsoAt
  std::uint64_t all = 0;
};

/// The others of the group that `article` stands for, whether the query finds them or not.
OtherCopies other_copies(const Xapian::Database& database, std::string_view group,
                         std::uint32_t article, Duplicates duplicates);

// More addresses of one text help nobody.
inline constexpr std::size_t kMaxAlsoAt = 10;

}  // namespace medlar
