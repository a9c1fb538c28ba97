// Which words of a query may be misspelt at all.
#include "query/spelling/query_words.h"

#include <string>

#include <gtest/gtest.h>

#include "query/query_parser.h"

namespace medlar {
namespace {

/// The words that may change, as they stand in the query.
std::string may_change(const std::string& query) {
  AnalyzerSet analyzers;
  const QueryTree tree = parse_query(query, {"en", {"en"}}, analyzers);
  std::string words;
  for (const QueryWord& word : query_words(query, tree)) {
    if (!word.may_change) continue;
    words += (words.empty() ? "" : " ") + query.substr(word.begin, word.end - word.begin);
  }
  return words;
}

TEST(QueryWords, OnlyPlainWordsMayChange) {
  struct Row {
    const char* query;
    const char* words;
  };
  for (const Row& row : std::initializer_list<Row>{
           {"hemroids cream", "hemroids cream"},
           {"\"hemroids cream\" itch", "itch"},
           {"\"hemroids\"", ""},
           {"title:hemroids pain", "pain"},
           {"pain -hemroids", "pain"},
           {"pain AND hemroids", "pain hemroids"},
           {"hemr* pain", "pain"},
           {"flu abc", ""},
           {"200 mg 20mg B12 CD4 5-HT3 H1N1", ""},
           {"FXTAS PCOS tremor", "tremor"},
           {"eHealth McArdle tremor", "tremor"},
           {"MY KNEES HURT WHENEVER CLIMBING THE STAIRS QUICKLY DOWNHILL",
            "KNEES HURT WHENEVER CLIMBING STAIRS QUICKLY DOWNHILL"},
           {"see www.webmd.example/kidny or mail a@kidny.example", "mail"},
           {"is it kidny?", "kidny"},
           {"anti-inflamatory tablets", "anti inflamatory tablets"},
           {"crohn's disease", "crohn's disease"},
           {"what is the treatment for my \"kidny stones\" that my doctor found in the kidny",
            "treatment doctor kidny"},
       }) {
    EXPECT_EQ(may_change(row.query), row.words) << row.query;
  }
}

TEST(QueryWords, NamesAreToldByTheirCapitals) {
  AnalyzerSet analyzers;
  const std::string query = "Headache from Ocella";
  const QueryTree tree = parse_query(query, {"en", {"en"}}, analyzers);
  const auto words = query_words(query, tree);
  ASSERT_EQ(words.size(), 2U);
  EXPECT_FALSE(words[0].is_name_like);
  EXPECT_TRUE(words[1].is_name_like);
}

}  // namespace
}  // namespace medlar
