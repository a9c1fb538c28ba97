// What the elements around a text say it is for: their names, roles and the words of their classes.
//
// A trait is a bit; what stands in an element has the traits of all elements around it. Pure
// functions of strings.
#pragma once

#include <cstdint>
#include <string_view>

#include "corpus/readers/xml_document.h"

namespace medlar {

enum class Trait : std::uint8_t {
  // from the element's name and role
  kArticleElement,  // main, article, role=main, itemprop=articleBody
  kNavigation,
  kFooter,
  kHeader,
  kAside,
  kForm,
  kFigure,
  kLink,
  kList,
  kDefinitions,
  kTable,
  kQuotation,
  kDetails,
  kHidden,
  // from words of class and id
  kNavigationWords,
  kSharingWords,
  kNewsletterWords,
  kAdvertWords,
  kSidebarWords,
  kRelatedWords,
  kCommentWords,
  kPopupWords,
  kCookieWords,
  kBylineWords,
  kDateWords,
  kTagWords,
  kCaptionWords,
  kGalleryWords,
  kFooterWords,
  kHeaderWords,
  kTitleWords,
  kTeaserWords,
  kLoginWords,
  kWidgetWords,
  kBodyWords,     // content, body, text, entry, story
  kArticleWords,  // article, post, main
  kCount,
};
inline constexpr std::size_t kTraits = static_cast<std::size_t>(Trait::kCount);

constexpr std::uint64_t bit(Trait trait) {
  return std::uint64_t{1} << static_cast<unsigned>(trait);
}

std::uint64_t traits_of_words(std::string_view class_or_id);

/// Of an element itself, its class and id.
std::uint64_t traits_of(XmlNode element);

}  // namespace medlar
