#include "corpus/analysis/folding.h"

#include <gtest/gtest.h>

namespace medlar {
namespace {

struct Row {
  const char* word;
  const char* exact;
  const char* folded;
};

TEST(FoldingTest, WordsFoldAsTabled) {
  for (const Row& row :
       {Row{"Asthma", "asthma", "asthma"}, Row{"MÉNIÈRE", "ménière", "meniere"},
        Row{"Straße", "strasse", "strasse"}, Row{"Crohn's", "crohn", "crohn"},
        Row{"O\u2019Brien", "o'brien", "o'brien"}, Row{"1,000", "1000", "1000"},
        Row{"12,34", "12,34", "12,34"}, Row{"1,000,000", "1000000", "1000000"},
        Row{"æther", "æther", "aether"}, Row{"Łódź", "łódź", "lodz"}, Row{"ﬁbre", "fibre", "fibre"},
        Row{"हिन्दी", "हिन्दी", "हिन्दी"}, Row{"Й", "й", "й"}, Row{"β", "β", "beta"},
        Row{"μg", "μg", "mcg"}, Row{"한국", "한국", "한국"}}) {
    const FoldedWord word = fold_word(row.word);
    EXPECT_EQ(word.exact, row.exact) << row.word;
    EXPECT_EQ(word.folded, row.folded) << row.word;
  }
}

}  // namespace
}  // namespace medlar
