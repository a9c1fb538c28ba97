#include "corpus/concepts/word_number.h"

#include <gtest/gtest.h>

namespace medlar {
namespace {

struct Row {
  const char* a;
  const char* b;
  bool is_same;
};

constexpr Row kRows[] = {
    {"asthma", "asthma", true},
    {"clot", "clots", true},
    {"rash", "rashes", true},
    {"allergy", "allergies", true},
    {"diagnosis", "diagnoses", true},
    {"vertebra", "vertebrae", true},
    {"bacterium", "bacteria", true},
    {"ganglion", "ganglia", true},
    {"nevus", "nevi", true},
    {"carcinoma", "carcinomata", true},
    {"appendix", "appendices", true},
    {"calf", "calves", true},
    {"tumour", "tumor", true},
    {"tumours", "tumor", true},
    {"diarrhoea", "diarrhea", true},
    {"haemorrhoids", "hemorrhoid", true},
    {"fibre", "fibers", true},
    {"oesophagus", "esophagus", true},
    {"neurologist", "neurology", false},
    {"neurologist", "neurological", false},
    {"nervousness", "nervous", false},
    {"boil", "boiled", false},
    {"extremity", "extreme", false},
    {"spotting", "spots", false},
    {"alcoholism", "alcohol", false},
    {"winded", "wind", false},
};

TEST(WordNumber, OneButForNumberAndSpelling) {
  for (const Row& row : kRows) {
    EXPECT_EQ(is_same_but_for_number(row.a, row.b), row.is_same) << row.a << " " << row.b;
    EXPECT_EQ(is_same_but_for_number(row.b, row.a), row.is_same) << row.b << " " << row.a;
  }
}

}  // namespace
}  // namespace medlar
