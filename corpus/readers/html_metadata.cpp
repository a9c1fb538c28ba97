#include "corpus/readers/html_metadata.h"

#include <algorithm>
#include <cctype>

#include "corpus/readers/block_walker.h"
#include "corpus/readers/text_builder.h"

namespace medlar {
namespace {

/// Where a page says a fact; of several places the one with the lowest rank is believed. JSON-LD
/// has its own rows in json_ld.cpp and its ranks lie between these.
struct MetaRow {
  std::string_view key;  // of name, property, http-equiv or itemprop, in lower case
  Fact fact;
  int rank;
};
constexpr MetaRow kMeta[] = {
    {"og:title", Fact::kTitle, 10},
    {"twitter:title", Fact::kTitle, 20},
    {"og:url", Fact::kUrl, 20},
    {"content-language", Fact::kLanguage, 20},
    {"dcterms.language", Fact::kLanguage, 20},
    {"og:locale", Fact::kLanguage, 30},
    {"og:site_name", Fact::kSource, 10},
    {"dcterms.publisher", Fact::kSource, 30},
    {"author", Fact::kAuthor, 20},
    {"article:author", Fact::kAuthor, 30},
    {"dcterms.creator", Fact::kAuthor, 30},
    {"audience", Fact::kAudience, 20},
    {"dcterms.audience", Fact::kAudience, 20},
    {"last-reviewed", Fact::kReviewed, 20},
    {"last_reviewed", Fact::kReviewed, 20},
    {"lastreviewed", Fact::kReviewed, 20},
    {"reviewed", Fact::kReviewed, 20},
    {"date-reviewed", Fact::kReviewed, 20},
    {"dcterms.reviewed", Fact::kReviewed, 20},
    {"article:modified_time", Fact::kUpdated, 10},
    {"datemodified", Fact::kUpdated, 20},
    {"last-modified", Fact::kUpdated, 20},
    {"dcterms.modified", Fact::kUpdated, 20},
    {"og:updated_time", Fact::kUpdated, 20},
    {"article:published_time", Fact::kUpdated, 50},
    {"datepublished", Fact::kUpdated, 50},
    {"dcterms.date", Fact::kUpdated, 50},
    {"dcterms.issued", Fact::kUpdated, 50},
    {"date", Fact::kUpdated, 50},
};
constexpr int kCanonicalRank = 10;
constexpr int kHtmlLangRank = 10;
constexpr int kLabelRank = 40;
constexpr int kTimeRank = 60;

/// Words before a value in the visible text, in lower case. Longer before shorter.
struct Label {
  std::string_view words;
  Fact fact;
};
constexpr Label kLabels[] = {
    {"page last reviewed", Fact::kReviewed},
    {"last medically reviewed", Fact::kReviewed},
    {"medically reviewed", Fact::kReviewed},
    {"last reviewed", Fact::kReviewed},
    {"date reviewed", Fact::kReviewed},
    {"review date", Fact::kReviewed},
    {"reviewed", Fact::kReviewed},
    {"última revisión", Fact::kReviewed},
    {"ultima revision", Fact::kReviewed},
    {"fecha de revisión", Fact::kReviewed},
    {"revisado", Fact::kReviewed},
    {"page last updated", Fact::kUpdated},
    {"last updated", Fact::kUpdated},
    {"last update", Fact::kUpdated},
    {"date updated", Fact::kUpdated},
    {"updated", Fact::kUpdated},
    {"última actualización", Fact::kUpdated},
    {"actualizado", Fact::kUpdated},
    {"also known as", Fact::kName},
    {"also called", Fact::kName},
    {"other names", Fact::kName},
    {"también llamado", Fact::kName},
    {"también llamada", Fact::kName},
    {"también conocido como", Fact::kName},
    {"otros nombres", Fact::kName},
};

constexpr std::size_t kLongestLabelled = 300;
constexpr std::size_t kMostHeadings = 8;

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char c) {
    return static_cast<char>(c < 0x80 ? std::tolower(c) : c);
  });
  // The one capital beyond ASCII that begins a label.
  if (out.starts_with("\xC3\x9A")) out.replace(0, 2, "\xC3\xBA");
  return out;
}

void offer_meta(XmlNode meta, PageFacts& facts) {
  const std::string_view content = meta.attribute("content");
  for (const std::string_view attribute : {"name", "property", "http-equiv", "itemprop"}) {
    std::string key = lower(meta.attribute(attribute));
    if (key.empty()) continue;
    if (key.starts_with("dc.")) key.replace(0, 3, "dcterms.");
    for (const MetaRow& row : kMeta) {
      // article:author is often the address of a profile, which is no name.
      if (row.key == key && !(row.fact == Fact::kAuthor && content.find("://") != content.npos)) {
        facts.offer(row.fact, row.rank, content);
      }
    }
  }
}

/// Marks of emphasis around a label: <p><b>Last reviewed:</b> May 2019</p>.
constexpr std::string_view kEmphasis[] = {"b", "strong", "span",  "em",   "i",
                                          "a", "small",  "label", "font", "u"};

/// Text from `node` to the end of `block`, or the machine-readable date of the first <time> in it.
/// Looks at some nodes only: a value stands right behind its label.
std::string text_until_end(XmlNode node, XmlNode block) {
  constexpr int kMostNodes = 64;
  std::string text;
  for (int seen = 0; node && seen < kMostNodes && text.size() <= kLongestLabelled; ++seen) {
    if (node.name() == "time" && node.has_attribute("datetime")) {
      return std::string(node.attribute("datetime"));
    }
    const bool ends_line = node.name() == "br";
    if (ends_line && text.find_first_not_of(" :\n\t\r") != std::string::npos) break;
    text += ends_line ? std::string_view(" ") : node.content();
    node = node.following(block);
  }
  return text.size() > kLongestLabelled ? std::string() : text;
}

