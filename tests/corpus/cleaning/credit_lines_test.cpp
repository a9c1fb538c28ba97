// What lines of credits say, and which lines are none.
#include "corpus/cleaning/credit_lines.h"

#include <set>

#include <gtest/gtest.h>

#include "corpus/analysis/name_words.h"
#include "corpus/analysis/vocabulary.h"
#include "corpus/cleaning/people.h"
#include "corpus/cleaning/phrase_table.h"
#include "corpus/cleaning/understanding.h"

namespace medlar {
namespace {

/// "author Ana Ruiz, MD | Leo Roe; reviewed 2020-05"
std::string shown(const std::vector<Credit>& credits) {
  constexpr const char* kNames[] = {"author",  "reviewer",  "editor", "reviewed",
                                    "updated", "published", "next"};
  std::string out;
  for (const Credit& credit : credits) {
    out += out.empty() ? "" : "; ";
    out += kNames[static_cast<std::size_t>(credit.kind)];
    out += credit.date.empty() ? "" : " " + credit.date;
    for (std::size_t i = 0; i < credit.names.size(); ++i) {
      out += (i == 0 ? " " : " | ") + credit.names[i];
    }
  }
  return out;
}

struct Row {
  const char* line;
  const char* credits;
};

TEST(CreditLines, Dates) {
  for (const Row& row : {
           Row{"Last Updated: November 21, 2008", "updated 2008-11-21"},
           Row{"Last Updated November 21, 2008", "updated 2008-11-21"},
           Row{"LAST UPDATED: August 14, 2006", "updated 2006-08-14"},
           Row{"Updated on 3 May 2021", "updated 2021-05-03"},
           Row{"This page was last updated on 3rd May 2021.", "updated 2021-05-03"},
           Row{"Reviewed: 05/2020", "reviewed 2020-05"},
           Row{"Last reviewed - May 2020", "reviewed 2020-05"},
           Row{"Date of last review: 2020-05-03", "reviewed 2020-05-03"},
           Row{"Medically reviewed on May 3, 2021", "reviewed 2021-05-03"},
           Row{"Review Date 5/13/2021", "reviewed 2021-05-13"},
           Row{"Review Date 5/3/2021", "reviewed 2021"},  // of May or of March
           Row{"Page last reviewed: 3 May 2021 Next review due: 3 May 2024",
               "reviewed 2021-05-03; next 2024-05-03"},
           Row{"Last Updated: February 29, 2008        Next review due: some day",
               "updated 2008-02-29"},
           Row{"Published: 1 March 2019 | Updated: 2 April 2020",
               "published 2019-03-01; updated 2020-04-02"},
           Row{"Fecha de revisión: 3 de mayo de 2021", "reviewed 2021-05-03"},
           Row{"FECHA DE REVISIÓN: 3 de mayo del 2021", "reviewed 2021-05-03"},
           Row{"Última revisión: mayo de 2021", "reviewed 2021-05"},
           Row{"Revisado el 21/05/2021", "reviewed 2021-05-21"},
           Row{"Actualizado: 3 de mayo de 2021", "updated 2021-05-03"},
           Row{"Última actualización 03.05.2021", "updated 2021-05-03"},
           Row{"Changes to This Summary (08/24/2016)", "updated 2016-08-24"},
           Row{"Publicado el 1 de marzo de 2019", "published 2019-03-01"},
       }) {
    EXPECT_EQ(shown(credits_of_line(row.line)), row.credits) << row.line;
  }
}

TEST(CreditLines, People) {
  for (const Row& row : {
           Row{"Author Wilma Testwright, MBA/MPH", "author Wilma Testwright, MBA/MPH"},
           Row{"Author\t\tGwen Rheumsby, BSc", "author Gwen Rheumsby, BSc"},
           Row{"AUTHOR ............. Polly Slicer", "author Polly Slicer"},
           Row{"By Jane Doe, MD", "author Jane Doe, MD"},
           Row{"By Jane Doe, MD, and John Q. Roe, PhD", "author Jane Doe, MD | John Q. Roe, PhD"},
           Row{"Written by: Ana de la Cruz", "author Ana de la Cruz"},
           Row{"Written by Jane Doe on May 3, 2021", "author Jane Doe; published 2021-05-03"},
           Row{"Editor Kathleen M. Example, MS", "editor Kathleen M. Example, MS"},
           Row{"Primary Medical Reviewer Anne C. Sample, MD - Internal Medicine",
               "reviewer Anne C. Sample, MD"},
           Row{"Specialist Medical Reviewer: Kirsten O'Neil-Smith, MD – Obstetrics and Gynecology",
               "reviewer Kirsten O'Neil-Smith, MD"},
           Row{"Medically reviewed by Dr. X on 3 May 2021", "reviewer Dr. X; reviewed 2021-05-03"},
           Row{"Medically Reviewed by Jane Doe, M.D. (May 2021)",
               "reviewer Jane Doe, M.D.; reviewed 2021-05"},
           Row{"Last reviewed May 3, 2021 by Jane Doe, MD",
               "reviewed 2021-05-03; reviewer Jane Doe, MD"},
           Row{"Reviewed by: David C. Sample, III, MD, Professor of Medicine, University of "
               "Nowhere",
               "reviewer David C. Sample, III, MD"},
           Row{"Written by Una Plasma. Fact-checked by V. Fillerby. Medical Reviewer: Dr Tom Haem "
               "(invented)",
               "author Una Plasma; reviewer V. Fillerby; reviewer Dr Tom Haem"},
           Row{"Author: Ada Molarsson, sample dental nurse   Clinical reviewer: Basil Luting, BDS",
               "author Ada Molarsson; reviewer Basil Luting, BDS"},
           Row{"Checked by: Dr Bea Mockingham, Primary Medical Reviewer",
               "reviewer Dr Bea Mockingham"},
           Row{"Author: Centers for Health Examples and Prevention",
               "author Centers for Health Examples and Prevention"},
           Row{"Revisado por la Dra. Ana Pérez", "reviewer Dra. Ana Pérez"},
           Row{"Autores: Óscar Núñez y María del Río", "author Óscar Núñez | María del Río"},
           Row{"Escrito por Juan Pérez García", "author Juan Pérez García"},
       }) {
    EXPECT_EQ(shown(credits_of_line(row.line)), row.credits) << row.line;
  }
}

TEST(CreditLines, TextIsNone) {
  for (const char* line : {
           "",
           "Updated guidelines recommend a lower dose.",
           "Updated guidelines of May 2020 recommend a lower dose.",
           "Reviewed guidelines say so",
           "Published in 1975, it was forgotten.",
           "Reviewed in 2019 and found wanting",
           "Updated 2020 guidelines differ",
           "By the end of the week most people feel better.",
           "By 2020, half of them had died.",
           "By Friday",
           "Authors of the study found no difference.",
           "Author",
           "Editor",
           "Review your medicines with Dr Smith.",
           "Reviewed by experts before it is published.",
           "Reviewers should look at the figures.",
           "Published studies of 2019 disagree.",
           "Por Ejemplo",
           "Por ejemplo, el asma.",
           "Contributors to bone loss include smoking and age.",
           "Last updated yesterday",
           "The page was written by Jane Doe, MD",  // not at the beginning
       }) {
    EXPECT_EQ(shown(credits_of_line(line)), "") << line;
  }
}

TEST(CreditLines, OtherDatesOfThePageTellTheOrder) {
  EXPECT_EQ(shown(credits_of_line("Reviewed: 03/04/2020", NumericOrder::kDayFirst)),
            "reviewed 2020-04-03");
  Article article;
  article.sections = {{"", 0, "", "Words of the article."},
                      {"Credits", 2, "", "Written: 25/03/2020\nReviewed: 03/04/2020"}};
  understand(article);
  EXPECT_EQ(article.reviewed, "2020-04-03");
}

TEST(CreditLines, NothingIsReviewedUnlessThePageSaysSo) {
  struct Case {
    const char* credits;
    const char* reviewed;
    const char* updated;
  };
  for (const Case& c : {
           Case{"Author Jane Doe, MD\nLast Updated: May 3, 2021", "", "2021-05-03"},
           // A block that names who reviewed and dates the text dates their review.
           Case{"Author Jane Doe, MD\nMedical Reviewer Ann Roe, MD\nLast Updated: May 3, 2021",
                "2021-05-03", "2021-05-03"},
           Case{"Medical Reviewer Ann Roe, MD\nReviewed: 2019\nLast Updated: May 3, 2021", "2019",
                "2021-05-03"},
           Case{"Medical Reviewer Ann Roe, MD\nSupplied by the Library\nLast Updated: May 3, 2021",
                "", "2021-05-03"},
           Case{"Medical Reviewer Ann Roe, MD\nPublished: May 3, 2021", "", "2021-05-03"},
       }) {
    Article article;
    article.sections = {{"", 0, "", "Words of the article."}, {"Credits", 2, "", c.credits}};
    understand(article);
    EXPECT_EQ(article.reviewed, c.reviewed) << c.credits;
    EXPECT_EQ(article.updated, c.updated) << c.credits;
  }
}

TEST(CreditLines, WhatTheSourceSaysElsewhereStands) {
  Article article;
  article.authors = {"Known Author"};
  article.reviewed = "2001";
  article.sections = {{"", 0, "", "Words of the article."},
                      {"Credits", 2, "", "By Jane Doe\nReviewed: 2019\nReviewed by Ann Roe"}};
  understand(article);
  EXPECT_EQ(article.authors, std::vector<std::string>{"Known Author"});
  EXPECT_EQ(article.reviewed, "2001");
  EXPECT_EQ(article.reviewers, std::vector<std::string>{"Ann Roe"});
}

TEST(CreditLines, EveryLineOfTheTableCanBeFound) {
  const std::set<std::string_view> kinds = {"author",  "reviewer",  "editor", "reviewed",
                                            "updated", "published", "next"};
  std::set<std::string> seen;
  for (const auto& words : vocabulary_lines(vocabulary_file("credit_labels.txt"))) {
    ASSERT_GE(words.size(), 2U);
    EXPECT_TRUE(kinds.contains(words[0])) << words[0];
    std::string phrase;
    for (std::size_t i = 1; i < words.size(); ++i) {
      phrase += (phrase.empty() ? "" : " ") + std::string(words[i]);
    }
    std::string folded;
    for (const NameWord& word : name_words(phrase)) {
      folded += (folded.empty() ? "" : " ") + word.folded;
    }
    EXPECT_EQ(phrase, folded) << "is never found as it is written";
    EXPECT_TRUE(seen.insert(phrase).second) << phrase << " comes twice";
    EXPECT_TRUE(may_be_credit(phrase)) << phrase;
  }
}

}  // namespace
}  // namespace medlar
