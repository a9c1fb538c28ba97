// Which words of a question rank, and how much.
#include "query/term_selection.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "corpus/analysis/analyzer_set.h"
#include "query/query_parser.h"

namespace medlar {
namespace {

// Stems of an index of 1000 articles.
const std::map<std::string, StemFacts> kFacts{
    {"gout", {40, 20, 5}},     // articles are about it
    {"ankl", {60, 3, 0}},      // some are
    {"husband", {300, 0, 0}},  // none is
    {"podagra", {8, 0, 6}},    // only another name of a subject
    {"ocella", {1, 0, 0}},     // too rare to tell
    {"swell", {80, 8, 8}},
};

QueryTree selected(std::string_view query, const QueryLimits& limits = {}) {
  AnalyzerSet analyzers;
  QueryTree tree = parse_query(query, {"en", {"en"}}, analyzers);
  const IndexFacts facts{.articles = 1000, .of = [](const std::string& stem) {
                           const auto found = kFacts.find(stem);
                           return found == kFacts.end() ? StemFacts{} : found->second;
                         }};
  select_words(facts, limits, tree);
  return tree;
}

double weight_of(const QueryTree& tree, std::string_view word) {
  for (const QueryClause& clause : tree.root.clauses) {
    if (clause.node.text == word) return clause.node.parts.front().weight;
  }
  return -1;
}

TEST(TermSelectionTest, SubjectsCountInFullAndTheRestLittle) {
  EXPECT_DOUBLE_EQ(subject_weight(kFacts.at("gout")), 1);
  EXPECT_DOUBLE_EQ(subject_weight(kFacts.at("podagra")), 1);
  EXPECT_DOUBLE_EQ(subject_weight({100'000, 0, 0}), 0.2 + 0.8 * 1 / 100'020 / 0.05);
  EXPECT_LT(subject_weight(kFacts.at("husband")), 0.35);
  // What is in few articles gets the benefit of the doubt.
  EXPECT_GT(subject_weight(kFacts.at("ocella")), 0.5);
  EXPECT_GE(subject_weight({}), subject_weight(kFacts.at("ocella")));
  // More titles never count less, nor do more articles without any count more.
  for (double titles = 0; titles < 50; ++titles) {
    EXPECT_LE(subject_weight({50, titles, 0}), subject_weight({50, titles + 1, 0}));
    EXPECT_GE(subject_weight({titles, 0, 0}), subject_weight({titles + 1, 0, 0}));
  }
}

TEST(TermSelectionTest, WeighsTheWordsOfAQuestion) {
  const QueryTree tree = selected("gout husband");
  EXPECT_DOUBLE_EQ(weight_of(tree, "gout"), 1);
  EXPECT_LT(weight_of(tree, "husband"), 0.35);
}

TEST(TermSelectionTest, MeasuresCountLeastInMessages) {
  const QueryTree message =
      selected("My husband has had the gout for 3 weeks and takes 250 mg twice daily, is it bad?");
  EXPECT_DOUBLE_EQ(weight_of(message, "3"), 0.2);
  EXPECT_DOUBLE_EQ(weight_of(message, "mg"), 0.2);
  EXPECT_DOUBLE_EQ(weight_of(message, "gout"), 1);
  EXPECT_GT(weight_of(selected("gout 250 mg"), "mg"), 0.2);
}

TEST(TermSelectionTest, WordsOfNamedSubjectsCountInFull) {
  AnalyzerSet analyzers;
  QueryTree tree = parse_query("husband gout", {"en", {"en"}}, analyzers);
  tree.named.push_back({0, 7});
  select_words({1000, [](const std::string&) { return StemFacts{500, 0, 0}; }}, {}, tree);
  EXPECT_DOUBLE_EQ(weight_of(tree, "husband"), 1);
  EXPECT_LT(weight_of(tree, "gout"), 0.3);
}

TEST(TermSelectionTest, ARepeatedWordIsOneClause) {
  const QueryTree tree = selected("gout ankle gout");
  ASSERT_EQ(tree.root.clauses.size(), 2U);
  EXPECT_DOUBLE_EQ(weight_of(tree, "gout"), 1);
}

TEST(TermSelectionTest, AWordAloneCountsInFull) {
  EXPECT_DOUBLE_EQ(weight_of(selected("husband"), "husband"), 1);
  EXPECT_DOUBLE_EQ(weight_of(selected("title:husband"), "husband"), 1);
}

TEST(TermSelectionTest, AConceptCountsAsItsHeaviestWord) {
  AnalyzerSet analyzers;
  for (const auto& [end, weight] : std::vector<std::pair<std::size_t, double>>{
           {12, 1},                                    // husband gout
           {7, subject_weight(kFacts.at("husband"))},  // husband
       }) {
    QueryTree tree = parse_query("husband gout", {"en", {"en"}}, analyzers);
    QueryNode named;
    named.kind = QueryNode::Kind::kConcept;
    named.end = end;
    tree.root.clauses.push_back({Occur::kOptional, named});
    select_words({1000, [](const std::string& stem) { return kFacts.at(stem); }}, {}, tree);
    EXPECT_DOUBLE_EQ(tree.root.clauses.back().node.weight, weight);
  }
}

TEST(TermSelectionTest, KeepsTheRarestOfVeryCommonStopWords) {
  const std::map<std::string, double> articles{
      {"is", 700'000}, {"the", 990'000}, {"of", 950'000}, {"at", 200'000}, {"gout", 30'000}};
  const auto dropped = [&](std::string_view query) {
    AnalyzerSet analyzers;
    QueryTree tree = parse_query(query, {"en", {"en"}}, analyzers);
    tree.dropped.clear();
    select_words({1e6,
                  [&](const std::string& stem) {
                    return StemFacts{articles.at(stem), 0, 0};
                  }},
                 {}, tree);
    return tree.dropped;
  };
  using Words = std::vector<std::string>;
  EXPECT_EQ(dropped("is the of"), (Words{"the", "of"}));
  EXPECT_EQ(dropped("the is at"), Words{"the"});
  EXPECT_EQ(dropped("at is"), Words{});
  EXPECT_EQ(dropped("the"), Words{});
  EXPECT_EQ(dropped("gout THE OF"), Words{});  // in capitals they are names
}

TEST(TermSelectionTest, KeepsTheHeaviestOfVeryManyWords) {
  std::string query = "husband";
  for (int i = 0; i < 70; ++i)
    query += " word" + std::string(1, static_cast<char>('a' + i % 26)) + std::to_string(i);
  query += " gout";
  const QueryTree tree = selected(query);
  EXPECT_EQ(tree.root.clauses.size(), QueryLimits().words);
  EXPECT_EQ(weight_of(tree, "husband"), -1);

  const QueryTree two = selected("husband gout ankle", {.words = 2});
  EXPECT_EQ(two.root.clauses.size(), 2U);
  EXPECT_EQ(two.dropped, std::vector<std::string>{"husband"});
  EXPECT_EQ(selected(query, {.words = 100}).root.clauses.size(), 72U);
}

}  // namespace
}  // namespace medlar
