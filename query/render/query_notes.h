// What there is to say of how a query was understood, the same at the terminal and on the page.
// Pure functions.
#pragma once

#include <string>
#include <vector>

#include "query/searcher.h"

namespace medlar {

/// Names that were looked for beside what was typed.
struct AddedNames {
  std::string of;  // as typed; empty: it is not told what they are names of
  std::vector<std::string> names;
};

/// In the order of the query, one for each thing, however often the query names it; none empty.
std::vector<AddedNames> added_names(const SearchResponse& response);

/// "sections about treatment and side effects come first". At least one role is favoured.
std::string favoured_sections(const SearchResponse& response);

}  // namespace medlar
