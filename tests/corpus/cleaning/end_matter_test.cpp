// What stands at the ends of articles, told by its words.
#include "corpus/cleaning/end_matter.h"

#include <gtest/gtest.h>

#include "corpus/cleaning/section_role.h"
#include "corpus/cleaning/understanding.h"

namespace medlar {
namespace {

struct Row {
  const char* line;
  const char* role;
};

TEST(EndMatter, LinesByTheirWords) {
  for (
      const Row& row : {
          Row{"1. Sampleton A, Placeholder B (2007). A made-up overview.Journal of Sample Spine "
              "Care, 3(2): 11-19.",
              "references"},
          Row{"[1] Endo S, Scope T. Looking at bowels. Sample Gut News 2006;4:21-9.", "references"},
          Row{"(2) Swellings H, Stiffe M. Beyond the joint. Sample Joints 2007; 4: 60-66.",
              "references"},
          Row{"Doe J, Roe K, et al. A study of things. J Example Med. 2010;12(3):100-4.",
              "references"},
          Row{"12. National Institute of Examples. Asthma. Available at http://x.example. Accessed "
              "May 3, 2019.",
              "references"},
          Row{"¹ Molarsson A. Caps: a history. Sample Dent J 2004;5:1-9.", "references"},
          Row{"García-Pérez J. Título. Revista de Ejemplos. 2015;4:1-9.", "references"},
          Row{"In 2004, Doe and others found less pain (Lancet 2004;3:100-12).", "other"},
          Row{"A study by Doe J, et al. found less pain in 2004.", "other"},
          Row{"The ABC Best Case Program, which began in 1991, is a report.", "other"},
          Row{"1. Wash your hands.", "other"},
          Row{"2. In 2004 the rules changed.", "other"},
          Row{"Vitamin D, in 2004, was measured at 10:30.", "other"},
          Row{"Last Updated: November 21, 2008", "credits"},
          Row{"Author Wilma Testwright, MPH", "credits"},
          Row{"This page is not a substitute for professional medical advice.", "disclaimer"},
          Row{"It is not intended to replace the advice of a doctor. We disclaim it all.",
              "disclaimer"},
          Row{"Esta página no sustituye el consejo de su médico.", "disclaimer"},
          Row{"Este texto tiene únicamente fines informativos.", "disclaimer"},
          Row{"Ask your doctor for advice.", "other"},
          Row{"Honey is no substitute for sugar.", "other"},
          Row{"", "other"},
      }) {
    EXPECT_EQ(section_role_info(role_of_line(row.line)).name, row.role) << row.line;
  }
}

/// "summary: text // (References) references: text"
std::string shown(const Article& article) {
  std::string out;
  for (const Section& section : article.sections) {
    out += out.empty() ? "" : " // ";
    if (!section.heading.empty()) out += "(" + section.heading + ") ";
    out += std::string(section_role_info(section.role).name) + ": ";
    for (const char c : section.text) out += c == '\n' ? std::string("/") : std::string(1, c);
  }
  return out;
}

TEST(EndMatter, IsMadeIntoSections) {
  const std::string citation = "1. Doe J. A study. J Ex. 2010;12(3):100-4.";
  struct Case {
    const char* decision;
    std::vector<Section> sections;
    std::string shown;
  };
  for (const Case& c : {
           Case{"text alone stays", {{"", 0, "", "It hurts.\n\nRest."}}, "other: It hurts.//Rest."},
           Case{"references, credits and notice each by itself",
                {{"", 0, "",
                  "It hurts.\n\n" + citation +
                      "\n\nAuthor Ann Roe\nSupplied by the Library\nUpdated "
                      "2010\nThis is not medical advice."}},
                "other: It hurts. // references: " + citation +
                    " // credits: Author Ann Roe/Supplied by the Library/Updated 2010 // "
                    "disclaimer: This is not medical advice."},
           Case{"a line may be their heading",
                {{"", 0, "", "It hurts.\n\nREFERENCES\n" + citation + "\n2. ibid."}},
                "other: It hurts. // (REFERENCES) references: " + citation + "/2. ibid."},
           Case{"credits may open an article",
                {{"", 0, "", "By Ann Roe, MD\nReviewed May 2020\n\nIt hurts."},
                 {"Causes", 2, "", "Stones."}},
                "credits: By Ann Roe, MD/Reviewed May 2020 // summary: It hurts. // (Causes) "
                "causes: Stones."},
           Case{"what stands in the middle stays",
                {{"", 0, "", "One.\n\n" + citation + "\n\nTwo."}},
                "other: One.//" + citation + "//Two."},
           Case{"a numbered list is none",
                {{"", 0, "", "Do this:\n1. Wash.\n2. Dry."}},
                "other: Do this:/1. Wash./2. Dry."},
           Case{"nor one behind a credit",
                {{"", 0, "", "By Ann Roe\n1. Wash.\n2. Dry."}},
                "credits: By Ann Roe // other: 1. Wash./2. Dry."},
           Case{"a heading that says nothing stays above what is there",
                {{"Pain", 2, "", "It hurts."}, {"Notes", 2, "n", citation}},
                "(Pain) other: It hurts. // (Notes) references: " + citation},
           Case{"a heading that says what is there stands",
                {{"", 0, "", "It hurts."}, {"References", 2, "", "A leaflet.\n" + citation}},
                "other: It hurts. // (References) references: A leaflet./" + citation},
           Case{"up to a line that says it is something else",
                {{"", 0, "", "It hurts."},
                 {"References", 2, "", "A leaflet.\n\nThis is not medical advice."}},
                "other: It hurts. // (References) references: A leaflet. // disclaimer: This is "
                "not medical advice."},
           Case{
               "an article of nothing else is that", {{"", 0, "", citation}}, "other: " + citation},
       }) {
    Article article;
    article.sections = c.sections;
    understand(article);
    EXPECT_EQ(shown(article), c.shown) << c.decision;
  }
}

}  // namespace
}  // namespace medlar
