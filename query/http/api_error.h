// The errors of the API: one row each. The row decides status, type and fixed text; nothing of the
// request is ever repeated in it.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "query/http/http_message.h"

namespace medlar {

enum class ApiErrorCode {
  kBadEncoding,
  kBadFraming,
  kUnknownParameter,
  kMissingParameter,
  kRepeatedParameter,
  kInvalidParameter,
  kInvalidFilter,
  kInvalidFacet,
  kQueryTooLong,
  kInvalidJson,
  kNotFound,
  kArticleNotFound,
  kMethodNotAllowed,
  kBodyTooLarge,
  kUriTooLong,
  kUnsupportedMediaType,
  kHeadersTooLarge,
  kInternal,
  kUnavailable,
};

struct ApiErrorInfo {
  ApiErrorCode code;
  std::string_view name;
  int status;
  std::string_view type;  // invalid_request, not_found, or server
  std::string_view text;  // what happened, in general
};

inline constexpr std::array<ApiErrorInfo, 19> kApiErrors{{
    {ApiErrorCode::kBadEncoding, "bad_encoding", 400, "invalid_request",
     "the address or a parameter is not percent-encoded UTF-8 without control characters"},
    {ApiErrorCode::kBadFraming, "bad_framing", 400, "invalid_request",
     "the length of the body is not given once and clearly, or a body came where none belongs"},
    {ApiErrorCode::kUnknownParameter, "unknown_parameter", 400, "invalid_request",
     "there is no such parameter"},
    {ApiErrorCode::kMissingParameter, "missing_parameter", 400, "invalid_request",
     "a parameter is missing"},
    {ApiErrorCode::kRepeatedParameter, "repeated_parameter", 400, "invalid_request",
     "a parameter came more than once"},
    {ApiErrorCode::kInvalidParameter, "invalid_parameter", 400, "invalid_request",
     "a parameter's value is not one of those allowed"},
    {ApiErrorCode::kInvalidFilter, "invalid_filter", 400, "invalid_request",
     "a filter is field:value, as in source:cdc or reviewed:2019..2021"},
    {ApiErrorCode::kInvalidFacet, "invalid_facet", 400, "invalid_request",
     "facets are source, language, audience, role, reviewed and updated"},
    {ApiErrorCode::kQueryTooLong, "query_too_long", 400, "invalid_request",
     "the query is too long"},
    {ApiErrorCode::kInvalidJson, "invalid_json", 400, "invalid_request",
     "the body is not one JSON object in UTF-8"},
    {ApiErrorCode::kNotFound, "not_found", 404, "not_found",
     "there is nothing at this address; /openapi.json lists what there is"},
    {ApiErrorCode::kArticleNotFound, "article_not_found", 404, "not_found",
     "no article has this id"},
    {ApiErrorCode::kMethodNotAllowed, "method_not_allowed", 405, "invalid_request",
     "this address has other methods; the header Allow lists them"},
    {ApiErrorCode::kBodyTooLarge, "body_too_large", 413, "invalid_request",
     "the body is too large"},
    {ApiErrorCode::kUriTooLong, "uri_too_long", 414, "invalid_request",
     "the address is too long; a long query fits into POST /v1/search"},
    {ApiErrorCode::kUnsupportedMediaType, "unsupported_media_type", 415, "invalid_request",
     "the body must be of Content-Type application/json"},
    {ApiErrorCode::kHeadersTooLarge, "headers_too_large", 431, "invalid_request",
     "the headers are too many or too large"},
    {ApiErrorCode::kInternal, "internal", 500, "server",
     "the search failed; the server's log says more"},
    {ApiErrorCode::kUnavailable, "unavailable", 503, "server",
     "the server cannot answer now; try again"},
}};

const ApiErrorInfo& api_error_info(ApiErrorCode code);

struct ApiError {
  ApiErrorCode code;
  std::string message = {};  // more exact than the row's text; empty: that text
};

/// The error as a response, without the headers that all responses have.
HttpResponse error_response(const ApiError& error, std::string_view request_id);

}  // namespace medlar
