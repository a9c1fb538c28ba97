#include "query/http/search_service.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <optional>
#include <random>
#include <utility>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "query/http/page_frame.h"
#include "query/http/route.h"

namespace medlar {
namespace {

// Every address that the server knows.
constexpr std::array<Route, 11> kRoutes{{
    {"/v1/search", "GET, HEAD, POST", answer_search},
    {"/v1/suggest", "GET, HEAD", answer_suggest},
    {"/v1/articles/", "GET, HEAD", answer_article},
    {"/health/live", "GET, HEAD", answer_live},
    {"/health/ready", "GET, HEAD", answer_ready},
    {"/metrics", "GET, HEAD", answer_metrics},
    {"/openapi.json", "GET, HEAD", answer_openapi},
    {"/opensearch.xml", "GET, HEAD", answer_opensearch},
    {"/", "GET, HEAD", answer_page, Route::Errors::kPages},
    {"/articles/", "GET, HEAD", answer_article_page, Route::Errors::kPages},
    {"/assets/", "GET, HEAD", answer_page_file},
}};

// In counts and in the log, for what is not in the table; what was asked for stands in neither.
constexpr Route kNowhere{"other", "", nullptr};

constexpr std::size_t kMaxHeaders = 64;
constexpr std::size_t kMaxRequestIdBytes = 64;
constexpr int kPreflightSeconds = 600;

const Route* find_route(std::string_view path) {
  const auto* route = std::ranges::find_if(kRoutes, [path](const Route& row) {
    return row.path.ends_with('/') && row.path.size() > 1
               ? path.starts_with(row.path) && path.size() > row.path.size()
               : path == row.path;
  });
  return route == kRoutes.end() ? nullptr : route;
}

/// True where a person reads the error and not a program: at the addresses of pages, and at those
/// that are none where a browser asks.
bool has_reader(const HttpRequest& request) {
  const std::string_view path =
      std::string_view(request.target).substr(0, request.target.find('?'));
  if (const Route* const route = find_route(path)) return route->errors == Route::Errors::kPages;
  return !path.starts_with("/v1/") &&
         header(request.headers, "Accept").find("text/html") != std::string_view::npos;
}

bool allows(const Route& route, std::string_view method) {
  std::string_view rest = route.methods;
  while (!rest.empty()) {
    const std::string_view name = rest.substr(0, rest.find(", "));
    if (name == method) return true;
    rest.remove_prefix(std::min(rest.size(), name.size() + 2));
  }
  return false;
}

std::string new_request_id() {
  thread_local std::mt19937_64 random{(std::uint64_t{std::random_device{}()} << 32U) ^
                                      std::random_device{}()};
  return fmt::format("{:016x}", random());
}

/// Digits that say how long the body is.
std::optional<std::uint64_t> declared_length(std::string_view text) {
  std::uint64_t length = 0;
  for (const char c : text) {
    if (c < '0' || c > '9' || length > 1'000'000'000'000) return std::nullopt;
    length = length * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return length;
}

/// What is wrong with a request before it is known what it asks for.
std::optional<ApiErrorCode> framing_error(const HttpRequest& request,
                                          const ServiceOptions& options) {
  if (request.target.size() > options.max_uri_bytes) return ApiErrorCode::kUriTooLong;
  std::size_t bytes = 0;
  for (const HttpHeader& row : request.headers) bytes += row.name.size() + row.value.size();
  if (request.headers.size() > kMaxHeaders || bytes > options.max_header_bytes) {
    return ApiErrorCode::kHeadersTooLarge;
  }
  const std::string_view coding = header(request.headers, "Transfer-Encoding");
  const std::size_t lengths = count_headers(request.headers, "Content-Length");
  const auto length = declared_length(header(request.headers, "Content-Length"));
  if (lengths > 1 || !length || count_headers(request.headers, "Transfer-Encoding") > 1 ||
      (!coding.empty() && (lengths > 0 || !equals_ignoring_case(coding, "chunked")))) {
    return ApiErrorCode::kBadFraming;
  }
  if (request.body.size() > options.max_body_bytes || *length > options.max_body_bytes) {
    return ApiErrorCode::kBodyTooLarge;
  }
  if (request.method != "POST" && !request.body.empty()) return ApiErrorCode::kBadFraming;
  return std::nullopt;
}

/// Lets the pages of other sites read the answer where the configuration says so.
void add_cors(const HttpRequest& request, const Route& route, const ServiceOptions& options,
              HttpResponse& response) {
  const auto& allowed = options.cors_origins;
  if (allowed.empty()) return;
  const bool is_for_all = std::ranges::find(allowed, "*") != allowed.end();
  if (!is_for_all) response.headers.push_back({"Vary", "Origin"});
  const std::string_view origin = header(request.headers, "Origin");
  const auto row = std::ranges::find(allowed, is_for_all ? "*" : origin);
  if (origin.empty() || row == allowed.end()) return;
  response.headers.push_back({"Access-Control-Allow-Origin", *row});
  response.headers.push_back(
      {"Access-Control-Expose-Headers", "ETag, Server-Timing, X-Request-Id"});
  if (request.method == "OPTIONS") {
    response.headers.push_back({"Access-Control-Allow-Methods", std::string(route.methods)});
    response.headers.push_back({"Access-Control-Allow-Headers", "Content-Type, X-Request-Id"});
    response.headers.push_back({"Access-Control-Max-Age", fmt::format("{}", kPreflightSeconds)});
  }
}

/// Headers of every answer; a handler that sets one of them itself is left its own.
void add_common_headers(HttpResponse& response) {
  for (const auto& [name, value] : std::initializer_list<std::pair<const char*, const char*>>{
           {"X-Content-Type-Options", "nosniff"},
           {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
           {"Referrer-Policy", "no-referrer"}}) {
    if (header(response.headers, name).empty()) response.headers.push_back({name, value});
  }
}

struct Answer {
  HttpResponse response;
  const Route* route = &kNowhere;
  std::string log;
};

HttpResponse preflight(const Route& route) {
  return {204, {{"Allow", fmt::format("{}, OPTIONS", route.methods)}}, {}};
}

}  // namespace

bool is_request_id(std::string_view id) {
  return !id.empty() && id.size() <= kMaxRequestIdBytes && std::ranges::all_of(id, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
  });
}

SearchService::SearchService(LiveIndex& index, Metrics& metrics, ServiceOptions options, Log log)
    : index_(index), metrics_(metrics), options_(std::move(options)), log_(std::move(log)) {}

HttpResponse SearchService::respond(const HttpRequest& request) {
  const auto started = std::chrono::steady_clock::now();
  const std::string_view sent_id = header(request.headers, "X-Request-Id");
  const std::string id = is_request_id(sent_id) ? std::string(sent_id) : new_request_id();

  const auto answer = [&]() -> Answer {
    const auto refused = [&](const ApiError& error, const Route& route) -> Answer {
      return {has_reader(request) ? error_page(error, options_) : error_response(error, id),
              &route,
              {}};
    };
    if (const auto error = framing_error(request, options_)) {
      Answer framing = refused({*error}, kNowhere);
      framing.response.headers.push_back({"Connection", "close"});
      return framing;
    }
    const auto target = parse_target(request.target);
    if (!target) return refused({ApiErrorCode::kBadEncoding}, kNowhere);
    const Route* const route = find_route(target->path);
    if (route == nullptr) return refused({ApiErrorCode::kNotFound}, kNowhere);
    if (request.method == "OPTIONS") return {preflight(*route), route, {}};
    if (!allows(*route, request.method)) {
      Answer other = refused({ApiErrorCode::kMethodNotAllowed}, *route);
      other.response.headers.push_back({"Allow", fmt::format("{}, OPTIONS", route->methods)});
      return other;
    }
    Exchange exchange{.request = request,
                      .target = *target,
                      .rest = std::string_view(target->path).substr(route->path.size()),
                      .index = index_,
                      .metrics = metrics_,
                      .options = options_,
                      .is_stopping = is_stopping_};
    auto response = route->handler(exchange);
    if (!response) {
      Answer failed = refused(response.error(), *route);
      failed.log = std::move(exchange.log);
      return failed;
    }
    return {std::move(*response), route, std::move(exchange.log)};
  };

  Answer given = answer();
  HttpResponse& response = given.response;
  add_cors(request, *given.route, options_, response);
  add_common_headers(response);
  response.headers.push_back({"X-Request-Id", id});
  if (is_stopping_) response.headers.push_back({"Connection", "close"});
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  response.headers.push_back({"Server-Timing", fmt::format("total;dur={:.2f}", seconds * 1000)});
  metrics_.count_request(given.route->path, response.status, seconds);
  if (options_.access_log) {
    const auto now = fmt::gmtime(std::time(nullptr));
    const bool is_known = given.route != &kNowhere && allows(*given.route, request.method);
    log_(fmt::format(
        "time={:%Y-%m-%dT%H:%M:%SZ} id={} method={} route={} status={} bytes={} "
        "ms={:.2f}{}{}",
        now, id, is_known || request.method == "OPTIONS" ? request.method : "other",
        given.route->path, response.status, response.body.size(), seconds * 1000,
        options_.log_addresses ? fmt::format(" client={}", request.client) : "", given.log));
  }
  return response;
}

}  // namespace medlar
