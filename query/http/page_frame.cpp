#include "query/http/page_frame.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "query/http/page_files.h"
#include "query/render/page_text.h"
#include "query/render/search_page.h"

namespace medlar {
namespace {

constexpr std::string_view kPolicy =
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

using Slot = std::pair<std::string_view, std::string>;

/// The template with each {{name}} replaced, once: what a value holds is left as it is.
std::string filled(std::string_view text, const std::vector<Slot>& slots) {
  std::string html;
  for (std::size_t open = 0; (open = text.find("{{")) != std::string_view::npos;) {
    const std::size_t close = text.find("}}", open);
    const std::string_view name = text.substr(open + 2, close - open - 2);
    html += text.substr(0, open);
    const auto slot = std::ranges::find(slots, name, &Slot::first);
    if (slot != slots.end()) html += slot->second;
    text.remove_prefix(close + 2);
  }
  return html.append(text);
}

std::string_view kind_name(PageFrame::Kind kind) {
  constexpr std::array<std::string_view, 4> kNames{"start", "search", "article", "error"};
  return kNames[static_cast<std::size_t>(kind)];
}

struct ErrorWords {
  int status;  // and those above, up to the next row's
  std::string_view what;
  std::string_view advice;
};

constexpr std::array<ErrorWords, 8> kErrorWords{{
    {400, "This address is not right", "Something in it cannot be understood."},
    {404, "There is no such page", "The article may have been moved or taken away."},
    {405, "This address is not right", "It cannot be used in this way."},
    {414, "That is too long", "Please use fewer words."},
    {415, "This address is not right", "It cannot be used in this way."},
    {431, "Your browser sent too much", "It may help to delete the cookies of this site."},
    {500, "The search does not work just now", "This is our fault. Please try again later."},
    {503, "The search does not work just now", "Please try again in a moment."},
}};

}  // namespace

void set_page(HttpResponse& response, const PageContent& content, const PageFrame& frame,
              const ServiceOptions& options) {
  const bool is_start = frame.kind == PageFrame::Kind::kStart;
  const std::string site = shown_html(options.site_name);
  const std::string title =
      is_start ? site : fmt::format("{} \u2013 {}", shown_html(content.title), site);
  const std::string language =
      frame.language.empty()
          ? ""
          : fmt::format("<input type=\"hidden\" name=\"language\" value=\"{}\">\n",
                        shown_html(frame.language));
  const std::string opensearch =
      options.public_url.empty()
          ? ""
          : fmt::format(
                "<link rel=\"search\" type=\"application/opensearchdescription+xml\" "
                "href=\"/opensearch.xml\" title=\"{}\">\n",
                site);
  response.body =
      filled(page_template(),
             {{"title", title},
              {"robots", is_start ? "" : "<meta name=\"robots\" content=\"noindex\">\n"},
              {"opensearch", opensearch},
              {"style", page_file_address("medlar.css")},
              {"script", page_file_address("medlar.js")},
              {"kind", std::string(kind_name(frame.kind))},
              {"site", is_start ? fmt::format("<h1 class=\"site\">{}</h1>", site)
                                : fmt::format("<p class=\"site\"><a href=\"/\">{}</a></p>", site)},
              {"query", shown_html(frame.query)},
              {"language", language},
              {"main", content.main}});
  response.headers.push_back({"Content-Type", "text/html; charset=utf-8"});
  response.headers.push_back({"Content-Security-Policy", std::string(kPolicy)});
}

HttpResponse error_page(const ApiError& error, const ServiceOptions& options) {
  const ApiErrorInfo& info = api_error_info(error.code);
  const auto* const after =
      std::ranges::upper_bound(kErrorWords, info.status, {}, &ErrorWords::status);
  const ErrorWords& words = *std::prev(after);
  std::string advice(words.advice);
  if (info.status == 400) {
    advice += " " + sentence(error.message.empty() ? info.text : std::string_view(error.message));
  }
  HttpResponse response{info.status, {{"Cache-Control", "no-store"}}, {}};
  if (info.status == 503) response.headers.push_back({"Retry-After", "1"});
  set_page(response, error_content(words.what, advice), {.kind = PageFrame::Kind::kError}, options);
  return response;
}

}  // namespace medlar
