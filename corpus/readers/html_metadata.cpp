#include "corpus/readers/html_metadata.h"

#include <algorithm>
#include <cctype>

#include "corpus/cleaning/credit_lines.h"
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
constexpr int kPublishedLabelRank = 57;
constexpr int kTimeRank = 60;

/// Words before other names of the subject in the visible text, in lower case. What is before dates
/// and people is in cleaning/credit_lines.
constexpr std::string_view kNameLabels[] = {
    "also known as",   "also called",           "other names",  "también llamado",
    "también llamada", "también conocido como", "otros nombres"};

constexpr std::size_t kLongestLabelled = 300;
/// A label alone in its element, whose value is the next element's, is no longer.
constexpr std::size_t kLongestLabel = 40;
constexpr std::size_t kMostCreditLines = 4000;
constexpr std::size_t kMostHeadings = 8;

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char c) {
    return static_cast<char>(c < 0x80 ? std::tolower(c) : c);
  });
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

/// Text from `node` to the end of `block`; of a <time> its machine-readable date, which ends it.
/// Looks at some nodes only: a value stands right behind its label.
std::string text_until_end(XmlNode node, XmlNode block) {
  constexpr int kMostNodes = 64;
  std::string text;
  for (int seen = 0; node && seen < kMostNodes && text.size() <= kLongestLabelled; ++seen) {
    if (node.name() == "time" && node.has_attribute("datetime")) {
      return text.append(" ").append(node.attribute("datetime"));
    }
    const bool ends_line = node.name() == "br";
    if (ends_line && text.find_first_not_of(" :\n\t\r") != std::string::npos) break;
    text += ends_line ? std::string_view(" ") : node.content();
    node = node.following(block);
  }
  return text.size() > kLongestLabelled ? std::string() : text;
}

/// The element that `text_node` stands in, marks of emphasis apart.
XmlNode block_around(XmlNode text_node) {
  constexpr int kMostLevels = 8;
  XmlNode block = text_node.parent();
  for (int level = 0; block && block.parent() && level < kMostLevels; ++level) {
    if (std::ranges::find(kEmphasis, block.name()) == std::end(kEmphasis)) break;
    block = block.parent();
  }
  return block;
}

std::string text_of_next_element(XmlNode block) {
  XmlNode after = block.next();
  while (after && !after.is_element()) after = after.next();
  return after ? text_until_end(after, after) : std::string();
}

/// What follows in the block of `text_node`; where that is nothing (<dt>Last
/// reviewed</dt><dd>...), what the next element says.
std::string text_behind(XmlNode text_node, std::string_view behind) {
  const XmlNode block = block_around(text_node);
  if (!block || behind.size() > kLongestLabelled) return {};
  std::string value(behind);
  value += text_until_end(text_node.following(block), block);
  if (value.find_first_not_of(" :\t\r\n") != std::string::npos) return value;
  return value + text_of_next_element(block);
}

/// The text of a node from its first word on.
std::string_view text_begin(XmlNode text_node) {
  const std::string_view content = text_node.content();
  return content.substr(std::min(content.find_first_not_of(" \t\r\n"), content.size()));
}

/// Whether what follows goes on with the sentence of `before`, the text before it: both stand in
/// `block`, and nothing ended the first.
bool continues_sentence(XmlNode before, XmlNode block) {
  if (!before || block_around(before) != block) return false;
  const std::string_view text = before.content();
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  return last != text.npos &&
         (std::isalnum(static_cast<unsigned char>(text[last])) != 0 || text[last] == ',');
}

/// The line that begins with `text_node`, if it may be one of credits.
void note_credits(XmlNode text_node, XmlNode before, std::vector<std::string>& lines) {
  const std::string_view begin = text_begin(text_node);
  if (lines.size() == kMostCreditLines || begin.size() > kLongestLabelled ||
      !may_be_credit(begin)) {
    return;
  }
  const XmlNode block = block_around(text_node);
  if (!block || continues_sentence(before, block)) return;
  std::string line(begin);
  line += text_until_end(text_node.following(block), block);
  line = one_line(line);
  if (line.size() <= kLongestLabel && credits_of_line(line).empty()) {
    line += ": " + one_line(text_of_next_element(block));
    // In a table of studies "Published" stands above years.
    const auto is_year = [](const Credit& credit) { return credit.date.size() == 4; };
    if (std::ranges::any_of(credits_of_line(line), is_year)) return;
  }
  lines.push_back(std::move(line));
}

/// Dates, and who reviewed the page. "By ..." stands above the teasers of other pages as well:
/// authors are taken from the article's own credits.
void offer_credits(const std::vector<std::string>& lines, PageFacts& facts) {
  std::string all;
  for (const std::string& line : lines) all += line + "\n";
  const NumericOrder order = numeric_order(all);
  for (const std::string& line : lines) {
    for (const Credit& credit : credits_of_line(line, order)) {
      switch (credit.kind) {
        case CreditKind::kReviewed:
          facts.offer(Fact::kReviewed, kLabelRank, credit.date);
          break;
        case CreditKind::kUpdated:
          facts.offer(Fact::kUpdated, kLabelRank, credit.date);
          break;
        case CreditKind::kPublished:
          facts.offer(Fact::kUpdated, kPublishedLabelRank, credit.date);
          break;
        case CreditKind::kReviewer:
          for (const std::string& name : credit.names) {
            facts.offer(Fact::kReviewer, kLabelRank, name);
          }
          break;
        default:
          break;
      }
    }
  }
}

void offer_names(XmlNode text_node, std::string_view begin, PageFacts& facts) {
  // All labels begin with one of these letters; most text ends here.
  if (std::string_view("AaOoTt").find(begin.front()) == std::string_view::npos) return;
  const std::string head = lower(begin.substr(0, 48));
  for (const std::string_view label : kNameLabels) {
    if (!head.starts_with(label)) continue;
    std::string value = text_behind(text_node, begin.substr(label.size()));
    const std::size_t start = value.find_first_not_of(" :\t\r\n");
    // Without a colon it is a sentence: "Also called the silent disease, it ..."; and behind the
    // list one may follow.
    if (start == std::string::npos || value.find(':') >= start) return;
    value = value.substr(start, value.find(". ", start) - start);
    for (const std::string& name : listed_names(one_line(value))) {
      facts.offer(Fact::kName, kLabelRank, name);
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
  std::vector<std::string> credit_lines;
  XmlNode before;  // the text node passed last on the same line
  walk(
      root,
      [&](XmlNode node) {
        if (!node.is_element()) {
          if (const std::string_view begin = text_begin(node); !begin.empty()) {
            offer_names(node, begin, facts);
            note_credits(node, before, credit_lines);
            before = node;
          }
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
        } else if (name == "br") {
          before = {};
        } else if (name == "time") {
          facts.offer(Fact::kUpdated, kTimeRank, node.attribute("datetime"));
        } else if (name == "style" || name == "svg") {
          return Visit::kSkip;
        }
        return Visit::kDescend;
      },
      [](XmlNode) {});
  offer_credits(credit_lines, facts);
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
