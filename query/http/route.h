// What stands between the table of routes and the functions behind it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "query/http/http_message.h"
#include "query/http/live_index.h"
#include "query/http/metrics.h"
#include "query/http/search_parameters.h"
#include "query/http/service_options.h"
#include "query/http/url.h"

namespace medlar {

/// One request on its way through a handler.
struct Exchange {
  const HttpRequest& request;
  const Target& target;
  std::string_view rest;  // of the path, behind the route's own
  LiveIndex& index;
  Metrics& metrics;
  const ServiceOptions& options;
  bool is_stopping = false;
  std::string log = {};  // what the handler adds to the line in the log
};

using Handler = ApiResult<HttpResponse> (*)(Exchange& exchange);

struct Route {
  std::string_view path;     // with "/" at its end: everything below it
  std::string_view methods;  // "GET, HEAD"; OPTIONS is always there
  Handler handler;
  enum class Errors { kJson, kPages } errors = Errors::kJson;
};

// What the handlers share (api_handlers.cpp).

/// What a search or the reading of an article failed with; the log learns why.
tl::unexpected<ApiError> failed(Exchange& exchange, const Error& error, ApiErrorCode usage);

/// Logs the query where that is allowed.
void log_query(Exchange& exchange, std::string_view query);

/// Counts and logs what a search gave.
void log_search(Exchange& exchange, const SearchResponse& found, unsigned generation);

// The page (page_handlers.cpp).
ApiResult<HttpResponse> answer_page(Exchange& exchange);
ApiResult<HttpResponse> answer_article_page(Exchange& exchange);
ApiResult<HttpResponse> answer_page_file(Exchange& exchange);

// The API (api_handlers.cpp, suggest_handlers.cpp).
ApiResult<HttpResponse> answer_search(Exchange& exchange);
ApiResult<HttpResponse> answer_article(Exchange& exchange);
ApiResult<HttpResponse> answer_suggest(Exchange& exchange);
ApiResult<HttpResponse> answer_opensearch(Exchange& exchange);
ApiResult<HttpResponse> answer_live(Exchange& exchange);
ApiResult<HttpResponse> answer_ready(Exchange& exchange);
ApiResult<HttpResponse> answer_metrics(Exchange& exchange);
ApiResult<HttpResponse> answer_openapi(Exchange& exchange);

}  // namespace medlar
