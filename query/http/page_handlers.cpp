#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "query/http/caching.h"
#include "query/http/page_files.h"
#include "query/http/page_frame.h"
#include "query/http/route.h"
#include "query/render/article_page.h"
#include "query/render/search_page.h"
#include "query/render/search_page_filters.h"

namespace medlar {
namespace {

constexpr std::size_t kMostSimilar = 3;   // names offered where nothing was found
constexpr int kFileSeconds = 31'536'000;  // a year, for an address that names the version
constexpr int kLooseFileSeconds = 3600;   // for one that does not

struct Asked {
  PageRequest page;
  SearchRequest search;
};

/// The parameters of the page: those of the API that a visitor needs, and `page` for limit and
/// offset.
ApiResult<Asked> read_page(const std::vector<Parameter>& parameters,
                           const ServiceOptions& options) {
  static const std::vector<std::string_view> names{"q",        "page",    "filter", "sort",
                                                   "language", "correct", "expand"};
  if (const auto known = check_names(parameters, names); !known) {
    return tl::unexpected<ApiError>(known.error());
  }
  const std::size_t last = std::max<std::size_t>(1, options.max_window / kHitsOfPage);
  Asked asked;
  std::vector<Parameter> others;
  std::size_t pages = 0;
  for (const Parameter& parameter : parameters) {
    if (parameter.name != "page") {
      others.push_back(parameter);
      continue;
    }
    const std::string& text = parameter.value;
    const auto [at, failed] =
        std::from_chars(text.data(), text.data() + text.size(), asked.page.page);
    if (++pages > 1 || failed != std::errc() || at != text.data() + text.size() ||
        asked.page.page < 1 || asked.page.page > last) {
      return tl::unexpected<ApiError>(
          ApiError{ApiErrorCode::kInvalidParameter,
                   fmt::format("page is a whole number from 1 to {}", last)});
    }
  }
  auto search = read_search(others, options);
  if (!search) return tl::unexpected<ApiError>(search.error());
  asked.search = std::move(*search);
  asked.search.limit = kHitsOfPage;
  asked.search.offset = (asked.page.page - 1) * kHitsOfPage;
  asked.search.facets = page_facets();
  asked.page.query = asked.search.query;
  asked.page.filters = asked.search.filters;
  asked.page.sort = asked.search.sort;
  asked.page.language = asked.search.language;
  asked.page.correction = asked.search.correction;
  asked.page.expansion = asked.search.expansion;
  return asked;
}

/// True where there is nothing to search for.
bool is_start(const std::vector<Parameter>& parameters) {
  return std::ranges::none_of(parameters, [](const Parameter& parameter) {
    return parameter.name == "filter" ||
           (parameter.name == "q" &&
            parameter.value.find_first_not_of(" \t\r\n") != std::string::npos);
  });
}

/// The tag of a page, which depends on its template and on the addresses in it as well.
std::string page_tag(const Exchange& exchange, std::string_view identity, std::string_view asked) {
  static const std::string version = page_file_address("medlar.css") +
                                     page_file_address("medlar.js") + std::string(page_template());
  return entity_tag(identity,
                    fmt::format("page {} {} {}", exchange.options.site_name, version, asked));
}

ApiResult<HttpResponse> start_page(Exchange& exchange) {
  const LiveIndex::Status status = exchange.index.status();
  std::string_view language;
  for (const Parameter& parameter : exchange.target.parameters) {
    if (parameter.name == "language") language = parameter.value;
  }
  HttpResponse response;
  const std::string tag = page_tag(exchange, status.identity, fmt::format("start {}", language));
  if (set_caching(exchange, tag, response)) return response;
  set_page(response, start_content(exchange.options.site_name, status.metadata),
           {.kind = PageFrame::Kind::kStart, .language = language}, exchange.options);
  return response;
}

}  // namespace

ApiResult<HttpResponse> answer_page(Exchange& exchange) {
  auto parameters = exchange.target.parameters;
  const bool starts = is_start(parameters);
  if (starts) parameters.push_back({"filter", ""});  // so that the others are checked alike
  auto asked = read_page(parameters, exchange.options);
  if (!asked) return tl::unexpected<ApiError>(asked.error());
  if (starts) return start_page(exchange);
  log_query(exchange, asked->search.query);
  const LiveIndex::Lease searcher = exchange.index.lease();
  HttpResponse response;
  const std::string tag = page_tag(exchange, searcher.identity(), canonical(asked->search));
  if (set_caching(exchange, tag, response)) return response;
  const auto found = searcher->search(asked->search);
  if (!found) return failed(exchange, found.error(), ApiErrorCode::kInvalidFilter);
  log_search(exchange, *found, searcher->generation());
  if (found->truncated) response.headers = {{"Cache-Control", "no-store"}};
  response.headers.push_back({"Server-Timing", fmt::format("search;dur={:.2f}", found->took_ms)});
  SearchPage page{
      .request = asked->page, .response = *found, .max_window = exchange.options.max_window};
  if (found->total == 0 && !found->truncated) {
    page.similar = searcher.suggester().suggest(found->query, kMostSimilar);
  }
  set_page(response, search_content(page),
           {.query = found->query, .language = asked->page.language}, exchange.options);
  return response;
}

ApiResult<HttpResponse> answer_article_page(Exchange& exchange) {
  if (const auto none = check_names(exchange.target.parameters, {}); !none) {
    return tl::unexpected<ApiError>(none.error());
  }
  const LiveIndex::Lease searcher = exchange.index.lease();
  const auto article = searcher->article(exchange.rest);
  if (!article) return failed(exchange, article.error(), ApiErrorCode::kArticleNotFound);
  HttpResponse response;
  const std::string tag =
      page_tag(exchange, searcher.identity(), fmt::format("article {}", exchange.rest));
  if (set_caching(exchange, tag, response)) return response;
  set_page(response, article_content(*article), {.kind = PageFrame::Kind::kArticle},
           exchange.options);
  return response;
}

ApiResult<HttpResponse> answer_page_file(Exchange& exchange) {
  const auto& parameters = exchange.target.parameters;
  if (const auto known = check_names(parameters, {"v"}); !known) {
    return tl::unexpected<ApiError>(known.error());
  }
  const auto files = page_files();
  const auto file = std::ranges::find(files, exchange.rest, &PageFile::name);
  if (file == files.end()) return tl::unexpected<ApiError>(ApiError{ApiErrorCode::kNotFound});
  const bool is_exact = parameters.size() == 1 && parameters.front().value == file->version;
  HttpResponse response{
      200,
      {{"ETag", fmt::format("\"{}\"", file->version)},
       {"Cache-Control", is_exact ? fmt::format("public, max-age={}, immutable", kFileSeconds)
                                  : fmt::format("public, max-age={}", kLooseFileSeconds)}},
      {}};
  if (has_tag(header(exchange.request.headers, "If-None-Match"),
              fmt::format("W/\"{}\"", file->version))) {
    response.status = 304;
    return response;
  }
  response.headers.push_back({"Content-Type", std::string(file->type)});
  response.body = file->text;
  return response;
}

}  // namespace medlar
