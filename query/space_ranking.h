// What lies near a query in the space of the index (indexer/format/space_file.h) comes first:
// ARCHITECTURE.md, "How an article is scored".
//
// Pure functions of their arguments; thread-safe.
#pragma once

#include <vector>

#include "indexer/format/space_file.h"
#include "query/query_tree.h"
#include "query/ranked_match.h"
#include "query/ranking_parameters.h"

namespace medlar {

/// Where the words and concepts lie that the query looks for; none where the space knows none.
Place place_of(const QueryTree& tree, const Space& space);

/// Takes matches by falling scores and puts the first kRescored in the order of their scores with
/// nearness. The others keep their order behind them: nearness never takes away.
void rank_by_space(const Space& space, const Place& query, const RankingParameters& ranking,
                   std::vector<RankedMatch>& matches);

}  // namespace medlar
