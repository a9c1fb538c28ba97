// What a client may ask for, and the reading of it: the parameters of GET /v1/search and the keys
// of POST /v1/search are the same table. Pure functions.
#pragma once

#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "query/http/api_error.h"
#include "query/http/service_options.h"
#include "query/http/url.h"
#include "query/searcher.h"

namespace medlar {

template <typename T>
using ApiResult = tl::expected<T, ApiError>;

/// The names of the parameters, in the order of the documents.
const std::vector<std::string_view>& search_parameter_names();

/// Strict: what is unknown, repeated or out of range is an error and not passed over.
ApiResult<SearchRequest> read_search(const std::vector<Parameter>& parameters,
                                     const ServiceOptions& options);

/// What GET /v1/suggest asks for.
struct SuggestRequest {
  std::string typed;
  std::size_t limit = 8;
  enum class Format { kJson, kOpenSearch } format = Format::kJson;
};

inline constexpr std::size_t kMaxSuggestLimit = 20;

/// The names of the parameters of a suggestion, in the order of the documents.
const std::vector<std::string_view>& suggest_parameter_names();

/// As strict as read_search(). Nothing typed is no error: a box that was cleared asks so.
ApiResult<SuggestRequest> read_suggest(const std::vector<Parameter>& parameters,
                                       const ServiceOptions& options);

/// The keys of a JSON object as parameters: texts, whole numbers, and arrays of texts.
ApiResult<std::vector<Parameter>> parameters_of_json(std::string_view body);

/// Fails with the nearest of `known` where a parameter is none of them; `known` may be empty.
ApiResult<void> check_names(const std::vector<Parameter>& parameters,
                            const std::vector<std::string_view>& known);

}  // namespace medlar
