// What a section of a health article is for, by its heading or its anchor:
// corpus/vocabulary/section_roles.txt is the reviewed table. Pure functions; thread-safe.
#pragma once

#include <array>
#include <string_view>

#include "corpus/article.h"

namespace medlar {

struct SectionRoleInfo {
  SectionRole role;
  std::string_view name;   // in the table, in queries ("role:treatment") and in JSON
  std::string_view title;  // for people: the name of a choice
};

inline constexpr std::array<SectionRoleInfo, 16> kSectionRoles{{
    {SectionRole::kOther, "other", "Other"},
    {SectionRole::kSummary, "summary", "Summary"},
    {SectionRole::kSymptoms, "symptoms", "Symptoms"},
    {SectionRole::kCauses, "causes", "Causes"},
    {SectionRole::kRisk, "risk", "Risk factors"},
    {SectionRole::kDiagnosis, "diagnosis", "Diagnosis and tests"},
    {SectionRole::kTreatment, "treatment", "Treatment"},
    {SectionRole::kSideEffects, "side-effects", "Side effects"},
    {SectionRole::kDosage, "dosage", "Dosage and use"},
    {SectionRole::kPrevention, "prevention", "Prevention"},
    {SectionRole::kOutlook, "outlook", "Outlook and complications"},
    {SectionRole::kSeeDoctor, "see-a-doctor", "When to see a doctor"},
    {SectionRole::kReferences, "references", "References"},
    {SectionRole::kCredits, "credits", "Credits"},
    {SectionRole::kDisclaimer, "disclaimer", "Disclaimer"},
    {SectionRole::kRelated, "related", "Related"},
}};

constexpr const SectionRoleInfo& section_role_info(SectionRole role) {
  return kSectionRoles[static_cast<std::size_t>(role)];
}

/// The row of a name; null where it is none.
const SectionRoleInfo* find_section_role(std::string_view name);

/// True for the roles that readers look for: not kOther, and not what stands at an article's end.
bool is_subject(SectionRole role);

/// True for what is about the article and not about its subject: references, credits, disclaimer.
bool is_end_matter(SectionRole role);

/// The role that a heading gives; kOther where it says none.
SectionRole section_role(std::string_view heading);

/// Gives each section without a role that of its heading, or else of its anchor. What stands before
/// the first of several headings of the article is the summary.
void assign_roles(Article& article);

}  // namespace medlar
