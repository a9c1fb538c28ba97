#include "query/render/article_page.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "query/http/url.h"
#include "query/render/html_marks.h"

namespace medlar {
namespace {

std::string listed(const std::vector<std::string>& names) {
  std::string html;
  for (const std::string& name : names) html += (html.empty() ? "" : ", ") + isolated_html(name);
  return html;
}

std::string fact(std::string_view name, std::string_view html) {
  return html.empty() ? "" : fmt::format("<dt>{}</dt><dd>{}</dd>\n", name, html);
}

/// Paragraphs, with a line for each of their lines.
std::string text_html(std::string_view text) {
  std::string html;
  while (!text.empty()) {
    const std::string_view paragraph = text.substr(0, text.find("\n\n"));
    text.remove_prefix(std::min(text.size(), paragraph.size() + 2));
    if (paragraph.empty()) continue;
    std::string lines = shown_html(paragraph);
    for (std::size_t at = 0; (at = lines.find('\n', at)) != std::string::npos; at += 5) {
      lines.insert(at, "<br>");
    }
    html += fmt::format("<p dir=\"auto\">{}</p>\n", lines);
  }
  return html;
}

std::string sections_html(const Article& article) {
  std::string html;
  int last_level = 1;  // the title's
  for (std::size_t i = 0; i < article.sections.size(); ++i) {
    const Section& section = article.sections[i];
    html += fmt::format("<section id=\"section-{}\">\n", i + 1);
    if (!section.heading.empty()) {
      // No level is passed over, whatever the source did.
      last_level = std::clamp(section.level, 2, std::min(last_level + 1, 6));
      html +=
          fmt::format("<h{0} dir=\"auto\">{1}</h{0}>\n", last_level, shown_html(section.heading));
    }
    html += text_html(section.text) + "</section>\n";
  }
  return html;
}

}  // namespace

PageContent article_content(const Article& article) {
  const std::string title = article.title.empty() ? "Article without a title" : article.title;
  std::string facts =
      fact("Also called", listed(article.names)) +
      fact("Publisher", article.source.empty() ? "" : isolated_html(article.source)) +
      fact("Last reviewed", shown_html(date_in_words(article.reviewed))) +
      fact("Reviewed by", listed(article.reviewers)) +
      fact("Last changed", shown_html(date_in_words(article.updated))) +
      fact("Written by", listed(article.authors));
  if (is_web_address(article.url)) {
    facts += fact("On the web", fmt::format("<a href=\"{}\">{}</a>", escape_html(article.url),
                                            shown_html(article.url)));
  }
  return {title, fmt::format("<article{}>\n<h1 dir=\"auto\">{}</h1>\n{}{}</article>\n",
                             language_attribute(article.language), shown_html(title),
                             facts.empty() ? "" : fmt::format("<dl lang=\"en\">\n{}</dl>\n", facts),
                             sections_html(article))};
}

}  // namespace medlar
