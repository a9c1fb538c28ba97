#include "query/render/search_page_filters.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "corpus/cleaning/section_role.h"
#include "query/render/html_marks.h"
#include "query/render/page_text.h"

namespace medlar {
namespace {

struct PageFacet {
  std::string_view field;
  std::string_view heading;
};

constexpr std::array<PageFacet, 5> kFacets{{{"role", "Has a section on"},
                                            {"source", "Publisher"},
                                            {"audience", "Written for"},
                                            {"language", "Language"},
                                            {"reviewed", "Last reviewed"}}};

constexpr std::size_t kValuesSeen = 5;  // the rest is folded away
constexpr std::size_t kMostValues = 20;

std::string_view heading_of(std::string_view field) {
  const auto* row = std::ranges::find(kFacets, field, &PageFacet::field);
  return row == kFacets.end() ? field : row->heading;
}

std::string value_name(std::string_view field, std::string_view value) {
  if (field == "language") return language_name(value);
  const SectionRoleInfo* const role = field == "role" ? find_section_role(value) : nullptr;
  return std::string(role == nullptr ? value : role->title);
}

std::string value_html(const PageRequest& request, const Facet& facet, const FacetValue& value) {
  const std::string html =
      fmt::format("{} <span>{}</span>", isolated_html(value_name(facet.field, value.value)),
                  grouped(value.count));
  // A filter cannot hold a quotation mark.
  if (value.value.find('"') != std::string::npos) return fmt::format("<li>{}</li>\n", html);
  PageRequest chosen = request;
  chosen.filters.push_back(fmt::format("{}:{}", facet.field, value.value));
  chosen.page = 1;
  return fmt::format("<li><a href=\"{}\" rel=\"nofollow\">{}</a></li>\n",
                     escape_html(page_address(chosen)), html);
}

std::string facet_html(const PageRequest& request, Facet facet) {
  if (facet.values.size() < 2) return {};
  if (facet.field == "reviewed") {
    std::ranges::sort(facet.values, std::ranges::greater(), &FacetValue::value);
  }
  std::string seen;
  std::string folded;
  for (std::size_t i = 0; i < std::min(facet.values.size(), kMostValues); ++i) {
    (i < kValuesSeen ? seen : folded) += value_html(request, facet, facet.values[i]);
  }
  std::string html =
      fmt::format("<h3>{}</h3>\n<ul>\n{}</ul>\n", shown_html(heading_of(facet.field)), seen);
  if (!folded.empty()) {
    html += fmt::format("<details><summary>More</summary>\n<ul>\n{}</ul>\n</details>\n", folded);
  }
  return html;
}

}  // namespace

const std::vector<std::string>& page_facets() {
  static const std::vector<std::string> fields = [] {
    std::vector<std::string> all;
    for (const PageFacet& row : kFacets) all.emplace_back(row.field);
    return all;
  }();
  return fields;
}

std::string active_filters_html(const PageRequest& request) {
  if (request.filters.empty()) return {};
  std::string html = "<ul class=\"chips\" aria-label=\"Filters in use\">\n";
  for (std::size_t i = 0; i < request.filters.size(); ++i) {
    PageRequest without = request;
    without.filters.erase(without.filters.begin() + static_cast<std::ptrdiff_t>(i));
    without.page = 1;
    const std::string_view filter = request.filters[i];
    const std::string_view field = filter.substr(0, filter.find(':'));
    const std::string_view value = filter.substr(std::min(filter.size(), field.size() + 1));
    // The last filter gone, a page without a query has nothing to show.
    html += fmt::format(
        "<li><a href=\"{}\"><span class=\"hidden\">Remove the filter </span><span>{}: {}</span>"
        "<span class=\"cross\" aria-hidden=\"true\"></span></a></li>\n",
        without.filters.empty() && without.query.empty() ? "/" : escape_html(page_address(without)),
        shown_html(heading_of(field)), isolated_html(value_name(field, value)));
  }
  return html + "</ul>\n";
}

std::string filters_html(const PageRequest& request, const SearchResponse& response) {
  std::string html;
  for (const Facet& facet : response.facets) html += facet_html(request, facet);
  if (html.empty()) return {};
  return fmt::format(
      "<nav id=\"filters\" class=\"filters\" aria-labelledby=\"filters-name\">\n"
      "<h2 id=\"filters-name\">Filter results</h2>\n{}{}</nav>\n",
      html,
      response.facets_are_exact ? "" : "<p class=\"note\">These numbers are estimates.</p>\n");
}

}  // namespace medlar
