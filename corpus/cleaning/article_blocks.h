// Which blocks of a page are the article.
//
// Each block is scored by itself, then once more among its neighbours, with the part of the page
// that is worth most as a whole (J. Pasternack, D. Roth, "Extracting Article Text from the Web with
// Maximum Subsequence Segmentation", WWW 2009: here a subtree instead of a run). Then lists, tables
// and headings are settled, which stay or go with what is around them. Pure functions.
#pragma once

#include <string_view>
#include <vector>

#include "corpus/cleaning/page_blocks.h"

namespace medlar {

/// Why each block is not of the article; empty where it is.
std::vector<std::string_view> reasons_against(const PageBlocks& page);

// The steps, for training and for tests.

/// What is seen of each block among the others, when these are their own scores.
std::vector<ContextFeatures> contexts_of(const PageBlocks& page, const std::vector<float>& own);
/// From scores in context to decisions.
std::vector<bool> settled(const PageBlocks& page, const std::vector<float>& scores);

}  // namespace medlar
