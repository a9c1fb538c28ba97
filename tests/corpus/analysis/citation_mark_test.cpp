// Which figures are citation marks, and which are values, names and designations.
#include "corpus/analysis/citation_mark.h"

#include <gtest/gtest.h>

#include "corpus/analysis/analyzer.h"
#include "corpus/analysis/sentences.h"

namespace medlar {
namespace {

/// The marks of a text, with a blank between.
std::string marks_of(std::string_view text) {
  std::string marks;
  for (CitationMark mark = next_citation_mark(text, 0); mark.begin < text.size();
       mark = next_citation_mark(text, mark.end)) {
    marks += (marks.empty() ? "" : " ");
    marks += text.substr(mark.begin, mark.end - mark.begin);
  }
  return marks;
}

struct Row {
  const char* text;
  const char* marks;
};

TEST(CitationMark, IsToldByItsText) {
  for (const Row& row : {
           Row{"a clot in the lung.21Complications are rare", "21"},
           Row{"fixed with cement.1,2 The crown", "1,2"},
           Row{"fixed with cement.1-3 The crown", "1-3"},
           Row{"fixed with cement.1–3 The crown", "1–3"},
           Row{"is it safe?4Children move", "4"},
           Row{"for the heart.7", "7"},
           Row{"for the heart.7\nnext line", "7"},
           Row{"the heart.7\n\nNext", "7"},
           Row{"loosening (wear).3 The", "3"},
           Row{"a clot (PE).3 The", "3"},
           Row{"less than 1 percent.3 Most", "3"},
           Row{"in 50%.12 The rest", "12"},
           Row{"Doe J et al.4 The", "4"},
           Row{"the spine.1A small device", "1"},
           Row{"la columna.2Ésta es", "2"},
           Row{"la columna.2¿Qué es", "2"},
           Row{"blood pressure drugs,1 antibiotics,2 and creams", "1 2"},
           Row{"a recent study[12]. It", "[12]"},
           Row{"a recent study [12, 14-16] found", "[12, 14-16]"},
           Row{"of the brain.[1]The gene", "[1]"},
           Row{"of the brain.[1] The gene", "[1]"},
           Row{"of the brain. [1] [2]", "[1] [2]"},
           Row{"recessive manner.[3][4]", "[3] [4]"},
           Row{"the joints.(1)The lining", "(1)"},
           Row{"and vessels.(2)(3)Symptoms may", "(2) (3)"},
           Row{"of their size.[a]It gives", "[a]"},
           Row{"your health.[b][c]You do", "[b] [c]"},
           Row{"a clot.²¹ Complications", "²¹"},
           Row{"a clot.¹,² The", "¹,²"},
       }) {
    EXPECT_EQ(marks_of(row.text), row.marks) << row.text;
  }
}

TEST(CitationMark, IsNoValueNameOrDesignation) {
  for (const char* text : {
           "3.5",
           "it fell by 2.5Complications",
           "vitamin B12",
           "IL-2 and T4",
           "10 mg",
           "kg/m2 and CO2",
           "p.53",
           "Fig.2 The",
           "Figure.2 The",
           "Ref.12 The",
           "Vol.3 The",
           "No.5 The",
           "Oct.12 The",
           "Chr.12 The",
           "Figure 2.1The",
           "hNoV GII.4 remained",
           "J-774 A.1 Macrophages",
           "vs.0.72",
           "mg.100 g",
           "in O.33 to",
           "ratio:2 The",
           "CI:0.86",
           "the year.2003 The",
           "the rest.1000 The",
           "of imaging.3D scans",
           "the receptor.5HT",
           "the dose.10 mg",
           "www.example.21Page",
           "a mean age,70 years",
           "at the age,9 months",
           "interval,0.18",
           "trials,10.8% in",
           "N,2,3-trimethyl",
           "1alpha,25-dihydroxy",
           "36 [8] years",
           "0 [0, 112] kcal",
           "median [45-72] points",
           "[6]-gingerol",
           "the [6]-gingerol",
           "benzo[3,4]pyrene",
           "benzo[a]pyrene",
           "[18F]FDG",
           "the following (1) Wash",
           "[1] Doe J. A book.",
           "J Orthod. 2008 Jun;35(2):90-5.",
           "Sample Gut News 2006;4:21-9.",
           "8 a.m.9 The",
           "10⁻⁹ and m²",
       }) {
    EXPECT_EQ(marks_of(text), "") << text;
  }
}

TEST(CitationMark, IsRaisedForReaders) {
  for (const Row& row : {
           Row{"a clot.21Complications are", "a clot.²¹ Complications are"},
           Row{"with cement.1,2 The", "with cement.¹,² The"},
           Row{"the brain.[1]The gene [2].", "the brain.[1] The gene [2]."},
           Row{"the joints.(1)The", "the joints.(1) The"},
           Row{"a clot.²¹ Complications", "a clot.²¹ Complications"},
           Row{"it fell by 2.5Complications", "it fell by 2.5Complications"},
       }) {
    EXPECT_EQ(with_raised_marks(row.text), row.marks);
    EXPECT_EQ(with_raised_marks(row.marks), row.marks) << "once is enough";
  }
}

TEST(CitationMark, StandsBetweenNeighbours) {
  Analyzer analyzer("en");
  for (const char* text :
       {"lung.21Complications", "lung.²¹ Complications", "lung [21]. Complications",
        "lung.[21]Complications", "lung.(21)Complications", "lung.1,2Complications",
        "lung.1-3Complications", "lung. Complications"}) {
    const auto tokens = analyzer.analyze(text);
    ASSERT_EQ(tokens.size(), 2U) << text;
    EXPECT_EQ(tokens[0].term, "lung") << text;
    EXPECT_EQ(tokens[1].term, "complic") << text;
    EXPECT_EQ(tokens[1].position, 1U) << text;
    EXPECT_EQ(std::string_view(text).substr(tokens[1].begin, tokens[1].end - tokens[1].begin),
              "Complications");
  }
}

TEST(CitationMark, BelongsToTheSentenceBeforeIt) {
  SentenceSplitter splitter("en");
  for (const Row& row : {
           Row{"A clot.21Complications are rare.", "A clot.21|Complications are rare."},
           Row{"A clot.²¹ Complications are.", "A clot.²¹|Complications are."},
           Row{"Of the brain.[1] The gene.", "Of the brain.[1]|The gene."},
           Row{"Of the brain. [1] [2] The gene.", "Of the brain. [1] [2]|The gene."},
           Row{"A study [12]. It ended.", "A study [12].|It ended."},
           Row{"Joints.(1)The lining.", "Joints.(1)|The lining."},
           Row{"It was 2.5Times more.", "It was 2.5Times more."},
       }) {
    std::string shown;
    const std::string_view text = row.text;
    for (const SentenceSpan span : splitter.split(text)) {
      shown += (shown.empty() ? "" : "|");
      shown += text.substr(span.begin, span.end - span.begin);
    }
    EXPECT_EQ(shown, row.marks);
  }
}

}  // namespace
}  // namespace medlar
