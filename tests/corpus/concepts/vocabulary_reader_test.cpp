#include "corpus/concepts/vocabulary_reader.h"

#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "corpus/concepts/imported_names.h"
#include "tests/support/shared_data.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

/// A line a concept; abbreviations in angle brackets.
std::string shown(const ReadVocabulary& read) {
  std::string all;
  for (const Concept& subject : read.vocabulary.concepts) {
    for (const ConceptName& name : subject.names) {
      const bool is_first = &name == &subject.names.front();
      EXPECT_EQ(name.kind == ConceptNameKind::kPreferred, is_first) << name.text;
      const bool is_abbreviation = name.kind == ConceptNameKind::kAbbreviation;
      all += (is_first ? "" : "|") + (is_abbreviation ? "<" + name.text + ">" : name.text);
      if (name.language != "en") all += "@" + name.language;
    }
    all += "\n";
  }
  for (const auto& [wrong, right] : read.misspellings) all += wrong + "=" + right + "\n";
  if (read.vocabulary.passed_over > 0) {
    all += fmt::format("passed over {}\n", read.vocabulary.passed_over);
  }
  return all;
}

TEST(ReadVocabulary, TellsFormatsByTheirContent) {
  struct Row {
    const char* bytes;
    const char* shown;
  };
  for (const Row& row : {
           // our own lines
           Row{"heart attack | pro: myocardial infarction | abbr: MI\n",
               "heart attack|myocardial infarction|<MI>\n"},
           Row{"# language: es\r\nresfriado | lay: catarro\r\n", "resfriado@es|catarro@es\n"},
           Row{"a cold | lay: sniffles\n, ,\n", "a cold|sniffles\npassed over 1\n"},
           // names
           Row{"Heart attack\tCoronary\tMI\nAsthma\n", "Heart attack|Coronary|<MI>\nAsthma\n"},
           Row{"X:01\theart attack\tcoronary\nX:02\tobsolete heart pain\tobsolete pang\n",
               "heart attack|coronary\npassed over 1\n"},
           Row{"\xEF\xBB\xBFrash\tskin rash\trash\t\t skin  rash \n", "rash|skin rash\n"},
           Row{"Attack, Heart\tInfarction, Cardiac\n", "Heart Attack|Cardiac Infarction\n"},
           Row{"1,4-dioxane\tdioxane\n", "1,4-dioxane|dioxane\n"},
           Row{"MI\theart attack\nasthma\tmoist chest\n", "MI|heart attack\nasthma|moist chest\n"},
           // a glossary
           Row{"id\ten_terms\tnote\tes_terms\n7\trash|rashes\tx\tsarpullido\n8\t\ty\t\n",
               "rash|rashes|sarpullido@es\npassed over 1\n"},
           // abbreviations
           Row{"PE\tpulmonary embolism\nPE\tphysical education (at school)\nMI\t\n"
               "BP\tblood pressure\nHR\theart rate\nRR\trespiratory rate\n",
               "pulmonary embolism|<PE>\nphysical education|<PE>\nblood pressure|<BP>\n"
               "heart rate|<HR>\nrespiratory rate|<RR>\npassed over 1\n"},
           // misspellings
           Row{"stomack\tstomach\nhart\theart\nalot\ta lot\n-ly-\tly\nbrething\tbreathing\n"
               "feever\tfever\n",
               "stomack=stomach\nhart=heart\nalot=a lot\nbrething=breathing\nfeever=fever\n"
               "passed over 1\n"},
           // MeSH
           Row{"*NEWRECORD\nRECTYPE = D\nMH = Attack, Heart\nENTRY = Coronary|T047|NON|abc\n"
               "PRINT ENTRY = MI|T047\nMS = ENTRY = none\n\n*NEWRECORD\nSY = Moist chest|T1\n"
               "NM = asthma\n*NEWRECORD\nRECTYPE = D\n",
               "Heart Attack|Coronary|<MI>\nasthma|Moist chest\npassed over 1\n"},
       }) {
    const auto read = read_vocabulary(row.bytes, "list.tsv");
    ASSERT_TRUE(read) << row.bytes << read.error().message;
    EXPECT_EQ(shown(*read), row.shown) << row.bytes;
    EXPECT_EQ(read->vocabulary.source, "list.tsv");
    EXPECT_EQ(read->vocabulary.licence, "");
  }
}

TEST(ReadVocabulary, IsToldItsSourceByAHeader) {
  const auto read = read_vocabulary(
      "# source: Our Clinic\n# licence: CC0 1.0\n# nothing\n\nrash\tskin rash\n", "a/list.tsv");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->vocabulary.source, "Our Clinic");
  EXPECT_EQ(read->vocabulary.licence, "CC0 1.0");
  const auto other = read_vocabulary("rash\tskin rash\n# source: late\n", "a/list.tsv");
  ASSERT_TRUE(other);
  EXPECT_EQ(other->vocabulary.source, "list.tsv");
}

