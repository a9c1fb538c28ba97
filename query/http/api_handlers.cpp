#include <string>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "query/http/api_json.h"
#include "query/http/caching.h"
#include "query/http/route.h"
#include "query/http/search_service.h"

namespace medlar {

using Json = nlohmann::ordered_json;

tl::unexpected<ApiError> failed(Exchange& exchange, const Error& error, ApiErrorCode usage) {
  if (error.code == ErrorCode::kUsage) return tl::unexpected<ApiError>(ApiError{usage});
  exchange.log += fmt::format(" error={}", Json(error.message).dump(-1, ' ', true));
  return tl::unexpected<ApiError>(ApiError{ApiErrorCode::kInternal});
}

void log_query(Exchange& exchange, std::string_view query) {
  if (!exchange.options.log_queries) return;
  exchange.log +=
      fmt::format(" q={}", Json(query).dump(-1, ' ', true, Json::error_handler_t::replace));
}

void log_search(Exchange& exchange, const SearchResponse& found, unsigned generation) {
  exchange.metrics.count_search(found.total, found.truncated);
  exchange.log += fmt::format(" total={} search_ms={:.2f} generation={}", found.total,
                              found.took_ms, generation);
}

namespace {

HttpResponse uncached_json(const Json& json) {
  HttpResponse response{200, {{"Cache-Control", "no-store"}}, {}};
  set_json(response, json);
  return response;
}

ApiResult<std::vector<Parameter>> posted_parameters(const Exchange& exchange) {
  std::string_view type = header(exchange.request.headers, "Content-Type");
  type = type.substr(0, type.find(';'));
  while (type.ends_with(' ')) type.remove_suffix(1);
  if (!equals_ignoring_case(type, "application/json")) {
    return tl::unexpected<ApiError>(ApiError{ApiErrorCode::kUnsupportedMediaType});
  }
  if (!exchange.target.parameters.empty()) {
    return tl::unexpected<ApiError>(
        ApiError{ApiErrorCode::kUnknownParameter, "POST takes its parameters in the body"});
  }
  return parameters_of_json(exchange.request.body);
}

}  // namespace

ApiResult<HttpResponse> answer_search(Exchange& exchange) {
  const bool is_post = exchange.request.method == "POST";
  const auto parameters = is_post ? posted_parameters(exchange)
                                  : ApiResult<std::vector<Parameter>>(exchange.target.parameters);
  if (!parameters) return tl::unexpected<ApiError>(parameters.error());
  const auto request = read_search(*parameters, exchange.options);
  if (!request) return tl::unexpected<ApiError>(request.error());
  log_query(exchange, request->query);
  const LiveIndex::Lease searcher = exchange.index.lease();
  HttpResponse response;
  const std::string tag = entity_tag(searcher.identity(), canonical(*request));
  if (!is_post && set_caching(exchange, tag, response)) return response;
  const auto found = searcher->search(*request);
  if (!found) return failed(exchange, found.error(), ApiErrorCode::kInvalidFilter);
  log_search(exchange, *found, searcher->generation());
  // Another try may find more; and answers to POST are not kept.
  if (is_post || found->truncated) response.headers = {{"Cache-Control", "no-store"}};
  response.headers.push_back({"Server-Timing", fmt::format("search;dur={:.2f}", found->took_ms)});
  set_json(response, search_json(*found, searcher->generation()));
  return response;
}

ApiResult<HttpResponse> answer_article(Exchange& exchange) {
  if (const auto none = check_names(exchange.target.parameters, {}); !none) {
    return tl::unexpected<ApiError>(none.error());
  }
  const LiveIndex::Lease searcher = exchange.index.lease();
  const auto article = searcher->article(exchange.rest);
  if (!article) return failed(exchange, article.error(), ApiErrorCode::kArticleNotFound);
  HttpResponse response;
  const std::string tag = entity_tag(searcher.identity(), fmt::format("article {}", exchange.rest));
  if (set_caching(exchange, tag, response)) return response;
  set_json(response, article_json(*article));
  return response;
}

ApiResult<HttpResponse> answer_live(Exchange& /*exchange*/) {
  return uncached_json({{"status", "live"}});
}

ApiResult<HttpResponse> answer_ready(Exchange& exchange) {
  if (exchange.is_stopping) {
    return tl::unexpected<ApiError>(ApiError{ApiErrorCode::kUnavailable, "the server is stopping"});
  }
  const LiveIndex::Status status = exchange.index.status();
  const LiveIndex::Lease searcher = exchange.index.lease();
  if (const auto tried = searcher->search({.query = "health", .limit = 1}); !tried) {
    exchange.log += fmt::format(" error={}", Json(tried.error().message).dump(-1, ' ', true));
    return tl::unexpected<ApiError>(
        ApiError{ApiErrorCode::kUnavailable, "the index cannot be read"});
  }
  return uncached_json(
      {{"status", "ready"},
       {"generation", status.generation},
       {"articles", status.metadata.articles},
       {"built", status.metadata.built},
       {"refused_generation",
        status.refused_generation == 0 ? Json(nullptr) : Json(status.refused_generation)}});
}

ApiResult<HttpResponse> answer_metrics(Exchange& exchange) {
  return HttpResponse{
      200,
      {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}, {"Cache-Control", "no-store"}},
      exchange.metrics.text(exchange.index.status())};
}

ApiResult<HttpResponse> answer_openapi(Exchange& exchange) {
  HttpResponse response;
  if (set_caching(exchange, entity_tag("openapi", openapi_document()), response)) return response;
  response.headers.push_back({"Content-Type", "application/json; charset=utf-8"});
  response.body = openapi_document();
  return response;
}

}  // namespace medlar
