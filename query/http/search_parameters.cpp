#include "query/http/search_parameters.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace medlar {
namespace {

constexpr std::size_t kMaxFilters = 16;
constexpr std::size_t kMinSnippetLength = 40;
constexpr std::size_t kMaxSnippetLength = 1000;

tl::unexpected<ApiError> refused(ApiErrorCode code, std::string message = {}) {
  return tl::unexpected<ApiError>(ApiError{code, std::move(message)});
}

/// Digits and nothing else.
std::optional<std::size_t> whole_number(std::string_view text) {
  std::size_t number = 0;
  const char* const end = text.data() + text.size();
  if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
  const auto [at, failed] = std::from_chars(text.data(), end, number);
  if (failed != std::errc() || at != end) return std::nullopt;
  return number;
}

ApiResult<void> set_number(std::string_view text, std::string_view name, std::size_t least,
                           std::size_t most, std::size_t& number) {
  const auto read = whole_number(text);
  if (!read || *read < least || *read > most) {
    return refused(ApiErrorCode::kInvalidParameter,
                   fmt::format("{} is a whole number from {} to {}", name, least, most));
  }
  number = *read;
  return {};
}

ApiResult<void> set_words(std::string_view text, const ServiceOptions& options,
                          std::string& words) {
  if (text.size() > options.query.bytes) {
    return refused(ApiErrorCode::kQueryTooLong,
                   fmt::format("a query is at most {} bytes of UTF-8", options.query.bytes));
  }
  words = text;
  // Lines of a pasted message, and what word processors put for them.
  std::ranges::replace_if(
      words, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  return {};
}

ApiResult<void> set_query(std::string_view text, const ServiceOptions& options,
                          SearchRequest& request) {
  return set_words(text, options, request.query);
}

ApiResult<void> set_limit(std::string_view text, const ServiceOptions& options,
                          SearchRequest& request) {
  return set_number(text, "limit", 0, options.max_limit, request.limit);
}

ApiResult<void> set_offset(std::string_view text, const ServiceOptions& options,
                           SearchRequest& request) {
  return set_number(text, "offset", 0, options.max_window, request.offset);
}

ApiResult<void> add_filter(std::string_view text, const ServiceOptions& /*options*/,
                           SearchRequest& request) {
  if (request.filters.size() == kMaxFilters) {
    return refused(ApiErrorCode::kInvalidFilter,
                   fmt::format("there are at most {} filters", kMaxFilters));
  }
  request.filters.emplace_back(text);
  return {};
}

ApiResult<void> set_sort(std::string_view text, const ServiceOptions& /*options*/,
                         SearchRequest& request) {
  constexpr std::array<std::pair<std::string_view, SortOrder>, 3> kOrders{
      {{"relevance", SortOrder::kRelevance},
       {"reviewed", SortOrder::kReviewed},
       {"title", SortOrder::kTitle}}};
  const auto* row =
      std::ranges::find(kOrders, text, &std::pair<std::string_view, SortOrder>::first);
  if (row == kOrders.end()) {
    return refused(ApiErrorCode::kInvalidParameter, "sort is relevance, reviewed or title");
  }
  request.sort = row->second;
  return {};
}

ApiResult<void> set_duplicates(std::string_view text, const ServiceOptions& /*options*/,
                               SearchRequest& request) {
  const DuplicatesInfo* const row = find_duplicates(text);
  if (row == nullptr) {
    return refused(ApiErrorCode::kInvalidParameter, "duplicates is collapse, exact or show");
  }
  request.duplicates = row->value;
  return {};
}

/// "yes" or "no"; `switched` is the member that the request has for it.
template <typename Switch>
ApiResult<void> set_switch(std::string_view text, std::string_view name, Switch& switched) {
  if (text != "yes" && text != "no") {
    return refused(ApiErrorCode::kInvalidParameter, fmt::format("{} is yes or no", name));
  }
  switched = text == "yes" ? Switch::kDone : Switch::kNone;
  return {};
}

ApiResult<void> set_correct(std::string_view text, const ServiceOptions& /*options*/,
                            SearchRequest& request) {
  return set_switch(text, "correct", request.correction);
}

ApiResult<void> set_expand(std::string_view text, const ServiceOptions& /*options*/,
                           SearchRequest& request) {
  return set_switch(text, "expand", request.expansion);
}

ApiResult<void> add_facets(std::string_view text, const ServiceOptions& /*options*/,
                           SearchRequest& request) {
  while (!text.empty()) {
    const std::string_view name = text.substr(0, text.find(','));
    text.remove_prefix(std::min(text.size(), name.size() + 1));
    if (!is_facet(name)) return refused(ApiErrorCode::kInvalidFacet);
    if (std::ranges::find(request.facets, name) == request.facets.end()) {
      request.facets.emplace_back(name);
    }
  }
  return {};
}

ApiResult<void> set_language(std::string_view text, const ServiceOptions& /*options*/,
                             SearchRequest& request) {
  const bool is_tag = text.size() >= 2 && text.size() <= 3 &&
                      std::ranges::all_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
  if (!is_tag) {
    return refused(ApiErrorCode::kInvalidParameter,
                   "language is the tag of a language in lower case, as in en or es");
  }
  request.language = text;
  return {};
}

ApiResult<void> set_snippet_length(std::string_view text, const ServiceOptions& /*options*/,
                                   SearchRequest& request) {
  return set_number(text, "snippet_length", kMinSnippetLength, kMaxSnippetLength,
                    request.snippet.max_characters);
}

ApiResult<void> set_typed(std::string_view text, const ServiceOptions& options,
                          SuggestRequest& request) {
  return set_words(text, options, request.typed);
}

ApiResult<void> set_suggest_limit(std::string_view text, const ServiceOptions& /*options*/,
                                  SuggestRequest& request) {
  return set_number(text, "limit", 1, kMaxSuggestLimit, request.limit);
}

ApiResult<void> set_suggest_format(std::string_view text, const ServiceOptions& /*options*/,
                                   SuggestRequest& request) {
  if (text != "json" && text != "opensearch") {
    return refused(ApiErrorCode::kInvalidParameter, "format is json or opensearch");
  }
  request.format =
      text == "json" ? SuggestRequest::Format::kJson : SuggestRequest::Format::kOpenSearch;
  return {};
}

using JsonType = nlohmann::json::value_t;

template <typename Request>
struct ParameterRow {
  std::string_view name;
  JsonType json;  // of a POST; an array is one of texts, and may be a single text
  bool may_repeat;
  ApiResult<void> (*read)(std::string_view, const ServiceOptions&, Request&);
};
using SearchParameter = ParameterRow<SearchRequest>;

constexpr std::array<ParameterRow<SuggestRequest>, 3> kSuggestParameters{{
    {"q", JsonType::string, false, set_typed},
    {"limit", JsonType::number_unsigned, false, set_suggest_limit},
    {"format", JsonType::string, false, set_suggest_format},
}};

constexpr std::array<SearchParameter, 11> kParameters{{
    {"q", JsonType::string, false, set_query},
    {"limit", JsonType::number_unsigned, false, set_limit},
    {"offset", JsonType::number_unsigned, false, set_offset},
    {"filter", JsonType::array, true, add_filter},
    {"sort", JsonType::string, false, set_sort},
    {"facets", JsonType::array, true, add_facets},
    {"language", JsonType::string, false, set_language},
    {"snippet_length", JsonType::number_unsigned, false, set_snippet_length},
    {"duplicates", JsonType::string, false, set_duplicates},
    {"correct", JsonType::string, false, set_correct},
    {"expand", JsonType::string, false, set_expand},
}};

template <typename Rows>
std::vector<std::string_view> names_of(const Rows& rows) {
  std::vector<std::string_view> names;
  for (const auto& row : rows) names.push_back(row.name);
  return names;
}

/// Reads all parameters by their rows; gives the names that there were.
template <typename Rows, typename Request>
ApiResult<std::set<std::string_view>> read_all(const Rows& rows,
                                               const std::vector<Parameter>& parameters,
                                               const ServiceOptions& options, Request& request) {
  if (const auto known = check_names(parameters, names_of(rows)); !known) {
    return tl::unexpected<ApiError>(known.error());
  }
  std::set<std::string_view> seen;
  for (const Parameter& parameter : parameters) {
    const auto& row = *std::ranges::find_if(
        rows, [&](const auto& known) { return known.name == parameter.name; });
    if (!seen.insert(row.name).second && !row.may_repeat) {
      return refused(ApiErrorCode::kRepeatedParameter,
                     fmt::format("{} came more than once", row.name));
    }
    if (parameter.value.find('\0') != std::string::npos) {
      return refused(ApiErrorCode::kBadEncoding);
    }
    if (const auto read = row.read(parameter.value, options, request); !read) {
      return tl::unexpected<ApiError>(read.error());
    }
  }
  return seen;
}

const SearchParameter* find_parameter(std::string_view name) {
  const auto* row = std::ranges::find(kParameters, name, &SearchParameter::name);
  return row == kParameters.end() ? nullptr : row;
}

/// The values of one key, as texts; fails where they have another type.
ApiResult<std::vector<std::string>> texts(const SearchParameter& row, const nlohmann::json& value) {
  if (row.json == JsonType::number_unsigned && value.is_number_unsigned()) {
    return std::vector<std::string>{fmt::format("{}", value.get<std::uint64_t>())};
  }
  if (row.json != JsonType::number_unsigned && value.is_string()) {
    return std::vector<std::string>{value.get<std::string>()};
  }
  if (row.json == JsonType::array && value.is_array() &&
      std::ranges::all_of(value, [](const auto& item) { return item.is_string(); })) {
    return value.get<std::vector<std::string>>();
  }
  return refused(
      ApiErrorCode::kInvalidParameter,
      fmt::format("{} must be {}", row.name,
                  row.json == JsonType::array    ? "a string or an array of strings"
                  : row.json == JsonType::string ? "a string"
                                                 : "a whole number that is not negative"));
}

}  // namespace

const std::vector<std::string_view>& search_parameter_names() {
  static const std::vector<std::string_view> names = names_of(kParameters);
  return names;
}

const std::vector<std::string_view>& suggest_parameter_names() {
  static const std::vector<std::string_view> names = names_of(kSuggestParameters);
  return names;
}

ApiResult<void> check_names(const std::vector<Parameter>& parameters,
                            const std::vector<std::string_view>& known) {
  for (const Parameter& parameter : parameters) {
    if (std::ranges::find(known, parameter.name) != known.end()) continue;
    return refused(ApiErrorCode::kUnknownParameter,
                   known.empty() ? "this address takes no parameters"
                                 : fmt::format("there is no such parameter; the nearest is {}",
                                               nearest_name(parameter.name, known)));
  }
  return {};
}

ApiResult<SearchRequest> read_search(const std::vector<Parameter>& parameters,
                                     const ServiceOptions& options) {
  SearchRequest request{.limits = options.query, .time_limit = options.time_limit};
  const auto seen = read_all(kParameters, parameters, options, request);
  if (!seen) return tl::unexpected<ApiError>(seen.error());
  if (!seen->contains("q") && !seen->contains("filter")) {
    return refused(ApiErrorCode::kMissingParameter, "q is missing: what to search for");
  }
  if (request.offset + request.limit > options.max_window) {
    return refused(ApiErrorCode::kInvalidParameter,
                   fmt::format("offset and limit together are at most {}", options.max_window));
  }
  return request;
}

ApiResult<SuggestRequest> read_suggest(const std::vector<Parameter>& parameters,
                                       const ServiceOptions& options) {
  SuggestRequest request;
  const auto seen = read_all(kSuggestParameters, parameters, options, request);
  if (!seen) return tl::unexpected<ApiError>(seen.error());
  return request;
}

ApiResult<std::vector<Parameter>> parameters_of_json(std::string_view body) {
  const nlohmann::json json = nlohmann::json::parse(body, nullptr, false);
  if (!json.is_object()) return refused(ApiErrorCode::kInvalidJson);
  std::vector<Parameter> parameters;
  for (const auto& [name, value] : json.items()) {
    const SearchParameter* row = find_parameter(name);
    if (row == nullptr) {
      const auto unknown = check_names({{name, ""}}, search_parameter_names());
      return tl::unexpected<ApiError>(unknown.error());
    }
    auto values = texts(*row, value);
    if (!values) return tl::unexpected<ApiError>(values.error());
    for (std::string& text : *values) parameters.push_back({name, std::move(text)});
  }
  return parameters;
}

}  // namespace medlar