/// What follows the label in its block; where the label stands alone in it
/// (<dt>Last reviewed</dt><dd>...), what the next element says.
std::string labelled_value(XmlNode text_node, std::string_view behind_label) {
  constexpr int kMostLevels = 8;
  XmlNode block = text_node.parent();
  for (int level = 0; block && block.parent() && level < kMostLevels; ++level) {
    if (std::ranges::find(kEmphasis, block.name()) == std::end(kEmphasis)) break;
    block = block.parent();
  }
  if (!block || behind_label.size() > kLongestLabelled) return {};
  std::string value(behind_label);
  value += text_until_end(text_node.following(block), block);
  if (value.find_first_not_of(" :\t\r\n") != std::string::npos) return value;
  XmlNode after = block.next();
  while (after && !after.is_element()) after = after.next();
  if (after) value += text_until_end(after, after);
  return value;
}

void offer_labelled(XmlNode text_node, PageFacts& facts) {
  const std::string_view content = text_node.content();
  const std::size_t begin = content.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return;
  // All labels begin with one of these letters; most text ends here.
  if (std::string_view("PpLlMmDdRrUuAaOoTtFf\xC3").find(content[begin]) == std::string_view::npos) {
    return;
  }
  const std::string head = lower(content.substr(begin, 48));
  for (const Label& label : kLabels) {
    if (!head.starts_with(label.words)) continue;
    std::string value = labelled_value(text_node, content.substr(begin + label.words.size()));
    const std::size_t start = value.find_first_not_of(" :\t\r\n");
    if (start == std::string::npos) return;
    const bool colon = value.find(':') < start;
    value.erase(0, start);
    for (const std::string_view filler : {"on ", "on: ", "el ", "date: "}) {
      if (value.starts_with(filler)) value.erase(0, filler.size());
    }
    if (label.fact != Fact::kName) {
      facts.offer(label.fact, kLabelRank, value);
    } else if (colon) {
      // Without a colon it is a sentence: "Also called the silent disease, it ..."; and behind the
      // list one may follow.
      value = value.substr(0, value.find(". "));
      for (const std::string& name : listed_names(one_line(value))) {
        facts.offer(label.fact, kLabelRank, name);
      }
    }
    return;
  }
}

/// Places where a site's name hangs on a title.
constexpr std::string_view kTitleSeparators[] = {" - ", " | ",  " – ", " — ",
                                                 " · ", " :: ", " » ", " « "};

}  // namespace

HtmlMetadata html_metadata(XmlNode root) {
  HtmlMetadata metadata;
  PageFacts& facts = metadata.facts;
  walk(
      root,
      [&](XmlNode node) {
        if (!node.is_element()) {
          offer_labelled(node, facts);
          return Visit::kSkip;
        }
        const std::string_view name = node.name();
        if (name == "meta") {
          offer_meta(node, facts);
        } else if (name == "html") {
          facts.offer(Fact::kLanguage, kHtmlLangRank, node.attribute("lang"));
        } else if (name == "link") {
          if (lower(node.attribute("rel")) == "canonical") {
            facts.offer(Fact::kUrl, kCanonicalRank, node.attribute("href"));
          }
        } else if (name == "script") {
          if (lower(node.attribute("type")).find("ld+json") != std::string::npos) {
            offer_json_ld(node.text(), facts);
          }
          return Visit::kSkip;
        } else if (name == "title") {
          if (metadata.page_title.empty()) metadata.page_title = one_line(node.text());
        } else if (name == "h1") {
          if (metadata.headings.size() < kMostHeadings) {
            metadata.headings.push_back(one_line(node.text()));
          }
        } else if (name == "time") {
          facts.offer(Fact::kUpdated, kTimeRank, node.attribute("datetime"));
        } else if (name == "style" || name == "svg") {
          return Visit::kSkip;
        }
        return Visit::kDescend;
      },
      [](XmlNode) {});
  return metadata;
}

std::string chosen_title(const HtmlMetadata& metadata) {
  const std::string& page = metadata.page_title;
  std::vector<std::string> said = metadata.headings;
  said.push_back(metadata.facts.first(Fact::kTitle));
  for (const std::string_view separator : kTitleSeparators) {
    for (std::size_t at = page.rfind(separator); at != std::string::npos && at > 0;
         at = page.rfind(separator, at - 1)) {
      const std::string_view front = std::string_view(page).substr(0, at);
      for (const std::string& heading : said) {
        if (says_the_same(front, heading)) return heading;
      }
      const std::string_view suffix = std::string_view(page).substr(at + separator.size());
      if (says_the_same(suffix, metadata.facts.first(Fact::kSource))) return std::string(front);
    }
  }
  // "Gout: flares and treatment - Health Library" above "Gout": the last part is the site's.
  for (const std::string_view separator : kTitleSeparators) {
    const std::size_t at = page.rfind(separator);
    if (at == std::string::npos || at == 0) continue;
    for (const std::string& heading : said) {
      if (heading.size() >= 3 && heading.size() < at &&
          says_the_same(std::string_view(page).substr(0, heading.size()), heading)) {
        return page.substr(0, at);
      }
    }
  }
  if (!page.empty()) return page;
  const auto heading =
      std::ranges::find_if(metadata.headings, [](const std::string& h) { return !h.empty(); });
  return heading != metadata.headings.end() ? *heading : metadata.facts.first(Fact::kTitle);
}

}  // namespace medlar
