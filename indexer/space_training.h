// Learns the places of words from texts: a truncated singular value decomposition of the matrix of
// texts by words, by random projection and subspace iteration (N. Halko, P.-G. Martinsson and J. A.
// Tropp, Finding structure with randomness, SIAM Review 53, 2011, algorithms 4.4 and 5.1).
//
// The same texts in the same order give the same places, whatever the number of threads: each
// number is added up by one thread, in one order, and the projection is a table of hashes.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "corpus/error.h"
#include "indexer/format/space_file.h"

namespace medlar {

struct SpaceTraining {
  std::span<const std::vector<SpaceWeight>> texts;
  std::uint32_t words = 0;
  std::uint32_t dimensions = 0;
  unsigned threads = 0;  // 0: as many as the machine has cores
};

/// Places of all words, one after another; 0 in dimensions that the texts do not fill.
Result<std::vector<float>> learn_places(const SpaceTraining& training);

}  // namespace medlar
