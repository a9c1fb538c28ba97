#include "corpus/cleaning/section_role.h"

#include <algorithm>

#include "corpus/analysis/vocabulary.h"
#include "corpus/cleaning/phrase_table.h"

namespace medlar {
namespace {

static_assert(
    [] {
      for (std::size_t i = 0; i < kSectionRoles.size(); ++i) {
        if (static_cast<std::size_t>(kSectionRoles[i].role) != i) return false;
      }
      return true;
    }(),
    "the rows stand in the order of the roles");

const PhraseTable& phrases() {
  static const PhraseTable table(vocabulary_file("section_roles.txt"));
  return table;
}

}  // namespace

const SectionRoleInfo* find_section_role(std::string_view name) {
  const auto* row = std::ranges::find(kSectionRoles, name, &SectionRoleInfo::name);
  return row == kSectionRoles.end() ? nullptr : row;
}

bool is_subject(SectionRole role) {
  return role != SectionRole::kOther && role < SectionRole::kReferences;
}

bool is_end_matter(SectionRole role) {
  return role == SectionRole::kReferences || role == SectionRole::kCredits ||
         role == SectionRole::kDisclaimer;
}

SectionRole section_role(std::string_view heading) {
  const Phrase* const phrase = phrases().first_in(heading);
  if (phrase == nullptr) return SectionRole::kOther;
  const SectionRoleInfo* const info = find_section_role(phrase->label);
  return info == nullptr ? SectionRole::kOther : info->role;  // a test holds every line to a role
}

void assign_roles(Article& article) {
  for (Section& section : article.sections) {
    if (section.role != SectionRole::kOther) continue;  // told by its content
    section.role = section_role(section.heading);
    if (section.role == SectionRole::kOther) section.role = section_role(section.anchor);
  }
  const auto is_of_article = [](const Section& section) { return !is_end_matter(section.role); };
  const auto first = std::ranges::find_if(article.sections, is_of_article);
  if (std::ranges::count_if(article.sections, is_of_article) > 1 && first->heading.empty()) {
    first->role = SectionRole::kSummary;
  }
}

}  // namespace medlar
