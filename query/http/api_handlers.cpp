#include <string>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "corpus/fnv1a.h"
#include "query/http/api_json.h"
#include "query/http/route.h"
#include "query/http/search_service.h"

namespace medlar {

using Json = nlohmann::ordered_json;

std::string entity_tag(std::string_view identity, std::string_view request) {
  return fmt::format("W/\"{:016x}\"", fnv1a(request, fnv1a("\n", fnv1a(identity))));
}

std::string canonical(const SearchRequest& request) {
  std::string text =
      fmt::format("{} {} {} {} {}", request.limit, request.offset, static_cast<int>(request.sort),
                  request.snippet.max_characters, request.time_limit.count());
  const auto add = [&text](std::string_view part) {
    text += fmt::format(" {}:{}", part.size(), part);
  };
  add(request.query);
  add(request.language);
  for (const auto* list : {&request.filters, &request.facets}) {
    text += fmt::format(" {}", list->size());
    for (const std::string& part : *list) add(part);
  }
  return text;
}

bool has_tag(std::string_view names, std::string_view tag) {
  tag.remove_prefix(2);
  while (!names.empty()) {
    std::string_view name = names.substr(0, names.find(','));
    names.remove_prefix(std::min(names.size(), name.size() + 1));
    while (name.starts_with(' ') || name.starts_with('\t')) name.remove_prefix(1);
    while (name.ends_with(' ') || name.ends_with('\t')) name.remove_suffix(1);
    if (name.starts_with("W/")) name.remove_prefix(2);
    if (name == "*" || name == tag) return true;
  }
  return false;
}

bool set_caching(const Exchange& exchange, const std::string& tag, HttpResponse& response) {
  const auto seconds = exchange.options.cache_time.count();
  response.headers.push_back({"ETag", tag});
  response.headers.push_back({"Cache-Control", seconds > 0
                                                   ? fmt::format("public, max-age={}", seconds)
                                                   : "private, no-cache"});
  if (!has_tag(header(exchange.request.headers, "If-None-Match"), tag)) return false;
  response.status = 304;
  return true;
}

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
