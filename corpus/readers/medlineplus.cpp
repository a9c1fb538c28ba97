// MedlinePlus health topics: NLM's XML feed, one <health-topic> per subject and language.
#include <algorithm>

#include <fmt/format.h>

#include "corpus/date.h"
#include "corpus/readers/formats.h"
#include "corpus/readers/html.h"
#include "corpus/readers/language_names.h"
#include "corpus/readers/text_builder.h"
#include "corpus/readers/xml_source.h"

namespace medlar {
namespace {

/// Elements that give a topic another name.
constexpr std::string_view kNames[] = {"also-called", "see-reference"};

Result<Article> article_from_topic(XmlNode topic) {
  Article article;
  article.id = fmt::format("medlineplus-{}", topic.attribute("id"));
  article.title = one_line(topic.attribute("title"));
  article.url = one_line(topic.attribute("url"));
  article.language = language_tag(topic.attribute("language"));
  article.updated = parse_date(topic.attribute("date-created"));
  article.source = "MedlinePlus";
  for (XmlNode child = topic.first_child(); child; child = child.next()) {
    if (std::ranges::find(kNames, child.name()) == std::end(kNames)) continue;
    std::string name = one_line(child.text());
    if (!name.empty() && std::ranges::find(article.names, name) == article.names.end()) {
      article.names.push_back(std::move(name));
    }
  }
  const XmlNode summary = topic.child("full-summary");
  if (!summary) return article;
  Result<std::vector<Section>> sections = sections_from_html(summary.text());
  if (!sections) return tl::unexpected(sections.error());
  article.sections = std::move(*sections);
  return article;
}

}  // namespace

Result<ReadResult> read_medlineplus(const SourceBytes& source, const ReadOptions& options) {
  Result<XmlSource> xml = xml_source(source);
  if (!xml) return tl::unexpected(xml.error());
  const XmlNode root = xml->document.root();
  if (root.name() != "health-topics") return unexpected_root(root, "health-topics");
  ReadResult result = std::move(xml->result);
  for (XmlNode topic = root.first_child(); topic; topic = topic.next()) {
    if (topic.name() != "health-topic") continue;
    Result<Article> article = article_from_topic(topic);
    if (!article) {
      result.rejections.push_back({fmt::format("{}: topic {}", source.path, topic.attribute("id")),
                                   "broken_html", article.error().message});
      continue;
    }
    if (article->language.empty()) article->language = options.language;
    result.articles.push_back(std::move(*article));
  }
  return result;
}

}  // namespace medlar
