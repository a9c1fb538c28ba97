#include "query/word_proximity.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "corpus/analysis/analyzer_set.h"
#include "query/query_parser.h"

namespace medlar {
namespace {

using Sequence = std::vector<std::pair<std::string, double>>;

Sequence sequence(const char* query) {
  AnalyzerSet analyzers;
  const QueryTree tree = parse_query(query, {.index_languages = {"en"}}, analyzers);
  Sequence sequence;
  for (const SequencedWord& word : sequenced_words(tree, [](const std::string&) { return 2.0; })) {
    sequence.emplace_back(word.stem, word.weight);
  }
  return sequence;
}

TEST(WordProximity, WordsOfTheQueryInOrder) {
  EXPECT_EQ(sequence("bone cement"), (Sequence{{"bone", 2}, {"cement", 2}}));
  EXPECT_EQ(sequence("cement in the bone"), (Sequence{{"cement", 2}, {"bone", 2}}));
  EXPECT_EQ(sequence("vitamin-rich food"), (Sequence{{"vitamin", 2}, {"rich", 2}, {"food", 2}}));
  EXPECT_EQ(sequence("cement"), Sequence()) << "no neighbour";
  EXPECT_EQ(sequence("title:bone source:cdc cement"), Sequence()) << "fields are asked for apart";
  EXPECT_EQ(sequence("one two three four five six seven eight"), Sequence()) << "a sentence";
}

/// The scores that two words add in articles whose words stand there.
std::vector<double> added(const std::vector<std::uint32_t>& first,
                          const std::vector<std::uint32_t>& second) {
  std::vector<RankedMatch> matches{{1, 10}};
  rank_by_proximity(
      {{"bone", 4}, {"cement", 6}},
      [&](std::uint32_t, WordPlaces& places) {
        places = {first, second};
      },
      0.5, matches);
  return {matches[0].proximity};
}

TEST(WordProximity, NeighboursAddTheLighterOnesShare) {
  struct Row {
    const char* what;
    std::vector<std::uint32_t> bone;
    std::vector<std::uint32_t> cement;
    double adds;
  };
  for (const Row& row : {Row{"side by side", {3}, {4}, 2}, Row{"two words between", {3}, {6}, 2},
                         Row{"three words between", {3}, {7}, 0}, Row{"the other way", {4}, {3}, 0},
                         Row{"once of many", {1, 50, 90}, {2 + 10, 40, 91}, 2},
                         Row{"one is missing", {3}, {}, 0}, Row{"both are", {}, {}, 0}}) {
    EXPECT_EQ(added(row.bone, row.cement), std::vector{row.adds}) << row.what;
  }
}

TEST(WordProximity, MatchesAreSortedAnew) {
  const FindPlaces in_second = [](std::uint32_t article, WordPlaces& places) {
    places = article == 2 ? WordPlaces{{1}, {2}} : WordPlaces{{1}, {1}};
  };
  std::vector<RankedMatch> matches{{1, 10}, {2, 9}, {3, 8}};
  rank_by_proximity({{"bone", 4}, {"cement", 6}}, in_second, 0.5, matches);
  EXPECT_EQ(matches[0].article, 2U);
  EXPECT_EQ(matches[0].score(), 11);
  EXPECT_EQ(matches[1].article, 1U);
}

}  // namespace
}  // namespace medlar
