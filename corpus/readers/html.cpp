// HTML: web pages as saved or crawled, and the fragments that other formats carry.
#include "corpus/readers/html.h"

#include <fmt/format.h>

#include "corpus/cleaning/html_rules.h"
#include "corpus/cleaning/main_content.h"
#include "corpus/encoding.h"
#include "corpus/readers/block_walker.h"
#include "corpus/readers/formats.h"
#include "corpus/readers/html_metadata.h"
#include "corpus/readers/markup_guard.h"
#include "corpus/readers/xml_document.h"

namespace medlar {

Result<Article> article_from_html(std::string_view utf8, const ReadOptions& options,
                                  std::string_view known_title) {
  Article article;
  article.title = known_title;
  if (utf8.find_first_not_of(" \t\r\n") == std::string_view::npos) return article;
  const Result<XmlDocument> document = XmlDocument::parse_html(utf8);
  if (!document) return tl::unexpected(document.error());
  const XmlNode root = document->root();
  const HtmlMetadata metadata = html_metadata(root);
  metadata.facts.fill(article);
  if (article.title.empty()) article.title = chosen_title(metadata);

  const XmlNode body = root.child("body");
  const MainContent content(body ? body : root, article.title);
  article.sections =
      sections_below({.root = content.root(),
                      .rules = html_block_rules(),
                      .title = article.title,
                      .leave_out = [&content](XmlNode node) { return content.is_left_out(node); }});
  if (options.keep_dropped) article.dropped = content.dropped();
  return article;
}

Result<std::vector<Section>> sections_from_html(std::string_view utf8) {
  if (utf8.find_first_not_of(" \t\r\n") == std::string_view::npos) return std::vector<Section>();
  const Result<XmlDocument> document = XmlDocument::parse_html(utf8);
  if (!document) return tl::unexpected(document.error());
  return sections_below({.root = document->root(), .rules = html_block_rules()});
}

Result<ReadResult> read_html(const SourceBytes& source, const ReadOptions& options) {
  const Result<DecodedText> decoded = decode_to_utf8(source.bytes, declared_encoding(source.bytes));
  if (!decoded) return tl::unexpected(decoded.error());
  ReadResult result;
  if (has_too_many_tags(decoded->text())) {
    result.rejections.push_back(
        {source.path, "too_many_tags", fmt::format("a page of more than {} tags", kMostTags)});
    return result;
  }
  Result<Article> article = article_from_html(decoded->text(), options);
  if (!article) return tl::unexpected(article.error());
  article->id = source.fallback_id;
  if (article->language.empty()) article->language = options.language;
  result.repaired = decoded->repaired ? 1 : 0;
  result.articles.push_back(std::move(*article));
  return result;
}

}  // namespace medlar
