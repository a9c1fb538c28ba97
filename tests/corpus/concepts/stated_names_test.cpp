#include "corpus/concepts/stated_names.h"

#include <gtest/gtest.h>

namespace medlar {
namespace {

TEST(StatedNames, AreOfTheSubject) {
  struct Row {
    const char* title;
    std::vector<std::string> names;
    const char* stated;  // the preferred name first; empty where there is none
  };
  for (const Row& row : {
           Row{"Heart attack",
               {"Myocardial infarction", "MI"},
               "Heart attack|Myocardial infarction|MI"},
           Row{"Heart attack", {}, ""},
           Row{"", {"Heart attack"}, ""},
           Row{"", {"MI", "Heart attack"}, "Heart attack|MI"},
           Row{"AIDS", {"Acquired immunodeficiency"}, "Acquired immunodeficiency|AIDS"},
           Row{"AIDS", {"HIV"}, ""},
           Row{"What is a heart attack", {"MI", "Heart attack"}, "Heart attack|MI"},
           Row{"Heart attack: what to do", {"Coronary", "MI"}, "Coronary|MI"},
           Row{"Heart attack - Our Clinic", {"Coronary", "MI"}, "Coronary|MI"},
           Row{"Syphilis - primary", {"Hard sore"}, "Syphilis - primary|Hard sore"},
           Row{"Lung clot (PE)", {"Lung clot"}, "Lung clot|Lung clot"},
           Row{"Deep vein thrombosis (DVT)", {}, "Deep vein thrombosis|DVT"},
           Row{"DVT (deep vein thrombosis)", {}, "deep vein thrombosis|DVT"},
           Row{"Effects of yoga on deep vein thrombosis (DVT)", {}, ""},
           Row{"Asthma (in children)", {"Wheeze"}, "Asthma|Wheeze"},
           Row{"Asthma (in children) and hay fever", {"Wheeze"}, ""},
           Row{"Asthma", {"Formerly: Wheeze"}, "Asthma|Wheeze"},
           Row{"Asthma", {"Wheeze, chronic"}, "Asthma|chronic wheeze"},
           Row{"Asthma", {"wheeze, cough, and rattle", "12", "?", "it rattles."}, ""},
           Row{"Asthma",
               {"a very long name that is much rather a description of it than a name"},
               ""},
           Row{"Asma", {"\u00bfQu\u00e9 es el asma?"}, ""},
       }) {
    Article article;
    article.title = row.title;
    article.names = row.names;
    std::string found;
    if (const auto stated = stated_names(article)) {
      found = stated->preferred;
      for (const std::string& name : stated->others) found += "|" + name;
    }
    EXPECT_EQ(found, row.stated) << row.title;
  }
}

}  // namespace
}  // namespace medlar
