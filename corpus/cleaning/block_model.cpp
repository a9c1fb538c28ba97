#include "corpus/cleaning/block_model.h"

#include <numeric>

namespace medlar {
namespace {

// The numbers are written by the training that block_model.h describes, not by hand. A new feature
// is a row with any number, and then a training.

struct FeatureWeight {
  Feature feature;
  float weight;
};
constexpr FeatureWeight kFeatureWeights[] = {
    {Feature::kBias, 0.87F},
    {Feature::kLength, 0.95F},
    {Feature::kOneToThreeWords, 0.05F},
    {Feature::kFourToNine, 0.16F},
    {Feature::kTenTo24, -0.05F},
    {Feature::kTo59, 0.43F},
    {Feature::kLonger, 0.43F},
    {Feature::kLinked, -0.87F},
    {Feature::kAllLinked, -0.52F},
    {Feature::kAllLinkedShort, 0.08F},
    {Feature::kEndsSentence, 0.82F},
    {Feature::kEndsColon, 0.17F},
    {Feature::kEndsEllipsis, -0.68F},
    {Feature::kStops, 0.06F},
    {Feature::kCommas, 0.23F},
    {Feature::kDigits, -0.06F},
    {Feature::kCapitalized, -0.16F},
    {Feature::kAllCapitals, -0.20F},
    {Feature::kCopyright, -0.35F},
    {Feature::kSeparators, -0.40F},
    {Feature::kAddress, -0.15F},
    {Feature::kQuestion, -0.10F},
    {Feature::kRepeated, -0.16F},
    {Feature::kSaysTitle, -0.24F},
    {Feature::kDateLike, -0.27F},
    {Feature::kStartsLower, -0.09F},
    {Feature::kStartsQuote, 0.10F},
    {Feature::kParagraph, 0.45F},
    {Feature::kHeading, -0.03F},
    {Feature::kItem, 0.80F},
    {Feature::kCell, 0.55F},
    {Feature::kOther, -0.63F},
    {Feature::kPrompt, -0.71F},
    {Feature::kCookieNotice, -0.28F},
    {Feature::kPictureCredit, -0.16F},
    {Feature::kByline, -0.27F},
    {Feature::kInOtherArticle, -1.27F},
    {Feature::kOneOfManyArticles, -0.43F},
    {Feature::kParagraphsBeside, 1.72F},
    {Feature::kAloneInParent, -0.71F},
    {Feature::kPosition, -0.06F},
    {Feature::kPositionSquared, -0.60F},
    {Feature::kBeforeHeading1, -0.43F},
    {Feature::kUnderHeading, -0.04F},
    {Feature::kUnderFurnitureHeading, -0.39F},
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
    {Trait::kHeader, -0.37F, -0.20F},
    {Trait::kAside, -0.12F, -0.12F},
    {Trait::kForm, -0.21F, -0.16F},
    {Trait::kFigure, 0.01F, 0.02F},
    {Trait::kLink, -0.43F, -0.39F},
    {Trait::kList, -0.46F, 0.33F},
    {Trait::kDefinitions, -0.01F, -0.01F},
    {Trait::kTable, 0.63F, 0.09F},
    {Trait::kQuotation, 0.37F, 0.37F},
    {Trait::kDetails, 0.00F, 0.00F},
    {Trait::kHidden, 0.00F, 0.00F},
    {Trait::kNavigationWords, 0.28F, -0.08F},
    {Trait::kSharingWords, 0.01F, -0.04F},
    {Trait::kNewsletterWords, -0.17F, -0.04F},
    {Trait::kAdvertWords, 0.06F, -0.06F},
    {Trait::kSidebarWords, 0.07F, -0.11F},
    {Trait::kRelatedWords, 0.16F, 0.06F},
    {Trait::kCommentWords, -0.04F, -0.16F},
    {Trait::kPopupWords, 0.15F, -0.01F},
    {Trait::kCookieWords, -0.10F, -0.23F},
    {Trait::kBylineWords, -0.59F, -0.70F},
    {Trait::kDateWords, 0.23F, -0.61F},
    {Trait::kTagWords, 0.20F, -0.25F},
    {Trait::kCaptionWords, -0.09F, -0.48F},
    {Trait::kGalleryWords, -0.45F, -0.41F},
    {Trait::kFooterWords, -0.78F, -0.82F},
    {Trait::kHeaderWords, -0.35F, -0.30F},
    {Trait::kTitleWords, -0.57F, -0.57F},
    {Trait::kTeaserWords, 0.07F, -0.17F},
    {Trait::kLoginWords, -0.12F, 0.01F},
    {Trait::kWidgetWords, -0.32F, 0.02F},
    {Trait::kBodyWords, -0.60F, 0.62F},
    {Trait::kArticleWords, -1.47F, 0.57F},
};

struct ContextWeight {
  Context context;
  float weight;
};
constexpr ContextWeight kContextWeights[] = {
    {Context::kBias, -0.54F},         {Context::kOwn, 0.53F},
    {Context::kOwnNegative, 0.25F},   {Context::kBetween, 0.02F},
    {Context::kBefore, 0.16F},        {Context::kAfter, 0.20F},
    {Context::kFurtherBefore, 0.03F}, {Context::kFurtherAfter, 0.19F},
    {Context::kParent, -0.07F},       {Context::kGrandparent, 0.09F},
    {Context::kGroup, 0.53F},         {Context::kPage, -0.35F},
    {Context::kInBest, 1.34F},        {Context::kInBestOwn, 0.52F},
    {Context::kBestPosition, 0.60F},  {Context::kHeadingAfter, 0.48F},
};

/// Rows are in the order of what they are the weights of, and none is missing.
template <typename Row, std::size_t kRows, typename Name>
constexpr bool are_complete(const Row (&rows)[kRows], Name Row::*name, Name end) {
  for (std::size_t i = 0; i < kRows; ++i) {
    if (static_cast<std::size_t>(rows[i].*name) != i) return false;
  }
  return kRows == static_cast<std::size_t>(end);
}
static_assert(are_complete(kFeatureWeights, &FeatureWeight::feature, Feature::kFirstTrait));
static_assert(are_complete(kTraitWeights, &TraitWeight::trait, Trait::kCount));
static_assert(are_complete(kContextWeights, &ContextWeight::context, Context::kCount));

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