TEST(ReadVocabulary, RefusesWhatIsNone) {
  struct Row {
    std::string bytes;
    const char* message;
  };
  for (const Row& row : {
           Row{"", "x.tsv is no vocabulary: it is empty"},
           Row{" \n\t\n", "x.tsv is no vocabulary: it is empty"},
           Row{std::string("rash\0skin", 9), "x.tsv is no vocabulary: it is binary, or in UTF-16"},
           Row{"ni\xF1o\tchico\n", "x.tsv is no vocabulary: it is not in UTF-8"},
           Row{"<?xml version=\"1.0\"?><a/>", "x.tsv is no vocabulary: it is XML"},
           Row{"It was a dark night.\nIt rained.\n",
               "x.tsv is no vocabulary: it has no two names of one thing"},
           Row{"rash\nasthma\n", "x.tsv is no vocabulary: it has no two names of one thing"},
           Row{"1\t2\n3\t4\n", "x.tsv is no vocabulary: it has no two names of one thing"},
       }) {
    const auto read = read_vocabulary(row.bytes, "x.tsv");
    ASSERT_FALSE(read) << row.bytes;
    EXPECT_EQ(read.error().code, ErrorCode::kBadInput);
    EXPECT_EQ(read.error().message, row.message);
    EXPECT_NE(read.error().hint, "");
  }
}

TEST(ImportedName, IsANameThatPeopleSay) {
  struct Row {
    const char* text;
    const char* name;  // empty where it is none
  };
  for (const Row& row : {
           Row{"heart attack", "heart attack"},
           Row{" heart  attack ", "heart attack"},
           Row{"obsolete heart pain", ""},
           Row{"Obsolete heart pain", ""},
           Row{"DOID:5550", ""},
           Row{"HP:0002648", ""},
           Row{"D003924", ""},
           Row{"B12", "B12"},
           Row{"50-78-2", ""},
           Row{"12", ""},
           Row{"nsc-12345", ""},
           Row{"EC 1.2.3.4", ""},
           Row{"CAS 50-78-2", ""},
           Row{"cast, plaster", "plaster cast"},
           Row{"statim (at once)", "statim"},
           Row{"(2s)-2-methyl-3-phenylpropanoic acid", ""},
           Row{"9-cis,12-cis,15-cis-octadecatrienoic acid", ""},
           Row{"2-hydroxy-3,5-dichlorophenyl sulfide", ""},
           Row{"3-hydroxy-3-methylglutaryl-CoA lyase", "3-hydroxy-3-methylglutaryl-CoA lyase"},
           Row{"lipoprotein(a)", "lipoprotein(a)"},
           Row{"virus(s)", "virus"},
           Row{"SU11248", "SU11248"},
           Row{"11-beta-hydroxylase deficiency", "11-beta-hydroxylase deficiency"},
           Row{"Short middle bone of the 5th finger of the hand",
               "Short middle bone of the 5th finger of the hand"},
       }) {
    EXPECT_EQ(imported_name(row.text), row.name) << row.text;
  }
}

TEST(ReadVocabulary, TakesRealFiles) {
  MEDLAR_NEED_SHARED_DATA("vocabulary");
  struct Row {
    const char* file;
    std::size_t concepts;
    std::size_t names;
    std::uint64_t passed_over;
    std::size_t misspellings;
  };
  for (const Row& row : {
           Row{"abbreviations.tsv", 4435, 8870, 3, 0},
           Row{"doid_synonyms.tsv", 3280, 8096, 0, 0},
           Row{"drug_synonyms.tsv", 19804, 88632, 290, 0},
           Row{"hpo_layperson.tsv", 4700, 10816, 1, 0},
           Row{"mesh_synonyms.tsv", 23757, 114107, 38, 0},
           Row{"misspellings.tsv", 0, 0, 1, 74},
           Row{"nci_glossary.tsv", 9008, 20521, 7, 0},
           Row{"symp_synonyms.tsv", 895, 1142, 125, 0},
       }) {
    const auto bytes = read_file(shared_data("vocabulary") / row.file);
    const auto read = read_vocabulary(bytes, row.file);
    ASSERT_TRUE(read) << row.file << read.error().message;
    std::size_t names = 0;
    for (const Concept& subject : read->vocabulary.concepts) names += subject.names.size();
    EXPECT_EQ(read->vocabulary.concepts.size(), row.concepts) << row.file;
    EXPECT_EQ(names, row.names) << row.file;
    EXPECT_EQ(read->vocabulary.passed_over, row.passed_over) << row.file;
    EXPECT_EQ(read->misspellings.size(), row.misspellings) << row.file;
  }
}

}  // namespace
}  // namespace medlar
