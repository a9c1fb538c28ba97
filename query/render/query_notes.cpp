#include "query/render/query_notes.h"

#include <algorithm>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "corpus/ascii.h"
#include "corpus/cleaning/section_role.h"

namespace medlar {

std::vector<AddedNames> added_names(const SearchResponse& response) {
  std::vector<AddedNames> groups;
  std::set<std::string_view> subjects;
  std::set<std::string_view> told;
  for (const FoundConcept& found : response.concepts) {
    told.insert(found.added.begin(), found.added.end());
    if (found.added.empty() || !subjects.insert(found.preferred).second) continue;
    groups.push_back({found.text, found.added});
  }
  AddedNames others;
  for (const std::string& name : response.added) {
    if (!told.contains(name)) others.names.push_back(name);
  }
  if (!others.names.empty()) groups.push_back(std::move(others));
  return groups;
}

std::string favoured_sections(const SearchResponse& response) {
  std::string text = "sections about ";
  const std::vector<SectionRole>& roles = response.favoured_roles;
  for (std::size_t i = 0; i < roles.size(); ++i) {
    text += i == 0 ? "" : i + 1 < roles.size() ? ", " : " and ";
    std::string title(section_role_info(roles[i]).title);
    if (is_capital(title.front())) title.front() += 'a' - 'A';
    text += title;
  }
  return text + " come first";
}

}  // namespace medlar
