#include "query/http/search_parameters.h"

#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

namespace medlar {
namespace {

std::string shown(const ApiResult<SearchRequest>& request) {
  if (!request) return fmt::format("{}", api_error_info(request.error().code).name);
  return fmt::format("q={} limit={} offset={} filters={} sort={} facets={} language={} snippet={}",
                     request->query, request->limit, request->offset,
                     fmt::join(request->filters, "|"), static_cast<int>(request->sort),
                     fmt::join(request->facets, "|"), request->language,
                     request->snippet.max_characters);
}

std::string of_get(std::string_view query) {
  const auto target = parse_target("/v1/search?" + std::string(query));
  return target ? shown(read_search(target->parameters, {})) : "bad_encoding";
}

std::string of_json(std::string_view body) {
  const auto parameters = parameters_of_json(body);
  if (!parameters) return std::string(api_error_info(parameters.error().code).name);
  return shown(read_search(*parameters, {}));
}

TEST(SearchParameters, OfAnAddress) {
  struct Row {
    std::string query;
    std::string_view shown;
  };
  for (const Row& row : {
           Row{"q=asthma",
               "q=asthma limit=10 offset=0 filters= sort=0 facets= language= snippet=300"},
           Row{"q=a&limit=50&offset=950&sort=title&language=es&snippet_length=40",
               "q=a limit=50 offset=950 filters= sort=2 facets= language=es snippet=40"},
           Row{"q=&limit=0", "q= limit=0 offset=0 filters= sort=0 facets= language= snippet=300"},
           Row{"filter=source:cdc&filter=reviewed:2019..&facets=source,reviewed&facets=source",
               "q= limit=10 offset=0 filters=source:cdc|reviewed:2019.. sort=0 "
               "facets=source|reviewed language= snippet=300"},
           Row{"q=a%0Ab%09c%0Bd",
               "q=a b c d limit=10 offset=0 filters= sort=0 facets= language= snippet=300"},
           Row{"q=a&facets=&sort=reviewed",
               "q=a limit=10 offset=0 filters= sort=1 facets= language= snippet=300"},
           Row{"", "missing_parameter"},
           Row{"limit=5", "missing_parameter"},
           Row{"q=a&lmit=5", "unknown_parameter"},
           Row{"Q=a", "unknown_parameter"},
           Row{"q=a&q=b", "repeated_parameter"},
           Row{"q=a&limit=1&limit=1", "repeated_parameter"},
           Row{"q=a&limit=51", "invalid_parameter"},
           Row{"q=a&limit=-1", "invalid_parameter"},
           Row{"q=a&limit=%2B1", "invalid_parameter"},
           Row{"q=a&limit=1e1", "invalid_parameter"},
           Row{"q=a&limit=0x10", "invalid_parameter"},
           Row{"q=a&limit=1.5", "invalid_parameter"},
           Row{"q=a&limit=", "invalid_parameter"},
           Row{"q=a&limit=+5", "invalid_parameter"},
           Row{"q=a&limit=99999999999999999999999999", "invalid_parameter"},
           Row{"q=a&limit=18446744073709551617", "invalid_parameter"},
           Row{"q=a&offset=1001", "invalid_parameter"},
           Row{"q=a&offset=1000", "invalid_parameter"},
           Row{"q=a&offset=18446744073709551615&limit=10", "invalid_parameter"},
           Row{"q=a&sort=date", "invalid_parameter"},
           Row{"q=a&sort=", "invalid_parameter"},
           Row{"q=a&facets=title", "invalid_facet"},
           Row{"q=a&facets=source,,language", "invalid_facet"},
           Row{"q=a&language=english", "invalid_parameter"},
           Row{"q=a&duplicates=yes", "invalid_parameter"},
           Row{"q=a&duplicates=", "invalid_parameter"},
           Row{"q=a&correct=false", "invalid_parameter"},
           Row{"q=a&expand=", "invalid_parameter"},
           Row{"q=a&expand=no&expand=no", "repeated_parameter"},
           Row{"q=a&language=EN", "invalid_parameter"},
           Row{"q=a&snippet_length=39", "invalid_parameter"},
           Row{"q=a&snippet_length=1001", "invalid_parameter"},
           Row{"q=" + std::string(2048, 'x') + "&limit=x", "invalid_parameter"},
           Row{"q=" + std::string(2049, 'x'), "query_too_long"},
           Row{"q=%ff", "bad_encoding"},
       }) {
    EXPECT_EQ(of_get(row.query), row.shown) << row.query;
  }
}

TEST(SearchParameters, ThereAreNotMoreThanSomeFilters) {
  std::string query = "q=a";
  for (int i = 0; i < 16; ++i) query += "&filter=source:a";
  EXPECT_NE(of_get(query), "invalid_filter");
  EXPECT_EQ(of_get(query + "&filter=source:a"), "invalid_filter");
}

TEST(SearchParameters, OfAJsonBody) {
  struct Row {
    std::string_view body;
    std::string_view shown;
  };
  for (const Row& row : {
           Row{R"({"q": "asthma"})",
               "q=asthma limit=10 offset=0 filters= sort=0 facets= language= snippet=300"},
           Row{R"({"q": "a", "limit": 5, "offset": 10, "filter": ["source:cdc", "reviewed:2019.."],
                   "sort": "title", "facets": ["source", "language"], "language": "es",
                   "snippet_length": 100})",
               "q=a limit=5 offset=10 filters=source:cdc|reviewed:2019.. sort=2 "
               "facets=source|language language=es snippet=100"},
           Row{R"({"filter": "source:cdc", "facets": "source,language"})",
               "q= limit=10 offset=0 filters=source:cdc sort=0 facets=source|language language= "
               "snippet=300"},
           Row{R"({"q": "a", "filter": [], "facets": []})",
               "q=a limit=10 offset=0 filters= sort=0 facets= language= snippet=300"},
           Row{R"({"filter": []})", "missing_parameter"},
           Row{R"({})", "missing_parameter"},
           Row{"", "invalid_json"},
           Row{"[]", "invalid_json"},
           Row{"\"q\"", "invalid_json"},
           Row{"null", "invalid_json"},
           Row{R"({"q": "a"} {})", "invalid_json"},
           Row{R"({"q": "a",})", "invalid_json"},
           Row{R"({"q": 'a'})", "invalid_json"},
           Row{"{\"q\": \"\xff\"}", "invalid_json"},
           Row{R"({"q": "\ud800"})", "invalid_json"},
           Row{R"({"q": "a\u0000b"})", "bad_encoding"},
           Row{R"({"q": 5})", "invalid_parameter"},
           Row{R"({"q": null})", "invalid_parameter"},
           Row{R"({"q": ["a"]})", "invalid_parameter"},
           Row{R"({"q": "a", "limit": "5"})", "invalid_parameter"},
           Row{R"({"q": "a", "limit": -5})", "invalid_parameter"},
           Row{R"({"q": "a", "limit": 5.0})", "invalid_parameter"},
           Row{R"({"q": "a", "limit": 1e400})", "invalid_json"},
           Row{R"({"q": "a", "limit": 18446744073709551616})", "invalid_parameter"},
           Row{R"({"q": "a", "filter": [1]})", "invalid_parameter"},
           Row{R"({"q": "a", "filter": {"source": "cdc"}})", "invalid_parameter"},
           Row{R"({"q": "a", "query": "b"})", "unknown_parameter"},
           Row{R"({"q": "a", "": "b"})", "unknown_parameter"},
       }) {
    EXPECT_EQ(of_json(row.body), row.shown) << row.body;
  }
  EXPECT_EQ(of_json(std::string(10'000, '[')), "invalid_json");
  EXPECT_EQ(of_json("{\"q\":" + std::string(8000, '[') + std::string(8000, ']') + "}"),
            "invalid_parameter");
}

TEST(SearchParameters, SwitchesAreOnUnlessTheyAreSetToNo) {
  const auto switches = [](std::string_view more) {
    const auto target = parse_target("/v1/search?q=a" + std::string(more));
    const auto request = read_search(target->parameters, {});
    return std::pair{request->correction == SearchRequest::Correction::kDone,
                     request->expansion == SearchRequest::Expansion::kDone};
  };
  EXPECT_EQ(switches(""), std::pair(true, true));
  EXPECT_EQ(switches("&correct=yes&expand=yes"), std::pair(true, true));
  EXPECT_EQ(switches("&correct=no"), std::pair(false, true));
  EXPECT_EQ(switches("&expand=no"), std::pair(true, false));
}

TEST(SearchParameters, LimitsAreThoseOfTheConfiguration) {
  const ServiceOptions options{.query = {.bytes = 20, .phrases = 3},
                               .max_limit = 7,
                               .max_window = 9,
                               .time_limit = std::chrono::milliseconds(42)};
  const auto read = [&options](std::vector<Parameter> parameters) {
    return read_search(parameters, options);
  };
  EXPECT_TRUE(read({{"q", std::string(20, 'x')}, {"limit", "7"}, {"offset", "2"}}));
  EXPECT_FALSE(read({{"q", std::string(21, 'x')}}));
  EXPECT_FALSE(read({{"q", "a"}, {"limit", "8"}}));
  EXPECT_FALSE(read({{"q", "a"}, {"limit", "7"}, {"offset", "3"}}));
  EXPECT_EQ(read({{"q", "a"}, {"limit", "1"}})->time_limit, options.time_limit);
  EXPECT_EQ(read({{"q", "a"}, {"limit", "1"}})->limits, options.query);
}

TEST(SearchParameters, ErrorsNameWhatIsRightAndNothingThatCame) {
  const auto message = [](std::vector<Parameter> parameters) {
    const auto request = read_search(parameters, {});
    return request ? "" : request.error().message;
  };
  EXPECT_EQ(message({{"q", "a"}, {"<lmit>", "5"}}),
            "there is no such parameter; the nearest is limit");
  EXPECT_EQ(message({{"q", "a"}, {"limit", "<b>"}}), "limit is a whole number from 0 to 50");
  EXPECT_EQ(message({{"q", "a"}, {"sort", "<b>"}}), "sort is relevance, reviewed or title");
  EXPECT_EQ(message({{"q", "a"}, {"correct", "<b>"}}), "correct is yes or no");
  EXPECT_EQ(message({{"q", "a"}, {"expand", "<b>"}}), "expand is yes or no");
}

}  // namespace
}  // namespace medlar
