#include "corpus/concepts/name_forms.h"

#include <gtest/gtest.h>

namespace medlar {
namespace {

TEST(IsWrittenAsAbbreviation, TellsByCapitals) {
  struct Row {
    const char* name;
    bool is;
  };
  for (const Row& row : {
           Row{"MI", true},        Row{"HbA1c", true},
           Row{"5-HT", true},      Row{"mRNA", true},
           Row{"MEN 1", true},     Row{"MPS II", true},
           Row{"U.S.", true},      Row{"AxD", true},
           Row{"B12", true},       Row{"", false},
           Row{"a", false},        Row{"M", false},
           Row{"Asthma", false},   Row{"McArdle", false},
           Row{"DiGeorge", false}, Row{"asthma", false},
           Row{"1234", false},     Row{"AIDS virus", false},
           Row{"TB TEST", false},  Row{"RUBELLA VIRUS", false},
       }) {
    EXPECT_EQ(is_written_as_abbreviation(row.name), row.is) << row.name;
  }
}

TEST(InSpokenOrder, TurnsInvertedNames) {
  struct Row {
    const char* name;
    const char* turned;
  };
  for (const Row& row : {
           Row{"Infarction, Myocardial", "Myocardial Infarction"},
           Row{"Infarction, myocardial", "myocardial infarction"},
           Row{"Aneurysm, abdominal aortic", "abdominal aortic aneurysm"},
           Row{"Tibia, absence of", "absence of tibia"},
           Row{"HIV, exposure to", "exposure to HIV"},
           Row{"Diabetes Mellitus, Type 2", "Diabetes Mellitus Type 2"},
           Row{"Migraine, with aura", "Migraine with aura"},
           Row{"1,4-dioxane", "1,4-dioxane"},
           Row{"pain, back and neck", "pain, back and neck"},
           Row{"aspirin, caffeine, codeine", "aspirin, caffeine, codeine"},
           Row{"Abscess, (any)", "Abscess, (any)"},
           Row{"asthma", "asthma"},
           Row{", ", ", "},
           Row{"", ""},
       }) {
    EXPECT_EQ(in_spoken_order(row.name), row.turned) << row.name;
  }
}

TEST(NameKey, IsTheSameForSpellings) {
  struct Row {
    const char* name;
    const char* key;
  };
  for (const Row& row : {
           Row{"Heart Attacks", "heart attack"},
           Row{"Crohn's disease", "crohn disease"},
           Row{"Crohn\u2019s  Disease", "crohn disease"},
           Row{"X-linked", "x linked"},
           Row{"biopsies", "biopsy"},
           Row{"Sepsis of the sinus, mass", "sepsis of the sinus mass"},
           Row{"ni\u00f1o \u2013 fiebre", "ni\u00f1o fiebre"},
           Row{"(-)", ""},
       }) {
    EXPECT_EQ(name_key(row.name), row.key) << row.name;
  }
}

TEST(WithSingleBlanks, TrimsToo) {
  EXPECT_EQ(with_single_blanks("  heart \n attack\t"), "heart attack");
  EXPECT_EQ(with_single_blanks(" "), "");
}

}  // namespace
}  // namespace medlar
