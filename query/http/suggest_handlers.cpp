// What completes the words that somebody types, in our own form and in the browsers'.
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "query/http/api_json.h"
#include "query/http/caching.h"
#include "query/http/route.h"
#include "query/render/html_marks.h"
#include "query/render/suggestion_renderer.h"

namespace medlar {
namespace {

using Json = nlohmann::ordered_json;

// Of a ShortName (OpenSearch 1.1, draft 6).
constexpr std::size_t kMaxShortName = 16;

/// The first words of a name, as many as fit; none would: the beginning of the first.
std::string short_name(const std::string& name) {
  if (name.size() <= kMaxShortName) return name;
  const std::size_t blank = name.rfind(' ', kMaxShortName);
  std::size_t end = blank == std::string::npos || blank == 0 ? kMaxShortName : blank;
  while ((static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80) --end;  // not within a character
  return name.substr(0, end);
}

}  // namespace

ApiResult<HttpResponse> answer_suggest(Exchange& exchange) {
  const auto request = read_suggest(exchange.target.parameters, exchange.options);
  if (!request) return tl::unexpected<ApiError>(request.error());
  const LiveIndex::Names names = exchange.index.names();
  const bool is_opensearch = request->format == SuggestRequest::Format::kOpenSearch;
  HttpResponse response;
  const std::string tag =
      entity_tag(names.identity(),
                 fmt::format("suggest {} {} {}", request->limit, is_opensearch, request->typed));
  if (set_caching(exchange, tag, response)) return response;
  const auto suggestions = names->suggest(request->typed, request->limit);
  exchange.log += fmt::format(" suggestions={}", suggestions.size());
  if (is_opensearch) {
    response.headers.push_back({"Content-Type", "application/x-suggestions+json; charset=utf-8"});
    response.body = safe_json_text(suggestions_opensearch_json(request->typed, suggestions));
  } else {
    set_json(response, {{"query", request->typed},
                        {"generation", names->generation()},
                        {"suggestions", suggestions_json(suggestions)}});
  }
  return response;
}

ApiResult<HttpResponse> answer_opensearch(Exchange& exchange) {
  if (const auto none = check_names(exchange.target.parameters, {}); !none) {
    return tl::unexpected<ApiError>(none.error());
  }
  const std::string& address = exchange.options.public_url;
  // The Host of a request is whatever its sender likes, and browsers keep what they are told here.
  if (address.empty()) {
    return tl::unexpected<ApiError>(ApiError{
        ApiErrorCode::kNotFound, "for this the configuration must give the server's public_url"});
  }
  const std::string& name = exchange.options.site_name;
  std::string body = fmt::format(
      R"(<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>{0}</ShortName>
  <LongName>{1}</LongName>
  <Description>{1}: articles about health</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Url type="text/html" template="{2}/?q={{searchTerms}}"/>
  <Url type="application/x-suggestions+json" template="{2}/v1/suggest?format=opensearch&amp;q={{searchTerms}}"/>
  <Url type="application/opensearchdescription+xml" rel="self" template="{2}/opensearch.xml"/>
</OpenSearchDescription>
)",
      escape_html(short_name(name)), escape_html(name), escape_html(address));
  HttpResponse response;
  if (set_caching(exchange, entity_tag("opensearch", body), response)) return response;
  response.headers.push_back(
      {"Content-Type", "application/opensearchdescription+xml; charset=utf-8"});
  response.body = std::move(body);
  return response;
}

}  // namespace medlar
