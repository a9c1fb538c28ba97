// The documents of the API against the API: every answer is as openapi.json says, and everything
// that it says is there.
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "query/http/api_error.h"
#include "query/http/api_json.h"
#include "query/http/search_parameters.h"
#include "tests/query/http/json_schema.h"
#include "tests/query/http/service.h"
#include "tests/support/understood_response.h"

namespace medlar {
namespace {

using testing::IsEmpty;
using Json = nlohmann::json;

const Json& document() {
  static const Json json = Json::parse(openapi_document());
  return json;
}

/// Each answer that is documented, with a request that gets it.
struct Documented {
  std::string path;  // as in the document
  HttpRequest request;
  int status;
};

std::vector<Documented> documented() {
  const HttpHeader any{"If-None-Match", "*"};
  const std::string long_path = "/" + std::string(9000, 'a');
  const auto search = [](std::string query, std::vector<HttpHeader> headers = {}) {
    return HttpRequest{.target = "/v1/search?" + query, .headers = std::move(headers)};
  };
  const auto post = [](std::string body, std::string type = "application/json") {
    return HttpRequest{.method = "POST",
                       .target = "/v1/search",
                       .headers = {{"Content-Type", std::move(type)}},
                       .body = std::move(body)};
  };
  std::vector<Documented> rows{
      {"/v1/search", search("q=asthma&facets=source,language,audience,reviewed,updated"), 200},
      {"/v1/search", search("q=hostile&limit=50"), 200},
      {"/v1/search", search("q=zzzz&facets=source"), 200},
      {"/v1/search", search("q=what+is+(asthma"), 200},
      {"/v1/search", search("q=\"cough+clears\"&sort=reviewed"), 200},
      {"/v1/search", search("filter=source:cdc&limit=0"), 200},
      {"/v1/search", search("q=asthma", {any}), 304},
      {"/v1/search", search(""), 400},
      {"/v1/search", post(R"({"q": "asthma", "facets": "source"})"), 200},
      {"/v1/search", post("{"), 400},
      {"/v1/search", post(std::string(20'000, ' ')), 413},
      {"/v1/search", post("", "text/plain"), 415},
      {"/v1/suggest", {.target = "/v1/suggest?q=asth"}, 200},
      {"/v1/suggest", {.target = "/v1/suggest?q=h&limit=20"}, 200},
      {"/v1/suggest", {.target = "/v1/suggest"}, 200},
      {"/v1/suggest", {.target = "/v1/suggest?q=h&format=opensearch"}, 200},
      {"/v1/suggest", {.target = "/v1/suggest?q=asth", .headers = {any}}, 304},
      {"/v1/suggest", {.target = "/v1/suggest?limit=0"}, 400},
      {"/opensearch.xml", {.target = "/opensearch.xml"}, 200},
      {"/opensearch.xml", {.target = "/opensearch.xml", .headers = {any}}, 304},
      {"/v1/articles/{id}", {.target = "/v1/articles/asthma"}, 200},
      {"/v1/articles/{id}", {.target = "/v1/articles/script"}, 200},
      {"/v1/articles/{id}", {.target = "/v1/articles/folder/copd.txt"}, 200},
      {"/v1/articles/{id}", {.target = "/v1/articles/asthma", .headers = {any}}, 304},
      {"/v1/articles/{id}", {.target = "/v1/articles/asthma?x=1"}, 400},
      {"/v1/articles/{id}", {.target = "/v1/articles/none"}, 404},
      {"/health/live", {.target = "/health/live"}, 200},
      {"/health/ready", {.target = "/health/ready"}, 200},
      {"/metrics", {.target = "/metrics"}, 200},
      {"/openapi.json", {.target = "/openapi.json"}, 200},
      {"/openapi.json", {.target = "/openapi.json", .headers = {any}}, 304},
  };
  // The framing is checked alike everywhere.
  for (const auto& [path, methods] : document()["paths"].items()) {
    for (const auto& [method, operation] : methods.items()) {
      const std::string name = method == "post" ? "POST" : "GET";
      rows.push_back({path, {.method = name, .target = long_path}, 414});
      rows.push_back(
          {path,
           {.method = name, .target = "/v1", .headers = {{"X-A", std::string(9000, 'a')}}},
           431});
    }
  }
  return rows;
}

std::string operation_of(const Documented& row) {
  return row.request.method == "POST" ? "post" : "get";
}

TEST_F(ServiceTest, EveryAnswerIsAsTheDocumentSays) {
  use({.public_url = "https://search.example.org"});
  const JsonSchema schema(document());
  for (const Documented& row : documented()) {
    SCOPED_TRACE(row.request.method + " " + row.request.target.substr(0, 80));
    const HttpResponse response = ask(row.request);
    ASSERT_EQ(response.status, row.status) << response.body;
    const Json& responses = document()["paths"][row.path][operation_of(row)]["responses"];
    ASSERT_TRUE(responses.contains(std::to_string(row.status))) << "not documented";
    const Json& said = schema.resolved(responses[std::to_string(row.status)]);
    const Json headers = said.value("headers", Json::object());
    for (const auto& [name, ignored] : headers.items()) {
      EXPECT_NE(value_of(response, name), "") << "lacks the header " << name;
    }
    if (!said.contains("content")) {
      EXPECT_EQ(response.body, "");
      continue;
    }
    const std::string type = value_of(response, "Content-Type");
    const std::string bare = type.substr(0, type.find(';'));
    ASSERT_TRUE(said["content"].contains(bare)) << bare;
    if (bare.ends_with("json")) {
      EXPECT_THAT(schema.faults(json_of(response), said["content"][bare]["schema"]), IsEmpty());
    }
  }
}

TEST(Openapi, AllThatIsToldOfAQueryIsAsTheDocumentSays) {
  const JsonSchema schema(document());
  const Json response{{"$ref", "#/components/schemas/SearchResponse"}};
  const Json told = Json::parse(safe_json_text(search_json(understood_response(), 1)));
  EXPECT_THAT(schema.faults(told, response), IsEmpty());
}

TEST_F(ServiceTest, EveryDocumentedAnswerIsGiven) {
  std::set<std::string> said;
  std::set<std::string> shown;
  for (const auto& [path, methods] : document()["paths"].items()) {
    for (const auto& [method, operation] : methods.items()) {
      for (const auto& [status, ignored] : operation["responses"].items()) {
        said.insert(fmt::format("{} {} {}", method, path, status));
      }
    }
  }
  for (const Documented& row : documented()) {
    shown.insert(fmt::format("{} {} {}", operation_of(row), row.path, row.status));
  }
  // A damaged index gives these: live_index_test.cpp.
  shown.insert({"get /v1/search 500", "post /v1/search 500", "get /v1/articles/{id} 500"});
  EXPECT_EQ(get("/opensearch.xml").status, 404);  // no public_url
  shown.insert("get /opensearch.xml 404");
  service_->set_stopping();
  EXPECT_EQ(get("/health/ready").status, 503);
  shown.insert("get /health/ready 503");
  EXPECT_EQ(said, shown);
}

TEST_F(ServiceTest, ErrorsAreAsTheDocumentSays) {
  const JsonSchema schema(document());
  const Json error{{"$ref", "#/components/schemas/Error"}};
  std::set<std::string> codes;
  for (const ApiErrorInfo& info : kApiErrors) {
    const HttpResponse response = error_response({info.code}, "id");
    EXPECT_THAT(schema.faults(json_of(response), error), IsEmpty());
    codes.insert(std::string(info.name));
    const Json& row = document()["x-error-codes"][std::string(info.name)];
    EXPECT_EQ(row["status"], info.status) << info.name;
    EXPECT_FALSE(row["remedy"].get<std::string>().empty());
    EXPECT_EQ(&api_error_info(info.code), &info);
  }
  std::set<std::string> documented_codes;
  for (const auto& [name, ignored] : document()["x-error-codes"].items()) {
    documented_codes.insert(name);
  }
  EXPECT_EQ(documented_codes, codes);
}

TEST_F(ServiceTest, ParametersAreAsTheDocumentSays) {
  std::vector<std::string_view> names;
  for (const Json& row : document()["paths"]["/v1/search"]["get"]["parameters"]) {
    if (row["in"] == "query") names.push_back(row["name"].get_ref<const std::string&>());
  }
  EXPECT_EQ(names, search_parameter_names());
  std::vector<std::string_view> suggest_names;
  for (const Json& row : document()["paths"]["/v1/suggest"]["get"]["parameters"]) {
    if (row["in"] == "query") suggest_names.push_back(row["name"].get_ref<const std::string&>());
    if (row["name"] == "limit") {
      EXPECT_EQ(row["schema"]["maximum"], kMaxSuggestLimit);
      EXPECT_EQ(row["schema"]["default"], SuggestRequest().limit);
    }
  }
  EXPECT_EQ(suggest_names, suggest_parameter_names());
  std::set<std::string_view> keys;
  for (const auto& [name, ignored] :
       document()["components"]["schemas"]["SearchBody"]["properties"].items()) {
    keys.insert(name);
  }
  EXPECT_EQ(keys, std::set<std::string_view>(names.begin(), names.end()));
  const ServiceOptions standard;
  for (const Json& row : document()["paths"]["/v1/search"]["get"]["parameters"]) {
    if (row["name"] == "limit") {
      EXPECT_EQ(row["schema"]["maximum"], standard.max_limit);
      EXPECT_EQ(row["schema"]["default"], SearchRequest().limit);
    }
    if (row["name"] == "offset") {
      EXPECT_EQ(row["schema"]["maximum"], standard.max_window);
    }
    if (row["name"] == "facets") {
      for (const Json& facet : row["schema"]["items"]["enum"]) {
        EXPECT_TRUE(is_facet(facet.get<std::string>())) << facet;
      }
    }
  }
}

TEST(JsonSchemaCheck, FindsFaults) {
  const JsonSchema schema(document());
  const Json hit{{"$ref", "#/components/schemas/Hit"}};
  EXPECT_THAT(schema.faults(Json::object(), hit), testing::Not(IsEmpty()));
  struct Row {
    const char* schema;
    const char* value;
    std::size_t faults;
  };
  for (const Row& row : {
           Row{R"({"type": "integer", "minimum": 0})", "5", 0},
           Row{R"({"type": "integer", "minimum": 0})", "-5", 1},
           Row{R"({"type": "integer"})", "5.5", 1},
           Row{R"({"type": ["string", "null"]})", "null", 0},
           Row{R"({"type": ["string", "null"]})", "1", 1},
           Row{R"({"enum": ["a"]})", "\"b\"", 1},
           Row{R"({"pattern": "^a"})", "\"b\"", 1},
           Row{R"({"items": {"type": "string"}})", "[\"a\", 1, 2]", 2},
           Row{R"({"minItems": 2})", "[1]", 1},
           Row{R"({"required": ["a"]})", "{}", 1},
           Row{R"({"properties": {"a": {"type": "string"}}})", "{\"a\": 1}", 1},
           Row{R"({"properties": {}, "additionalProperties": false})", "{\"a\": 1}", 1},
           Row{R"({"additionalProperties": {"type": "string"}})", "{\"a\": 1}", 1},
           Row{R"({"oneOf": [{"type": "string"}, {"type": "array"}]})", "1", 1},
           Row{R"({"colour": "red"})", "1", 1},
       }) {
    EXPECT_EQ(schema.faults(Json::parse(row.value), Json::parse(row.schema)).size(), row.faults)
        << row.schema << " " << row.value;
  }
}

}  // namespace
}  // namespace medlar
