#include "corpus/cleaning/phrase_table.h"

#include <string>

#include <gtest/gtest.h>

namespace medlar {
namespace {

constexpr std::string_view kList =
    "notice   not medical advice\n"
    "tools    N minute read\n"
    "whole    = see also\n"
    "begins   ^ copyright N\n"
    "names    crohns disease\n"
    "spanish  fines educacion\n"
    "later    medical advice\n";

TEST(PhraseTable, FindsTheFirstPhraseOfTheListInAText) {
  const PhraseTable table(kList);
  struct Row {
    const char* text;
    const char* label;  // empty: none
  };
  for (const Row& row : {
           Row{"", ""},
           Row{"This is NOT medical advice.", "notice"},
           Row{"For medical advice, which is not this, see a doctor.", "later"},
           Row{"Advice that is not medical", ""},
           Row{"Medical is not advice", ""},
           Row{"A 5 minute read", "tools"},
           Row{"A five minute read", ""},
           Row{"See also", "whole"},
           Row{"See also gout", ""},
           Row{"Copyright 2007 by us", "begins"},
           Row{"Our copyright 2007", ""},
           Row{"Crohn's disease", "names"},
           Row{"Crohn\u2019s disease", "names"},
           Row{"Con fines de educación", ""},
           Row{"Fines: educación", "spanish"},
           Row{"not-medical (advice)", "notice"},
       }) {
    const Phrase* const found = table.first_in(row.text);
    EXPECT_EQ(found == nullptr ? "" : std::string(found->label), row.label) << row.text;
  }
}

}  // namespace
}  // namespace medlar
