#include "query/space_ranking.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <string>

#include "indexer/format/schema.h"

namespace medlar {
namespace {

// Articles that say more precisely what was meant: the best by then. Measured: 3 to 8 are alike.
constexpr std::size_t kExamples = 5;

/// The place at the same direction, so far from the middle.
void stretch(Place& place, double length) {
  double squares = 0;
  for (const float part : place) squares += double{part} * part;
  if (squares <= 0) return;
  const double factor = length / std::sqrt(squares);
  for (float& part : place) part = static_cast<float>(part * factor);
}

/// Adds an article's direction, so many times.
void add(std::span<const std::int8_t> article, double times, Place& place) {
  std::int64_t squares = 0;
  for (const std::int8_t step : article) squares += std::int64_t{step} * step;
  if (squares == 0) return;
  const auto factor = static_cast<float>(times / std::sqrt(static_cast<double>(squares)));
  for (std::size_t i = 0; i < article.size(); ++i) place[i] += factor * article[i];
}

/// Scores the matches by their nearness to a place and sorts them.
void rank(const Space& space, const Place& place, double most, std::span<RankedMatch> matches) {
  const Direction direction(place);
  for (RankedMatch& match : matches) {
    match.nearness = most * std::max(0.0, direction.cosine(space.article(match.article)));
  }
  sort_by_score(matches);
}

}  // namespace

Place place_of(const QueryTree& tree, const Space& space) {
  std::map<std::string, double> terms;  // each once, in one order, with what it counts
  const auto add = [&terms](const std::string& term, double weight) {
    double& most = terms[term];
    most = std::max(most, weight);
  };
  for (const QueryNode* leaf : sought_leaves(tree.root)) {
    switch (leaf->kind) {
      case QueryNode::Kind::kWord:
      case QueryNode::Kind::kPhrase:
      case QueryNode::Kind::kNear:
        for (const QueryTerm& part : leaf->parts) {
          for (const std::string& stem : part.stems) {
            add(stem_term(field("text"), stem), leaf->weight * part.weight);
          }
        }
        break;
      case QueryNode::Kind::kConcept:
        add(concept_term(leaf->text), leaf->weight);
        break;
      default:
        break;
    }
  }
  std::vector<SpaceWeight> words;
  for (const auto& [term, weight] : terms) {
    if (const auto word = space.find(term)) {
      words.push_back(
          {*word, static_cast<float>(weight) * space_weight(space.importance(*word), 1)});
    }
  }
  return words.empty() ? Place() : space.place(words);
}

void rank_by_space(const Space& space, const Place& query, const RankingParameters& ranking,
                   std::vector<RankedMatch>& matches) {
  if (matches.empty() || query.empty()) return;
  const auto rescored = std::span(matches).first(std::min(kRescored, matches.size()));
  const double most = ranking.nearness * rescored.front().score();
  rank(space, query, most, rescored);
  Place examples(query.size(), 0);
  for (const RankedMatch& match : rescored.first(std::min(kExamples, rescored.size()))) {
    add(space.article(match.article), match.score(), examples);
  }
  Place meant = query;
  stretch(meant, 1 - ranking.examples);
  stretch(examples, ranking.examples);
  for (std::size_t i = 0; i < meant.size(); ++i) meant[i] += examples[i];
  rank(space, meant, most, rescored);
}

}  // namespace medlar
