// JATS (jats.nlm.nih.gov) and its predecessor: full-text articles of PubMed Central and publishers.
#include <algorithm>

#include <fmt/format.h>

#include "corpus/readers/formats.h"
#include "corpus/readers/journal_rules.h"
#include "corpus/readers/language_names.h"
#include "corpus/readers/text_builder.h"
#include "corpus/readers/xml_source.h"

namespace medlar {
namespace {

/// Identifiers in the order of preference: the most widely known first.
struct IdKind {
  std::string_view type;
  std::string_view prefix;
};
constexpr IdKind kIdKinds[] = {
    {"pmc", "PMC"}, {"pmcid", "PMC"}, {"pmid", "PMID"}, {"doi", ""}, {"publisher-id", ""},
};

/// Publication dates likewise: when readers could first read it, before the date of an issue.
constexpr std::string_view kDateKinds[] = {"epub", "pub", "ppub", "collection", ""};

struct BackPart {
  std::string_view element;
  std::string_view heading;  // where the part has no title of its own
};
constexpr BackPart kBackParts[] = {
    {"ack", "Acknowledgements"},
    {"app-group", "Appendix"},
    {"app", "Appendix"},
    {"glossary", "Glossary"},
    {"sec", ""},
    {"notes", "Notes"},
    {"fn-group", "Footnotes"},
};

std::string article_id(XmlNode meta, std::string_view type) {
  for (XmlNode id = meta.first_child(); id; id = id.next()) {
    if (id.name() == "article-id" && id.attribute("pub-id-type") == type)
      return one_line(id.text());
  }
  return {};
}

void set_id(XmlNode meta, Article& article) {
  for (const IdKind& kind : kIdKinds) {
    std::string id = article_id(meta, kind.type);
    if (id.empty()) continue;
    article.id = id.starts_with(kind.prefix) ? id : fmt::format("{}{}", kind.prefix, id);
    break;
  }
  if (article.id.starts_with("PMC")) {
    article.url = fmt::format("https://www.ncbi.nlm.nih.gov/pmc/articles/{}/", article.id);
  } else if (const std::string doi = article_id(meta, "doi"); !doi.empty()) {
    article.url = fmt::format("https://doi.org/{}", doi);
  }
}

std::string publication_date(XmlNode meta) {
  for (const std::string_view kind : kDateKinds) {
    for (XmlNode date = meta.first_child(); date; date = date.next()) {
      const bool wanted =
          date.name() == "pub-date" && (kind.empty() || date.attribute("pub-type") == kind ||
                                        date.attribute("date-type") == kind);
      if (!wanted) continue;
      if (std::string written = date_of_parts(date); !written.empty()) return written;
    }
  }
  return {};
}

std::vector<std::string> authors(XmlNode meta) {
  std::vector<std::string> out;
  for (XmlNode group = meta.first_child(); group; group = group.next()) {
    if (group.name() != "contrib-group") continue;
    for (XmlNode contributor = group.first_child(); contributor; contributor = contributor.next()) {
      const std::string_view type =
          contributor.name() == "contrib" ? contributor.attribute("contrib-type") : "none";
      if (!type.empty() && type != "author") continue;
      XmlNode name = contributor.descendant("name");
      if (!name) name = contributor.descendant("collab");
      if (!name) continue;
      const XmlNode given = name.child("given-names");
      const XmlNode surname = name.child("surname");
      std::string author =
          surname ? one_line(fmt::format("{} {}", given ? given.text() : "", surname.text()))
                  : journal_line(name);
      if (!author.empty()) out.push_back(std::move(author));
    }
  }
  return out;
}

/// Adds the sections of one part; its own first section gets `heading` when it has none.
void add_part(XmlNode part, std::string_view heading, std::vector<Section>& sections) {
  std::vector<Section> found = sections_below({.root = part, .rules = journal_block_rules()});
  if (found.empty()) return;
  if (!heading.empty() && found.front().heading.empty()) {
    found.front().heading = heading;
    found.front().level = 1;
    found.front().anchor = part.attribute("id");
  }
  std::ranges::move(found, std::back_inserter(sections));
}

void add_front(XmlNode meta, Article& article) {
  for (XmlNode part = meta.first_child(); part; part = part.next()) {
    if (part.name() == "abstract" || part.name() == "trans-abstract") {
      std::vector<Section> sections;
      add_part(part, "Abstract", sections);
      std::ranges::move(sections, std::back_inserter(article.sections));
    }
  }
}

void add_keywords(XmlNode meta, Article& article) {
  std::string words;
  for (XmlNode group = meta.first_child(); group; group = group.next()) {
    if (group.name() != "kwd-group") continue;
    for (XmlNode word = group.first_child(); word; word = word.next()) {
      if (word.name() == "kwd") words += (words.empty() ? "" : "; ") + journal_line(word);
    }
  }
  if (!words.empty()) {
    article.sections.push_back({.heading = "Keywords", .level = 1, .anchor = "", .text = words});
  }
}

}  // namespace

Result<ReadResult> read_jats(const SourceBytes& source, const ReadOptions& options) {
  Result<XmlSource> xml = xml_source(source);
  if (!xml) return tl::unexpected(xml.error());
  XmlNode root = xml->document.root();
  if (root.name() == "pmc-articleset" && root.child("article")) root = root.child("article");
  if (root.name() != "article") return unexpected_root(root, "article");

  Article article;
  article.id = source.fallback_id;
  article.language = language_tag(root.attribute("lang"));
  if (article.language.empty()) article.language = options.language;
  if (const XmlNode front = root.child("front")) {
    if (const XmlNode journal = front.child("journal-meta")) {
      article.source = journal_line(journal.descendant("journal-title"));
    }
    if (const XmlNode meta = front.child("article-meta")) {
      set_id(meta, article);
      article.title = journal_line(meta.descendant("article-title"));
      article.updated = publication_date(meta);
      article.authors = authors(meta);
      add_front(meta, article);
      add_keywords(meta, article);
    }
  }
  if (const XmlNode body = root.child("body")) add_part(body, "", article.sections);
  if (const XmlNode floats = root.child("floats-group"))
    add_part(floats, "Figures and tables", article.sections);
  if (const XmlNode back = root.child("back")) {
    for (XmlNode part = back.first_child(); part; part = part.next()) {
      const auto* row = std::ranges::find(kBackParts, part.name(), &BackPart::element);
      if (row != std::end(kBackParts)) add_part(part, row->heading, article.sections);
    }
    // Last, so that a snippet from the references never stands for the article.
    for (XmlNode part = back.first_child(); part; part = part.next()) {
      if (part.name() == "ref-list") add_part(part, "References", article.sections);
    }
  }
  ReadResult result = std::move(xml->result);
  result.articles.push_back(std::move(article));
  return result;
}

}  // namespace medlar
