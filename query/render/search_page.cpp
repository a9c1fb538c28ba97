#include "query/render/search_page.h"

#include <algorithm>

#include <fmt/format.h>

#include "query/http/url.h"
#include "query/render/html_marks.h"
#include "query/render/search_page_filters.h"
#include "query/render/search_page_notes.h"

namespace medlar {
namespace {

constexpr std::size_t kQueryShown = 60;  // characters of a query in a heading
constexpr std::size_t kCopiesShown = 3;  // of articles that say the same

std::string in_quotes(std::string_view text, std::size_t characters = kQueryShown) {
  return fmt::format("\u201c{}\u201d", isolated_html(clipped(text, characters)));
}

/// Where a hit leads: to the publisher's page, or to ours where there is none.
std::string hit_address(const Hit& hit) {
  return is_web_address(hit.url) ? hit.url : article_address(hit.id);
}

/// Where the section is that the snippet comes from; empty where that is no place of its own.
std::string section_address(const Hit& hit) {
  if (!is_web_address(hit.url)) {
    return fmt::format("{}#section-{}", article_address(hit.id), hit.snippet.section + 1);
  }
  if (hit.section_anchor.empty()) return {};
  return fmt::format("{}#{}", hit.url.substr(0, hit.url.find('#')),
                     percent_encoded(hit.section_anchor));
}

std::string section_html(const Hit& hit) {
  if (hit.section_heading.empty() || hit.section_heading == hit.title) return {};
  const std::string heading = isolated_html(hit.section_heading);
  const std::string address = section_address(hit);
  return fmt::format("<p class=\"section\"{}>{}</p>\n", language_attribute(hit.language),
                     address.empty() ? heading : link_html(address, heading));
}

std::string facts_html(const Hit& hit) {
  std::string html;
  if (!hit.source.empty()) html += fmt::format("<span>{}</span>\n", isolated_html(hit.source));
  if (!hit.reviewed.empty()) {
    html += fmt::format("<span>Last reviewed {}", shown_html(date_in_words(hit.reviewed)));
    for (std::size_t i = 0; i < hit.reviewers.size(); ++i) {
      html += (i == 0 ? " by " : ", ") + isolated_html(hit.reviewers[i]);
    }
    html += "</span>\n";
  }
  if (!language_attribute(hit.language).empty()) {
    html += fmt::format("<span>In {}</span>\n", shown_html(language_name(hit.language)));
  }
  return html.empty() ? "" : fmt::format("<p class=\"facts\">{}</p>\n", html);
}

/// "cdc.gov" of https://www.cdc.gov/flu
std::string_view host_of(std::string_view url) {
  url.remove_prefix(std::min(url.size(), url.find("://") + 3));
  if (url.starts_with("www.")) url.remove_prefix(4);
  return url.substr(0, url.find('/'));
}

/// Where else the same text stands: by who publishes it there.
std::string also_at_html(const Hit& hit) {
  std::string html;
  std::size_t shown = 0;
  for (const AlsoAt& copy : hit.also_at) {
    if (shown == kCopiesShown) break;
    const bool is_on_web = is_web_address(copy.url);
    const std::string name = !copy.source.empty() ? copy.source
                             : is_on_web          ? std::string(host_of(copy.url))
                                                  : "another copy";
    html += (shown++ == 0 ? "" : ", ") +
            link_html(is_on_web ? copy.url : article_address(copy.id), isolated_html(name));
  }
  if (html.empty()) return {};
  if (hit.copies > shown) html += fmt::format(" and {} more", grouped(hit.copies - shown));
  return fmt::format("<p class=\"also\">Also at: {}</p>\n", html);
}

std::string hit_html(const Hit& hit) {
  const std::string title = hit.title.empty() ? "Article without a title" : hit.title;
  std::string html = "<li>\n";
  html += fmt::format("<h2{}>{}</h2>\n", language_attribute(hit.language),
                      link_html(hit_address(hit), isolated_html(title)));
  html += section_html(hit);
  if (!hit.snippet.text.empty()) {
    html += fmt::format("<p class=\"snippet\" dir=\"auto\"{}>{}</p>\n",
                        language_attribute(hit.language), shown_html(hit.snippet));
  }
  return html + facts_html(hit) + also_at_html(hit) + "</li>\n";
}

std::size_t reachable_hits(const SearchPage& page) {
  return static_cast<std::size_t>(
      std::min<std::uint64_t>(page.response.total, page.max_window / kHitsOfPage * kHitsOfPage));
}

std::size_t last_page(const SearchPage& page) {
  return std::max<std::size_t>(1, (reachable_hits(page) + kHitsOfPage - 1) / kHitsOfPage);
}

std::string paging_html(const SearchPage& page) {
  const std::size_t last = last_page(page);
  if (last == 1 && page.request.page == 1) return {};
  PageRequest other = page.request;
  std::string html = "<nav class=\"pages\" aria-label=\"Pages of results\">\n";
  if (page.request.page > 1) {
    other.page = std::min(page.request.page - 1, last);
    html += link_html(page_address(other), "Previous", " rel=\"prev\"") + "\n";
  }
  html += fmt::format("<span>Page {} of {}</span>\n", page.request.page, grouped(last));
  if (page.request.page < last) {
    other.page = page.request.page + 1;
    html += link_html(page_address(other), "Next", " rel=\"next\"") + "\n";
  }
  html += "</nav>\n";
  if (page.request.page == last && page.response.total > reachable_hits(page)) {
    html += fmt::format(
        "<p class=\"note\">Only the first {} can be looked through. More exact words bring what "
        "you look for to the top.</p>\n",
        counted_noun(reachable_hits(page), "result"));
  }
  return html;
}

std::string sort_html(const PageRequest& request) {
  std::string html = "<nav class=\"sort\" aria-label=\"Order of results\">\n<span>Sort by</span>\n";
  for (const auto& [order, name] :
       {std::pair{SortOrder::kRelevance, "Best match"},
        std::pair{SortOrder::kReviewed, "Latest review"}, std::pair{SortOrder::kTitle, "Title"}}) {
    PageRequest other = request;
    other.sort = order;
    other.page = 1;
    html += link_html(page_address(other), name,
                      order == request.sort ? " aria-current=\"true\"" : "") +
            "\n";
  }
  return html + "</nav>\n";
}

std::string subject(const SearchPage& page) {
  return page.response.corrected.empty() ? page.response.query : page.response.corrected;
}

std::string page_title(const SearchPage& page) {
  const std::string query = subject(page);
  std::string title = query.empty() ? "All articles" : clipped(query, kQueryShown);
  if (page.request.page > 1) title += fmt::format(", page {}", page.request.page);
  return title;
}

std::string heading_html(const SearchPage& page) {
  const SearchResponse& response = page.response;
  const std::string about = response.total_is_exact ? "" : "About ";
  const std::string query = subject(page);
  return fmt::format("<h1>{}{}{}</h1>\n", about, counted_noun(response.total, "result"),
                     query.empty() ? "" : " <span>for " + in_quotes(query) + "</span>");
}

std::string nothing_html(const SearchPage& page) {
  const std::string query = subject(page);
  std::string html;
  if (page.response.truncated) {
    html =
        "<h1>The search took too long</h1>\n<p>It was stopped before anything was found. Try "
        "again, or try fewer words.</p>\n";
  } else {
    html = fmt::format("<h1>No results{}</h1>\n", query.empty() ? "" : " for " + in_quotes(query));
  }
  html += did_you_mean_html(page.request, page.response, page.similar) +
          notes_html(page.request, page.response) + active_filters_html(page.request);
  html += "<h2>What you can try</h2>\n<ul class=\"tips\">\n";
  if (!page.request.filters.empty()) {
    PageRequest all = page.request;
    all.filters.clear();
    all.page = 1;
    html +=
        fmt::format("<li>{}</li>\n", link_html(page_address(all), "Search without the filters"));
  }
  return html +
         "<li>Check the spelling. Names of medicines and illnesses are easy to mistype.</li>\n"
         "<li>Use fewer words, such as the name of the illness alone.</li>\n"
         "<li>Try another name for it: \u201cheart attack\u201d instead of "
         "\u201cmyocardial infarction\u201d.</li>\n"
         "<li>Take out quotation marks. Words in quotation marks must stand side by side.</li>\n"
         "</ul>\n";
}

}  // namespace

PageContent start_content(std::string_view site_name, const IndexMetadata& metadata) {
  std::string sources;
  if (metadata.sources.size() > 1) {
    sources = fmt::format(" from {} publishers", grouped(metadata.sources.size()));
  }
  return {std::string(site_name),
          fmt::format("<p class=\"lead\">Searches {}{}. Type a word, a question, or all that you "
                      "want to ask.</p>\n",
                      counted_noun(metadata.articles, "health article"), sources)};
}

PageContent search_content(const SearchPage& page) {
  PageContent content{page_title(page), {}};
  const SearchResponse& response = page.response;
  if (response.hits.empty() && (response.total == 0 || response.truncated)) {
    content.main = nothing_html(page);
    return content;
  }
  content.main = "<div class=\"results\">\n" + heading_html(page) +
                 did_you_mean_html(page.request, response, {}) +
                 notes_html(page.request, response) + active_filters_html(page.request);
  if (response.hits.empty()) {
    PageRequest first = page.request;
    first.page = 1;
    content.main += fmt::format("<p>There is no page {}. {}</p>\n", page.request.page,
                                link_html(page_address(first), "See the first page"));
  } else {
    const std::string filters = filters_html(page.request, response);
    content.main += "<div class=\"tools\">\n" + sort_html(page.request);
    if (!filters.empty()) content.main += "<a class=\"to-filters\" href=\"#filters\">Filters</a>\n";
    content.main += fmt::format("</div>\n<ol class=\"hits\" start=\"{}\">\n", response.offset + 1);
    for (const Hit& hit : response.hits) content.main += hit_html(hit);
    content.main += "</ol>\n" + paging_html(page) + "</div>\n" + filters;
    return content;
  }
  content.main += "</div>\n";
  return content;
}

PageContent error_content(std::string_view what, std::string_view advice) {
  return {std::string(what), fmt::format("<h1>{}</h1>\n<p>{}</p>\n<p><a href=\"/\">Start a new "
                                         "search</a></p>\n",
                                         shown_html(what), shown_html(advice))};
}

}  // namespace medlar
