#include "corpus/cleaning/block_traits.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <unordered_map>

namespace medlar {
namespace {

struct Word {
  std::string_view word;
  Trait trait;
};

constexpr Word kElements[] = {
    {"main", Trait::kArticleElement},
    {"article", Trait::kArticleElement},
    {"nav", Trait::kNavigation},
    {"menu", Trait::kNavigation},
    {"footer", Trait::kFooter},
    {"header", Trait::kHeader},
    {"aside", Trait::kAside},
    {"form", Trait::kForm},
    {"figure", Trait::kFigure},
    {"figcaption", Trait::kFigure},
    {"a", Trait::kLink},
    {"ul", Trait::kList},
    {"ol", Trait::kList},
    {"dl", Trait::kDefinitions},
    {"table", Trait::kTable},
    {"blockquote", Trait::kQuotation},
    {"details", Trait::kDetails},
    {"button", Trait::kForm},
    {"label", Trait::kForm},
    {"caption", Trait::kFigure},
};

constexpr Word kRoles[] = {
    {"main", Trait::kArticleElement},
    {"article", Trait::kArticleElement},
    {"navigation", Trait::kNavigation},
    {"menu", Trait::kNavigation},
    {"menubar", Trait::kNavigation},
    {"banner", Trait::kHeader},
    {"contentinfo", Trait::kFooter},
    {"complementary", Trait::kAside},
    {"search", Trait::kForm},
    {"dialog", Trait::kPopupWords},
    {"alertdialog", Trait::kPopupWords},
};

constexpr Word kWords[] = {
    {"nav", Trait::kNavigationWords},
    {"navbar", Trait::kNavigationWords},
    {"navigation", Trait::kNavigationWords},
    {"subnav", Trait::kNavigationWords},
    {"topnav", Trait::kNavigationWords},
    {"menu", Trait::kNavigationWords},
    {"submenu", Trait::kNavigationWords},
    {"dropdown", Trait::kNavigationWords},
    {"breadcrumb", Trait::kNavigationWords},
    {"breadcrumbs", Trait::kNavigationWords},
    {"crumbs", Trait::kNavigationWords},
    {"pagination", Trait::kNavigationWords},
    {"pager", Trait::kNavigationWords},
    {"prev", Trait::kNavigationWords},
    {"previous", Trait::kNavigationWords},
    {"next", Trait::kNavigationWords},
    {"skip", Trait::kNavigationWords},
    {"toolbar", Trait::kNavigationWords},
    {"search", Trait::kNavigationWords},
    {"share", Trait::kSharingWords},
    {"sharing", Trait::kSharingWords},
    {"sharebar", Trait::kSharingWords},
    {"addthis", Trait::kSharingWords},
    {"sharedaddy", Trait::kSharingWords},
    {"social", Trait::kSharingWords},
    {"facebook", Trait::kSharingWords},
    {"twitter", Trait::kSharingWords},
    {"follow", Trait::kSharingWords},
    {"print", Trait::kSharingWords},
    {"email", Trait::kSharingWords},
    {"newsletter", Trait::kNewsletterWords},
    {"newsletters", Trait::kNewsletterWords},
    {"subscribe", Trait::kNewsletterWords},
    {"subscription", Trait::kNewsletterWords},
    {"signup", Trait::kNewsletterWords},
    {"paywall", Trait::kNewsletterWords},
    {"donate", Trait::kNewsletterWords},
    {"donation", Trait::kNewsletterWords},
    {"cta", Trait::kNewsletterWords},
    {"ad", Trait::kAdvertWords},
    {"ads", Trait::kAdvertWords},
    {"adbox", Trait::kAdvertWords},
    {"adsense", Trait::kAdvertWords},
    {"advert", Trait::kAdvertWords},
    {"adverts", Trait::kAdvertWords},
    {"advertisement", Trait::kAdvertWords},
    {"advertising", Trait::kAdvertWords},
    {"banner", Trait::kAdvertWords},
    {"promo", Trait::kAdvertWords},
    {"promos", Trait::kAdvertWords},
    {"promotion", Trait::kAdvertWords},
    {"promoted", Trait::kAdvertWords},
    {"sponsor", Trait::kAdvertWords},
    {"sponsored", Trait::kAdvertWords},
    {"sponsors", Trait::kAdvertWords},
    {"taboola", Trait::kAdvertWords},
    {"outbrain", Trait::kAdvertWords},
    {"sidebar", Trait::kSidebarWords},
    {"aside", Trait::kSidebarWords},
    {"rail", Trait::kSidebarWords},
    {"side", Trait::kSidebarWords},
    {"secondary", Trait::kSidebarWords},
    {"rightcol", Trait::kSidebarWords},
    {"related", Trait::kRelatedWords},
    {"recommended", Trait::kRelatedWords},
    {"recommendation", Trait::kRelatedWords},
    {"recommendations", Trait::kRelatedWords},
    {"recirc", Trait::kRelatedWords},
    {"recirculation", Trait::kRelatedWords},
    {"popular", Trait::kRelatedWords},
    {"trending", Trait::kRelatedWords},
    {"latest", Trait::kRelatedWords},
    {"recent", Trait::kRelatedWords},
    {"more", Trait::kRelatedWords},
    {"also", Trait::kRelatedWords},
    {"similar", Trait::kRelatedWords},
    {"suggested", Trait::kRelatedWords},
    {"viewed", Trait::kRelatedWords},
    {"crosslinks", Trait::kRelatedWords},
    {"comment", Trait::kCommentWords},
    {"comments", Trait::kCommentWords},
    {"commentlist", Trait::kCommentWords},
    {"commenting", Trait::kCommentWords},
    {"disqus", Trait::kCommentWords},
    {"reply", Trait::kCommentWords},
    {"respond", Trait::kCommentWords},
    {"replies", Trait::kCommentWords},
    {"discussion", Trait::kCommentWords},
    {"popup", Trait::kPopupWords},
    {"modal", Trait::kPopupWords},
    {"lightbox", Trait::kPopupWords},
    {"overlay", Trait::kPopupWords},
    {"tooltip", Trait::kPopupWords},
    {"dialog", Trait::kPopupWords},
    {"offcanvas", Trait::kPopupWords},
    {"cookie", Trait::kCookieWords},
    {"cookies", Trait::kCookieWords},
    {"gdpr", Trait::kCookieWords},
    {"consent", Trait::kCookieWords},
    {"cli", Trait::kCookieWords},
    {"privacy", Trait::kCookieWords},
    {"byline", Trait::kBylineWords},
    {"author", Trait::kBylineWords},
    {"authors", Trait::kBylineWords},
    {"bio", Trait::kBylineWords},
    {"contributor", Trait::kBylineWords},
    {"contributors", Trait::kBylineWords},
    {"writer", Trait::kBylineWords},
    {"meta", Trait::kBylineWords},
    {"metadata", Trait::kBylineWords},
    {"postmeta", Trait::kBylineWords},
    {"info", Trait::kBylineWords},
    {"credit", Trait::kBylineWords},
    {"credits", Trait::kBylineWords},
    {"source", Trait::kBylineWords},
    {"date", Trait::kDateWords},
    {"dateline", Trait::kDateWords},
    {"time", Trait::kDateWords},
    {"timestamp", Trait::kDateWords},
    {"datetime", Trait::kDateWords},
    {"published", Trait::kDateWords},
    {"publish", Trait::kDateWords},
    {"updated", Trait::kDateWords},
    {"posted", Trait::kDateWords},
    {"tag", Trait::kTagWords},
    {"tags", Trait::kTagWords},
    {"taxonomy", Trait::kTagWords},
    {"category", Trait::kTagWords},
    {"categories", Trait::kTagWords},
    {"topic", Trait::kTagWords},
    {"topics", Trait::kTagWords},
    {"label", Trait::kTagWords},
    {"labels", Trait::kTagWords},
    {"keywords", Trait::kTagWords},
    {"kicker", Trait::kTagWords},
    {"eyebrow", Trait::kTagWords},
    {"caption", Trait::kCaptionWords},
    {"captions", Trait::kCaptionWords},
    {"cutline", Trait::kCaptionWords},
    {"figcaption", Trait::kCaptionWords},
    {"image", Trait::kCaptionWords},
    {"img", Trait::kCaptionWords},
    {"photo", Trait::kCaptionWords},
    {"picture", Trait::kCaptionWords},
    {"media", Trait::kCaptionWords},
    {"gallery", Trait::kGalleryWords},
    {"slideshow", Trait::kGalleryWords},
    {"slider", Trait::kGalleryWords},
    {"slide", Trait::kGalleryWords},
    {"slides", Trait::kGalleryWords},
    {"carousel", Trait::kGalleryWords},
    {"video", Trait::kGalleryWords},
    {"videos", Trait::kGalleryWords},
    {"player", Trait::kGalleryWords},
    {"playlist", Trait::kGalleryWords},
    {"footer", Trait::kFooterWords},
    {"foot", Trait::kFooterWords},
    {"bottom", Trait::kFooterWords},
    {"copyright", Trait::kFooterWords},
    {"legal", Trait::kFooterWords},
    {"disclaimer", Trait::kFooterWords},
    {"header", Trait::kHeaderWords},
    {"masthead", Trait::kHeaderWords},
    {"logo", Trait::kHeaderWords},
    {"top", Trait::kHeaderWords},
    {"title", Trait::kTitleWords},
    {"headline", Trait::kTitleWords},
    {"heading", Trait::kTitleWords},
    {"subtitle", Trait::kTitleWords},
    {"subheadline", Trait::kTitleWords},
    {"dek", Trait::kTitleWords},
    {"teaser", Trait::kTeaserWords},
    {"card", Trait::kTeaserWords},
    {"cards", Trait::kTeaserWords},
    {"tile", Trait::kTeaserWords},
    {"thumb", Trait::kTeaserWords},
    {"thumbnail", Trait::kTeaserWords},
    {"thumbnails", Trait::kTeaserWords},
    {"preview", Trait::kTeaserWords},
    {"excerpt", Trait::kTeaserWords},
    {"grid", Trait::kTeaserWords},
    {"feed", Trait::kTeaserWords},
    {"listing", Trait::kTeaserWords},
    {"login", Trait::kLoginWords},
    {"signin", Trait::kLoginWords},
    {"register", Trait::kLoginWords},
    {"registration", Trait::kLoginWords},
    {"account", Trait::kLoginWords},
    {"user", Trait::kLoginWords},
    {"profile", Trait::kLoginWords},
    {"poll", Trait::kLoginWords},
    {"rating", Trait::kLoginWords},
    {"vote", Trait::kLoginWords},
    {"widget", Trait::kWidgetWords},
    {"widgets", Trait::kWidgetWords},
    {"module", Trait::kWidgetWords},
    {"box", Trait::kWidgetWords},
    {"panel", Trait::kWidgetWords},
    {"block", Trait::kWidgetWords},
    {"embed", Trait::kWidgetWords},
    {"content", Trait::kBodyWords},
    {"contents", Trait::kBodyWords},
    {"body", Trait::kBodyWords},
    {"articlebody", Trait::kBodyWords},
    {"bodytext", Trait::kBodyWords},
    {"text", Trait::kBodyWords},
    {"entry", Trait::kBodyWords},
    {"story", Trait::kBodyWords},
    {"copy", Trait::kBodyWords},
    {"prose", Trait::kBodyWords},
    {"paragraph", Trait::kBodyWords},
    {"article", Trait::kArticleWords},
    {"articles", Trait::kRelatedWords},
    {"stories", Trait::kRelatedWords},
    {"posts", Trait::kRelatedWords},
    {"post", Trait::kArticleWords},
    {"main", Trait::kArticleWords},
    {"single", Trait::kArticleWords},
    {"page", Trait::kArticleWords},
};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

template <std::size_t N>
std::uint64_t in_table(const Word (&table)[N], std::string_view word) {
  const auto* row = std::ranges::find(table, word, &Word::word);
  return row == std::end(table) ? 0 : bit(row->trait);
}

std::uint64_t of_word(std::string_view word) {
  static const auto* const table = [] {
    auto* words = new std::unordered_map<std::string_view, Trait>;
    for (const Word& row : kWords) words->emplace(row.word, row.trait);
    return words;
  }();
  const auto found = table->find(word);
  return found == table->end() ? 0 : bit(found->second);
}

}  // namespace

std::uint64_t traits_of_words(std::string_view name) {
  constexpr std::size_t kLongest = 16;
  std::array<char, kLongest> word{};
  std::size_t size = 0;
  std::uint64_t traits = 0;
  bool small_before = false;
  const auto finish = [&] {
    if (size > 1 && size <= kLongest) traits |= of_word({word.data(), size});
    size = 0;
  };
  for (const char c : name) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool small = c >= 'a' && c <= 'z';
    if (!letter || (!small && small_before)) finish();
    if (letter) {
      if (size < kLongest) word[size] = lower(c);
      ++size;
    }
    small_before = small;
  }
  finish();
  return traits;
}

std::uint64_t traits_of(XmlNode element) {
  std::uint64_t traits = in_table(kElements, element.name());
  if (const auto role = element.attribute("role"); !role.empty()) traits |= in_table(kRoles, role);
  if (const auto property = element.attribute("itemprop"); property == "articleBody")
    traits |= bit(Trait::kArticleElement) | bit(Trait::kBodyWords);
  for (const std::string_view name : {"class", "id"}) {
    if (const auto value = element.attribute(name); !value.empty())
      traits |= traits_of_words(value);
  }
  return traits;
}

}  // namespace medlar
