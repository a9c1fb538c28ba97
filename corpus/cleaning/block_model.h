// How sure a block of a page is to be of its article: two linear models, their features and
// weights.
//
// The first sees a block by itself, the second its score among those of its neighbours; both give
// log-odds. The features are in the tradition of C. Kohlschuetter, P. Fankhauser, W. Nejdl,
// "Boilerplate Detection using Shallow Text Features" (WSDM 2010): length, links, neighbours; and
// the words that makers of pages give to classes (block_traits.h).
//
// Training (tests/relevance/train_block_model.cpp): logistic regression over the blocks of 181 news
// and blog pages (the article-extraction-benchmark; a block is of the article where half of its
// runs of four words are in the article that people marked, a shorter one only near such) and, as
// much again, of every other of 309 pages of cancer.gov without furniture, all article. A block
// weighs as many words as it has, up to 120, over those of its page's article. L2 of 3e-3 for the
// first model and 1e-4 for the second, 300 steps of Adam. Eight-fold cross-validation over pages
// gave F1 0.958 (P 0.938, R 0.979), training on a half and testing on the other 0.957; on all
// pages, which it was trained on, it is 0.968, and 0.970 for the text that the reader makes of
// them. Which pages of cancer.gov are taken changes these by up to 0.004: with those between, they
// were 0.960 and 0.953.
//
// Plain values and pure functions.
#pragma once

#include <array>
#include <cstddef>

#include "corpus/cleaning/block_traits.h"

namespace medlar {

/// What is seen of a block by itself, in the order of the table of weights.
enum class Feature {
  kBias,
  kLength,
  kOneToThreeWords,
  kFourToNine,
  kTenTo24,
  kTo59,
  kLonger,
  kLinked,
  kAllLinked,
  kAllLinkedShort,
  kEndsSentence,
  kEndsColon,
  kEndsEllipsis,
  kStops,
  kCommas,
  kDigits,
  kCapitalized,
  kAllCapitals,
  kCopyright,
  kSeparators,
  kAddress,
  kQuestion,
  kRepeated,
  kSaysTitle,
  kDateLike,
  kStartsLower,
  kStartsQuote,
  kParagraph,
  kHeading,
  kItem,
  kCell,
  kOther,
  kPrompt,
  kCookieNotice,
  kPictureCredit,
  kByline,
  kInOtherArticle,
  kOneOfManyArticles,
  kParagraphsBeside,
  kAloneInParent,
  kPosition,
  kPositionSquared,
  kBeforeHeading1,
  kUnderHeading,
  kUnderFurnitureHeading,
  kFirstTrait,
  kFirstNearTrait = kFirstTrait + static_cast<int>(kTraits),
  kCount = kFirstNearTrait + static_cast<int>(kTraits),
};
inline constexpr std::size_t kFeatures = static_cast<std::size_t>(Feature::kCount);
using BlockFeatures = std::array<float, kFeatures>;

/// What is seen of it among the others.
enum class Context {
  kBias,
  kOwn,
  kOwnNegative,
  kBetween,
  kBefore,
  kAfter,
  kFurtherBefore,
  kFurtherAfter,
  kParent,
  kGrandparent,
  kGroup,
  kPage,
  kInBest,
  kInBestOwn,
  kBestPosition,
  kHeadingAfter,
  kCount,
};
inline constexpr std::size_t kContexts = static_cast<std::size_t>(Context::kCount);
using ContextFeatures = std::array<float, kContexts>;

float block_score(const BlockFeatures& features);
float context_score(const ContextFeatures& features);

}  // namespace medlar
