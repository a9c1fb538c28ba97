// Which queries are bags of words, and what is in the bags.
#include "query/bag_of_words.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "corpus/analysis/analyzer_set.h"
#include "query/query_parser.h"

namespace medlar {
namespace {

using testing::ElementsAre;

std::optional<BagOfWords> bag_of(const std::string& query,
                                 const std::vector<std::string>& languages) {
  AnalyzerSet analyzers;
  return bag_of_words(parse_query(query, {"en", languages, {}}, analyzers), {});
}

std::vector<std::vector<std::string>> terms_of(const BagOfWords& bag) {
  std::vector<std::vector<std::string>> terms;
  for (const BagWord& word : bag.words) terms.push_back(word.terms);
  return terms;
}

TEST(BagOfWords, QueriesThatAreOne) {
  struct Row {
    const char* query;
    bool is_bag;
  };
  for (const Row& row :
       {Row{"asthma", true}, Row{"asthma cough", true}, Row{"5-HT3", true},
        Row{"asthma (cough OR fever)", true}, Row{"\"lung cancer\"", false},
        Row{"asthma -cough", false}, Row{"asthma AND cough", false}, Row{"title:asthma", false},
        Row{"thromb*", false}, Row{"ni\xc3\xb1o", false}, Row{"asthma source:cdc", false},
        Row{"reviewed:2010..", false}}) {
    EXPECT_EQ(bag_of(row.query, {"en"}).has_value(), row.is_bag) << row.query;
  }
}

TEST(BagOfWords, StemsOfOneWordAreTogether) {
  const auto bag = bag_of("tablets fever", {"en", "es"});
  ASSERT_TRUE(bag);
  EXPECT_THAT(terms_of(*bag),
              ElementsAre(ElementsAre("Ztablet", "Ztablets"), ElementsAre("Zfever", "Zfev")));
}

TEST(BagOfWords, RolesAreApart) {
  AnalyzerSet analyzers;
  QueryTree tree = parse_query("asthma", {"en", {"en"}, {}}, analyzers);
  tree.favoured_roles = {SectionRole::kTreatment};
  const auto bag = bag_of_words(tree, {});
  ASSERT_TRUE(bag);
  EXPECT_EQ(bag->words.size(), 1U);
  ASSERT_EQ(bag->roles.size(), 1U);
  EXPECT_EQ(bag->roles.front().term, "XROLEtreatment");
  EXPECT_DOUBLE_EQ(bag->roles.front().weight, RankingParameters{}.asked_role);
}

TEST(BagOfWords, WhatWeighsNothingIsLeftToTheEngine) {
  AnalyzerSet analyzers;
  QueryTree tree = parse_query("asthma", {"en", {"en"}, {}}, analyzers);
  tree.root.clauses.front().node.weight = 0;
  EXPECT_FALSE(bag_of_words(tree, {}));
}

}  // namespace
}  // namespace medlar
