#include "corpus/cleaning/block_model.h"

#include <numeric>

namespace medlar {
namespace {

// Written by the training that block_model.h describes; not to be changed by hand.

struct FeatureWeight {
  Feature feature;
  float weight;
};
constexpr FeatureWeight kFeatureWeights[] = {
    {Feature::kBias, 0.84F},
    {Feature::kLength, 0.92F},
    {Feature::kOneToThreeWords, 0.08F},
    {Feature::kFourToNine, 0.17F},
    {Feature::kTenTo24, -0.10F},
    {Feature::kTo59, 0.40F},
    {Feature::kLonger, 0.44F},
    {Feature::kLinked, -0.90F},
    {Feature::kAllLinked, -0.51F},
    {Feature::kAllLinkedShort, 0.09F},
    {Feature::kEndsSentence, 0.85F},
    {Feature::kEndsColon, 0.18F},
    {Feature::kEndsEllipsis, -0.68F},
    {Feature::kStops, 0.04F},
    {Feature::kCommas, 0.19F},
    {Feature::kDigits, -0.11F},
    {Feature::kCapitalized, -0.12F},
    {Feature::kAllCapitals, -0.22F},
    {Feature::kCopyright, -0.35F},
    {Feature::kSeparators, -0.40F},
    {Feature::kAddress, -0.21F},
    {Feature::kQuestion, -0.10F},
    {Feature::kRepeated, -0.13F},
    {Feature::kSaysTitle, -0.24F},
    {Feature::kDateLike, -0.27F},
    {Feature::kStartsLower, -0.11F},
    {Feature::kStartsQuote, 0.12F},
    {Feature::kParagraph, 0.46F},
    {Feature::kHeading, -0.03F},
    {Feature::kItem, 0.78F},
    {Feature::kCell, 0.54F},
    {Feature::kOther, -0.66F},
    {Feature::kPrompt, -0.71F},
    {Feature::kCookieNotice, -0.28F},
    {Feature::kPictureCredit, -0.14F},
    {Feature::kByline, -0.31F},
    {Feature::kInOtherArticle, -1.28F},
    {Feature::kOneOfManyArticles, -0.44F},
    {Feature::kParagraphsBeside, 1.70F},
    {Feature::kAloneInParent, -0.70F},
    {Feature::kPosition, -0.08F},
    {Feature::kPositionSquared, -0.60F},
    {Feature::kBeforeHeading1, -0.44F},
    {Feature::kUnderHeading, -0.04F},
    {Feature::kUnderFurnitureHeading, -0.33F},
};

struct TraitWeight {
  Trait trait;
  float around;  // of any element around the text
  float near;    // of one of the three innermost, on top of that
};
constexpr TraitWeight kTraitWeights[] = {
    {Trait::kArticleElement, 0.13F, -0.20F},
    {Trait::kNavigation, 0.00F, 0.00F},
    {Trait::kFooter, 0.00F, 0.00F},
    {Trait::kHeader, -0.38F, -0.20F},
    {Trait::kAside, -0.13F, -0.13F},
    {Trait::kForm, -0.22F, -0.17F},
    {Trait::kFigure, 0.04F, 0.05F},
    {Trait::kLink, -0.41F, -0.38F},
    {Trait::kList, -0.47F, 0.31F},
    {Trait::kDefinitions, -0.01F, -0.01F},
    {Trait::kTable, 0.64F, 0.13F},
    {Trait::kQuotation, 0.38F, 0.38F},
    {Trait::kDetails, 0.00F, 0.00F},
    {Trait::kHidden, 0.00F, 0.00F},
    {Trait::kNavigationWords, 0.26F, -0.09F},
    {Trait::kSharingWords, 0.00F, -0.03F},
    {Trait::kNewsletterWords, -0.18F, -0.04F},
    {Trait::kAdvertWords, 0.04F, -0.06F},
    {Trait::kSidebarWords, 0.11F, -0.04F},
    {Trait::kRelatedWords, 0.14F, 0.05F},
    {Trait::kCommentWords, -0.05F, -0.16F},
    {Trait::kPopupWords, 0.14F, -0.01F},
    {Trait::kCookieWords, -0.10F, -0.23F},
    {Trait::kBylineWords, -0.58F, -0.69F},
    {Trait::kDateWords, 0.22F, -0.62F},
    {Trait::kTagWords, 0.18F, -0.26F},
    {Trait::kCaptionWords, -0.04F, -0.50F},
    {Trait::kGalleryWords, -0.45F, -0.42F},
    {Trait::kFooterWords, -0.75F, -0.76F},
    {Trait::kHeaderWords, -0.34F, -0.24F},
    {Trait::kTitleWords, -0.56F, -0.56F},
    {Trait::kTeaserWords, 0.12F, -0.15F},
    {Trait::kLoginWords, -0.13F, 0.01F},
    {Trait::kWidgetWords, -0.30F, 0.02F},
    {Trait::kBodyWords, -0.55F, 0.62F},
    {Trait::kArticleWords, -1.46F, 0.58F},
};

struct ContextWeight {
  Context context;
  float weight;
};
constexpr ContextWeight kContextWeights[] = {
    {Context::kBias, -0.53F},         {Context::kOwn, 0.54F},
    {Context::kOwnNegative, 0.28F},   {Context::kBetween, 0.02F},
    {Context::kBefore, 0.16F},        {Context::kAfter, 0.21F},
    {Context::kFurtherBefore, 0.03F}, {Context::kFurtherAfter, 0.19F},
    {Context::kParent, -0.08F},       {Context::kGrandparent, 0.06F},
    {Context::kGroup, 0.45F},         {Context::kPage, -0.33F},
    {Context::kInBest, 1.37F},        {Context::kInBestOwn, 0.50F},
    {Context::kBestPosition, 0.65F},  {Context::kHeadingAfter, 0.46F},
};

constexpr BlockFeatures block_weights() {
  BlockFeatures weights{};
  for (const FeatureWeight& row : kFeatureWeights) {
    weights[static_cast<std::size_t>(row.feature)] = row.weight;
  }
  for (const TraitWeight& row : kTraitWeights) {
    const auto trait = static_cast<std::size_t>(row.trait);
    weights[static_cast<std::size_t>(Feature::kFirstTrait) + trait] = row.around;
    weights[static_cast<std::size_t>(Feature::kFirstNearTrait) + trait] = row.near;
  }
  return weights;
}

constexpr ContextFeatures context_weights() {
  ContextFeatures weights{};
  for (const ContextWeight& row : kContextWeights) {
    weights[static_cast<std::size_t>(row.context)] = row.weight;
  }
  return weights;
}

}  // namespace

float block_score(const BlockFeatures& features) {
  static constexpr BlockFeatures kWeights = block_weights();
  return std::inner_product(features.begin(), features.end(), kWeights.begin(), 0.0F);
}

float context_score(const ContextFeatures& features) {
  static constexpr ContextFeatures kWeights = context_weights();
  return std::inner_product(features.begin(), features.end(), kWeights.begin(), 0.0F);
}

}  // namespace medlar
