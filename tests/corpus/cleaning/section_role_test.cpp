#include "corpus/cleaning/section_role.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "corpus/analysis/name_words.h"
#include "corpus/analysis/vocabulary.h"

namespace medlar {
namespace {

TEST(SectionRole, IsThatOfTheHeading) {
  struct Row {
    const char* heading;
    const char* role;
  };
  for (const Row& row : {
           Row{"", "other"},
           Row{"Symptoms", "symptoms"},
           Row{"SIGNS AND SYMPTOMS", "symptoms"},
           Row{"What are the symptoms of asthma?", "symptoms"},
           Row{"Screening with low-dose computed tomography", "diagnosis"},
           Row{"Detección con tomografía de dosis bajas", "diagnosis"},
           Row{"Causes and triggers", "causes"},
           Row{"Symptoms and causes", "symptoms"},  // the table's order, not the heading's
           Row{"Causes and symptoms", "symptoms"},
           Row{"Risk factors", "risk"},
           Row{"Who is at risk for stroke?", "risk"},
           Row{"How is it diagnosed?", "diagnosis"},
           Row{"Exams and Tests", "diagnosis"},
           Row{"Treatment", "treatment"},
           Row{"Treating an attack at home", "treatment"},
           Row{"Side effects of treatment", "side-effects"},
           Row{"Side-effects", "side-effects"},
           Row{"How to take metformin", "dosage"},
           Row{"Preventing falls", "prevention"},
           Row{"Outlook (Prognosis)", "outlook"},
           Row{"When to see a doctor", "see-a-doctor"},
           Row{"When to Contact a Medical Professional", "see-a-doctor"},
           Row{"What is asthma?", "summary"},
           Row{"Overview", "summary"},
           Row{"Overview of treatment", "treatment"},
           Row{"References", "references"},
           Row{"References 1-3", "other"},  // a whole heading only
           Row{"About the author", "credits"},
           Row{"Disclaimer and copyright", "disclaimer"},
           Row{"See also", "related"},
           Row{"Related topics on sleep", "related"},
           Row{"Related disorders", "other"},
           Row{"Asthma", "other"},
           Row{"A day at the clinic", "other"},
           Row{"S\u00edntomas", "symptoms"},
           Row{"SINTOMAS DEL ASMA", "symptoms"},
           Row{"\u00bfQu\u00e9 es el asma?", "summary"},
           Row{"Cu\u00e1ndo acudir al m\u00e9dico", "see-a-doctor"},
           Row{"Diagn\u00f3stico y tratamiento", "diagnosis"},
           Row{"Bibliograf\u00eda", "references"},
       }) {
    EXPECT_EQ(section_role_info(section_role(row.heading)).name, row.role) << row.heading;
  }
}

TEST(SectionRole, OfAnArticle) {
  Article article;
  article.sections = {{"", 0, "", "Opening."},
                      {"Staying well", 2, "prevention", "Rest."},
                      {"Treatment", 2, "prevention", "Rest."},
                      {"Notes", 2, "", "Rest."}};
  assign_roles(article);
  std::string roles;
  for (const Section& section : article.sections) {
    roles += std::string(section_role_info(section.role).name) + " ";
  }
  EXPECT_EQ(roles, "summary prevention treatment other ");

  Article without_headings;  // an abstract is all there is, and no summary of something
  without_headings.sections = {{"", 0, "", "All of it."}};
  assign_roles(without_headings);
  EXPECT_EQ(without_headings.sections[0].role, SectionRole::kOther);
}

TEST(SectionRole, EveryLineOfTheTableCanDecide) {
  std::set<std::string> seen;
  std::set<std::string_view> roles;
  for (const auto& words : vocabulary_lines(vocabulary_file("section_roles.txt"))) {
    ASSERT_GE(words.size(), 2U);
    const SectionRoleInfo* const info = find_section_role(words[0]);
    ASSERT_NE(info, nullptr) << words[0];
    EXPECT_NE(info->role, SectionRole::kOther);
    roles.insert(info->name);
    std::string phrase;
    for (std::size_t i = words[1] == "=" ? 2 : 1; i < words.size(); ++i) {
      phrase += (phrase.empty() ? "" : " ") + std::string(words[i]);
    }
    std::string folded;
    for (const NameWord& word : name_words(phrase)) {
      folded += (folded.empty() ? "" : " ") + word.folded;
    }
    EXPECT_EQ(phrase, folded) << "is never found as it is written";
    EXPECT_EQ(section_role(phrase), info->role) << phrase << ": another line comes first";
    EXPECT_TRUE(seen.insert(phrase).second) << phrase << " comes twice";
  }
  EXPECT_EQ(roles.size(), kSectionRoles.size() - 1) << "a role without a line";
}

}  // namespace
}  // namespace medlar
