// PubMed records: the XML of NLM's baseline files and of its efetch service.
#include <algorithm>

#include <fmt/format.h>

#include "corpus/readers/formats.h"
#include "corpus/readers/journal_rules.h"
#include "corpus/readers/language_names.h"
#include "corpus/readers/text_builder.h"
#include "corpus/readers/xml_source.h"

namespace medlar {
namespace {

std::string line_of(XmlNode parent, std::string_view child) {
  const XmlNode node = parent ? parent.child(child) : XmlNode();
  return node ? journal_line(node) : std::string();
}

XmlNode child_of(XmlNode parent, std::string_view name) {
  return parent ? parent.child(name) : XmlNode();
}

/// "BACKGROUND" -> "Background": the labels stand in capitals by NLM's custom.
std::string sentence_case(std::string_view label) {
  std::string out = one_line(label);
  bool first = true;
  for (char& c : out) {
    if (!first && c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    first = false;
  }
  return out;
}

void add_abstract(XmlNode abstract, Article& article) {
  for (XmlNode part = abstract ? abstract.first_child() : XmlNode(); part; part = part.next()) {
    if (part.name() != "AbstractText") continue;
    std::vector<Section> sections = sections_below({.root = part, .rules = journal_block_rules()});
    if (sections.empty()) continue;
    const std::string_view label = part.attribute("Label");
    sections.front().heading = label.empty() ? "Abstract" : sentence_case(label);
    sections.front().level = 1;
    std::ranges::move(sections, std::back_inserter(article.sections));
  }
}

void add_authors(XmlNode list, Article& article) {
  for (XmlNode author = list ? list.first_child() : XmlNode(); author; author = author.next()) {
    if (author.name() != "Author") continue;
    std::string name = line_of(author, "CollectiveName");
    if (name.empty()) {
      std::string given = line_of(author, "ForeName");
      if (given.empty()) given = line_of(author, "Initials");
      name = one_line(fmt::format("{} {}", given, line_of(author, "LastName")));
    }
    if (!name.empty()) article.authors.push_back(std::move(name));
  }
}

/// Author keywords and MeSH headings, each on its line; a heading's qualifiers follow it.
void add_keywords(XmlNode citation, Article& article) {
  std::string text;
  const auto add_line = [&text](const std::string& line) {
    if (!line.empty()) text += (text.empty() ? "" : "\n") + line;
  };
  for (XmlNode list = citation.first_child(); list; list = list.next()) {
    if (list.name() != "KeywordList" && list.name() != "MeshHeadingList") continue;
    for (XmlNode entry = list.first_child(); entry; entry = entry.next()) {
      if (entry.name() == "Keyword") add_line(journal_line(entry));
      if (entry.name() != "MeshHeading") continue;
      std::string line = line_of(entry, "DescriptorName");
      for (XmlNode part = entry.first_child(); part; part = part.next()) {
        if (part.name() == "QualifierName") line += " / " + journal_line(part);
      }
      add_line(line);
    }
  }
  if (!text.empty()) {
    article.sections.push_back({.heading = "Keywords", .level = 1, .anchor = "", .text = text});
  }
}

Article article_from_citation(XmlNode citation) {
  Article article;
  const XmlNode record = child_of(citation, "Article");
  const std::string pmid = line_of(citation, "PMID");
  article.id = fmt::format("PMID{}", pmid);
  article.url = fmt::format("https://pubmed.ncbi.nlm.nih.gov/{}/", pmid);
  article.title = line_of(record, "ArticleTitle");
  if (article.title.ends_with('.') && !article.title.ends_with("..")) article.title.pop_back();
  const XmlNode journal = child_of(record, "Journal");
  article.source = line_of(journal, "Title");
  article.updated = date_of_parts(child_of(record, "ArticleDate"));
  if (article.updated.empty()) {
    article.updated = date_of_parts(child_of(child_of(journal, "JournalIssue"), "PubDate"));
  }
  article.language = language_tag(line_of(record, "Language"));
  add_authors(child_of(record, "AuthorList"), article);
  add_abstract(child_of(record, "Abstract"), article);
  add_abstract(child_of(citation, "OtherAbstract"), article);
  add_keywords(citation, article);
  return article;
}

}  // namespace

Result<ReadResult> read_pubmed(const SourceBytes& source, const ReadOptions& options) {
  Result<XmlSource> xml = xml_source(source);
  if (!xml) return tl::unexpected(xml.error());
  const XmlNode root = xml->document.root();
  if (root.name() != "PubmedArticleSet" && root.name() != "PubmedArticle") {
    return unexpected_root(root, "PubmedArticleSet");
  }
  ReadResult result = std::move(xml->result);
  const bool one = root.name() == "PubmedArticle";
  for (XmlNode entry = one ? root : root.first_child(); entry;
       entry = one ? XmlNode() : entry.next()) {
    if (entry.name() != "PubmedArticle") continue;
    const XmlNode citation = entry.child("MedlineCitation");
    if (!citation || line_of(citation, "PMID").empty()) {
      result.rejections.push_back({source.path, "no_pmid", "a PubmedArticle without a PMID"});
      continue;
    }
    Article article = article_from_citation(citation);
    if (article.language.empty()) article.language = options.language;
    result.articles.push_back(std::move(article));
  }
  return result;
}

}  // namespace medlar
