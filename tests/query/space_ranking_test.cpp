#include "query/space_ranking.h"

#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace medlar {
namespace {

/// Article 1 lies where the word "asthma" does, 2 where "gout" does, 3 between, 4 nowhere and 5
/// opposite to "asthma".
const std::string& space_bytes() {
  static const std::string bytes = with_articles(encode_space({.dimensions = 2,
                                                               .texts = {"Zasthma", "Zgout"},
                                                               .importances = {1, 1},
                                                               .places = {1, 0, 0, 1}}),
                                                 5) +
                                   std::string{127, 0, 0, 127, 127, 127, 0, 0, -127, 0};
  return bytes;
}

Space space() { return *Space::from_bytes(space_bytes()); }

QueryTree words(const std::vector<std::string>& stems) {
  QueryTree tree;
  for (const std::string& stem : stems) {
    QueryNode node;
    node.kind = QueryNode::Kind::kWord;
    node.parts.push_back({{stem}, {}});
    tree.root.clauses.push_back({Occur::kOptional, node});
  }
  return tree;
}

std::vector<std::uint32_t> order(std::vector<RankedMatch> matches, const Place& query,
                                 const RankingParameters& ranking) {
  rank_by_space(space(), query, ranking, matches);
  std::vector<std::uint32_t> numbers;
  for (const RankedMatch& match : matches) numbers.push_back(match.article);
  return numbers;
}

using Numbers = std::vector<std::uint32_t>;

TEST(SpaceRanking, NearArticlesMoveUp) {
  const RankingParameters alone{.nearness = 0.4, .examples = 0};
  const Place asthma = place_of(words({"asthma"}), space());
  EXPECT_EQ(order({{2, 10}, {1, 9}, {3, 8}}, asthma, alone), (Numbers{1, 3, 2}));
  EXPECT_EQ(order({{2, 10}, {1, 5}}, asthma, alone), (Numbers{2, 1})) << "words still count";
  EXPECT_EQ(order({{5, 10}, {4, 9.9}}, asthma, alone), (Numbers{5, 4})) << "nothing is taken away";
  EXPECT_EQ(order({{2, 10}, {1, 9}}, asthma, {.nearness = 0}), (Numbers{2, 1})) << "off";
}

TEST(SpaceRanking, WhatTheSpaceDoesNotKnowChangesNothing) {
  EXPECT_TRUE(place_of(words({}), space()).empty());
  EXPECT_TRUE(place_of(words({"zzzz"}), space()).empty());
  EXPECT_EQ(order({{2, 10}, {1, 9}}, {}, {}), (Numbers{2, 1}));
  EXPECT_EQ(place_of(words({"asthma", "zzzz", "asthma"}), space()),
            place_of(words({"asthma"}), space()));
}

TEST(SpaceRanking, TheBestArticlesSayWhatIsMeant) {
  // Between both words lies 3; the best by words say that it is about gout.
  const Place both = place_of(words({"asthma", "gout"}), space());
  std::vector<RankedMatch> matches = {{2, 10}, {1, 1}};
  rank_by_space(space(), both, {.nearness = 0.4, .examples = 0.5}, matches);
  EXPECT_GT(matches[0].nearness, matches[1].nearness + 1);
}

TEST(SpaceRanking, EqualScoresAreInOrderOfNumbers) {
  const Place asthma = place_of(words({"asthma"}), space());
  EXPECT_EQ(order({{4, 5}, {2, 5}, {5, 5}}, asthma, {}), (Numbers{2, 4, 5}));
  EXPECT_EQ(order({{4, 0}, {2, 0}}, asthma, {}), (Numbers{2, 4})) << "filters alone";
}

TEST(SpaceRanking, WhatIsNotRescoredStaysBehind) {
  std::vector<RankedMatch> matches;
  for (std::size_t i = 0; i < kRescored; ++i) matches.push_back({4, 10});
  matches.push_back({1, 10});
  matches.push_back({1, 9});
  rank_by_space(space(), place_of(words({"asthma"}), space()), {}, matches);
  EXPECT_EQ(matches[kRescored].article, 1U);
  for (std::size_t i = 1; i < matches.size(); ++i) {
    EXPECT_GE(matches[i - 1].score(), matches[i].score());
  }
}

}  // namespace
}  // namespace medlar
