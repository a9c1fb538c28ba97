// The API as a function: every route, every error, and the headers of all.
#include "query/http/search_service.h"

#include <regex>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/query/http/service.h"

namespace medlar {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using Json = nlohmann::json;

std::vector<std::string> ids(const HttpResponse& response) {
  std::vector<std::string> found;
  const Json json = json_of(response);
  for (const Json& hit : json.at("hits")) found.push_back(hit.at("id").get<std::string>());
  return found;
}

TEST_F(ServiceTest, Search) {
  const HttpResponse response = get("/v1/search?q=asthma&facets=source");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(value_of(response, "Content-Type"), "application/json; charset=utf-8");
  const Json json = json_of(response);
  EXPECT_EQ(json["query"], "asthma");
  EXPECT_EQ(json["total"], 2);
  EXPECT_EQ(json["total_is_exact"], true);
  EXPECT_EQ(json["truncated"], false);
  EXPECT_EQ(json["limit"], 10);
  EXPECT_EQ(json["offset"], 0);
  EXPECT_EQ(json["generation"], 1);
  EXPECT_EQ(json["interpretation"]["corrected"], nullptr);
  EXPECT_EQ(json["interpretation"]["original"], "asthma");
  EXPECT_THAT(ids(response), ElementsAre("asthma", "cough"));
  const Json& hit = json["hits"][0];
  EXPECT_EQ(hit["url"], "https://a.example/asthma");
  EXPECT_EQ(hit["title"], "Asthma");
  EXPECT_EQ(hit["source"], "CDC");
  EXPECT_EQ(hit["reviewed"], "2020-01-15");
  EXPECT_EQ(hit["reviewed_by"], Json::array({"Bo Smith"}));
  EXPECT_EQ(hit["section"]["heading"], "Symptoms");
  EXPECT_EQ(hit["section"]["anchor"], "symptoms");
  EXPECT_EQ(json["facets"]["source"],
            Json::parse(R"([{"value": "CDC", "count": 1}, {"value": "NIH", "count": 1}])"));
  EXPECT_EQ(json["facets_are_exact"], true);
}

TEST_F(ServiceTest, MisspeltWordsAreSetRightUnlessAskedNotTo) {
  const Json set_right = json_of(get("/v1/search?q=asthna"));
  EXPECT_EQ(set_right["interpretation"]["corrected"], "asthma");
  EXPECT_EQ(set_right["total"], 2);
  const Json as_typed = json_of(get("/v1/search?q=asthna&correct=no"));
  EXPECT_EQ(as_typed["interpretation"]["corrected"], nullptr);
  EXPECT_EQ(as_typed["total"], 0);
}

TEST_F(ServiceTest, SearchWithEveryParameter) {
  EXPECT_THAT(ids(get("/v1/search?q=cough&filter=source:cdc&sort=title")),
              ElementsAre("asthma", "folder/copd.txt"));
  EXPECT_THAT(ids(get("/v1/search?q=cough&limit=1&offset=1&sort=reviewed")), ElementsAre("cough"));
  EXPECT_THAT(ids(get("/v1/search?filter=language:es")), ElementsAre("asma"));
  EXPECT_THAT(ids(get("/v1/search?q=ni%C3%B1os&language=es")), ElementsAre("asma"));
  EXPECT_EQ(json_of(get("/v1/search?q=the+cough"))["interpretation"]["dropped"],
            Json::array({"the"}));
  EXPECT_THAT(ids(get("/v1/search?q=")), ElementsAre());
  EXPECT_LE(json_of(get("/v1/search?q=cough&snippet_length=40"))["hits"][0]["snippet"]["text"]
                .get<std::string>()
                .size(),
            42U);
}

TEST_F(ServiceTest, SearchByPostIsTheSame) {
  Json by_get = json_of(get("/v1/search?q=cough&limit=2&facets=source&filter=language:en"));
  Json by_post =
      json_of(post(R"({"q": "cough", "limit": 2, "facets": ["source"], "filter": "language:en"})"));
  by_get.erase("took_ms");
  by_post.erase("took_ms");
  EXPECT_EQ(by_get, by_post);
  EXPECT_EQ(post(R"({"q": "cough"})", "Application/JSON ; charset=utf-8").status, 200);
  EXPECT_EQ(value_of(post(R"({"q": "cough"})"), "Cache-Control"), "no-store");
}

TEST_F(ServiceTest, Articles) {
  const Json json = json_of(get("/v1/articles/asthma"));
  EXPECT_EQ(json["id"], "asthma");
  EXPECT_EQ(json["sections"].size(), 2U);
  EXPECT_EQ(json["sections"][1]["heading"], "Treatment");
  EXPECT_EQ(json["reviewed_by"], Json::array({"Bo Smith"}));
  EXPECT_EQ(json_of(get("/v1/articles/folder/copd.txt"))["title"], "COPD");
  EXPECT_EQ(json_of(get("/v1/articles/folder%2Fcopd.txt"))["title"], "COPD");
  EXPECT_EQ(json_of(get("/v1/articles/script"))["url"], nullptr);
}

TEST_F(ServiceTest, Suggestions) {
  const Json json = json_of(get("/v1/suggest?q=ASTH&limit=2"));
  EXPECT_EQ(json["query"], "ASTH");
  EXPECT_EQ(json["generation"], 1);
  EXPECT_EQ(json["suggestions"][0], Json::parse(R"({"text": "Asthma", "kind": "title",
      "id": "asthma", "title": "Asthma", "concept": null, "ranges": [[0, 4]]})"));
  EXPECT_EQ(json_of(get("/v1/suggest?q=zzzz"))["suggestions"], Json::array());
  EXPECT_EQ(json_of(get("/v1/suggest?q="))["suggestions"], Json::array());
  EXPECT_EQ(json_of(get("/v1/suggest?q=a%0Ab"))["query"], "a b");
  const HttpResponse browser = get("/v1/suggest?q=asth&format=opensearch&limit=1");
  EXPECT_EQ(value_of(browser, "Content-Type"), "application/x-suggestions+json; charset=utf-8");
  EXPECT_EQ(browser.body, R"(["asth",["Asthma"],[""]])");
  const std::string tag = value_of(get("/v1/suggest?q=asth"), "ETag");
  EXPECT_EQ(get("/v1/suggest?q=asth", {{"If-None-Match", tag}}).status, 304);
  for (const char* const other : {"q=asthm", "q=asth&limit=2", "q=asth&format=opensearch"}) {
    EXPECT_EQ(get(std::string("/v1/suggest?") + other, {{"If-None-Match", tag}}).status, 200);
  }
  get("/v1/suggest?q=secret");
  EXPECT_THAT(log_, Not(HasSubstr("secret")));
}

TEST_F(ServiceTest, BrowsersCanAddTheSearch) {
  EXPECT_EQ(error_code(get("/opensearch.xml", {{"Host", "evil.example"}})), "not_found");
  use({.site_name = "Leeds & \"District\" Hospitals", .public_url = "https://search.example.org"});
  const HttpResponse response = get("/opensearch.xml", {{"Host", "evil.example"}});
  EXPECT_EQ(value_of(response, "Content-Type"),
            "application/opensearchdescription+xml; charset=utf-8");
  EXPECT_THAT(response.body, HasSubstr("<ShortName>Leeds &amp;</ShortName>"));
  EXPECT_THAT(response.body,
              HasSubstr("<LongName>Leeds &amp; &quot;District&quot; Hospitals</LongName>"));
  EXPECT_THAT(response.body, HasSubstr("template=\"https://search.example.org/?q={searchTerms}\""));
  EXPECT_THAT(response.body, Not(HasSubstr("evil")));
  for (const auto& [name, shortened] : {std::pair{"Short", "Short"},
                                        {"Sixteen letters.", "Sixteen letters."},
                                        {"Nineteenlettersword", "Nineteenletterswo"},
                                        {"\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9x\u00e9\u00e9",
                                         "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9x"}}) {
    use({.site_name = name, .public_url = "https://a.example"});
    EXPECT_THAT(get("/opensearch.xml").body,
                HasSubstr("<ShortName>" + std::string(shortened).substr(0, 16) + "</ShortName>"));
  }
}

TEST_F(ServiceTest, EveryErrorHasItsStatusAndCode) {
  const std::vector<HttpHeader> many(65, HttpHeader{"X-A", "b"});
  struct Row {
    HttpRequest request;
    int status;
    std::string_view code;
  };
  const auto posted = [](std::string body, std::string type, std::string target = "/v1/search") {
    return HttpRequest{.method = "POST",
                       .target = std::move(target),
                       .headers = {{"content-type", std::move(type)}},
                       .body = std::move(body)};
  };
  for (const Row& row : std::vector<Row>{
           {{.target = "/v1/search"}, 400, "missing_parameter"},
           {{.target = "/v1/search?q=a&colour=red"}, 400, "unknown_parameter"},
           {{.target = "/v1/search?q=a&limit=x"}, 400, "invalid_parameter"},
           {{.target = "/v1/search?q=a&filter=colour:red"}, 400, "invalid_filter"},
           {{.target = "/v1/search?q=a&filter=reviewed:soon"}, 400, "invalid_filter"},
           {{.target = "/v1/search?q=a&facets=colour"}, 400, "invalid_facet"},
           {{.target = "/v1/suggest?q=a&colour=red"}, 400, "unknown_parameter"},
           {{.target = "/v1/suggest?q=a&q=b"}, 400, "repeated_parameter"},
           {{.target = "/v1/suggest?q=a&limit=0"}, 400, "invalid_parameter"},
           {{.target = "/v1/suggest?q=a&limit=21"}, 400, "invalid_parameter"},
           {{.target = "/v1/suggest?q=a&format=xml"}, 400, "invalid_parameter"},
           {{.target = "/v1/suggest?q=%00"}, 400, "bad_encoding"},
           {{.target = "/v1/suggest?q=" + std::string(3000, 'x')}, 400, "query_too_long"},
           {{.target = "/opensearch.xml"}, 404, "not_found"},
           {{.target = "/opensearch.xml?a=b"}, 400, "unknown_parameter"},
           {{.target = "/v1/search?q=%ff"}, 400, "bad_encoding"},
           {{.target = "*"}, 400, "bad_encoding"},
           {{.target = "/v1/search?q=" + std::string(3000, 'x')}, 400, "query_too_long"},
           {{.target = "/v1/articles/asthma?q=a"}, 400, "unknown_parameter"},
           {{.target = "/v1/articles/none"}, 404, "article_not_found"},
           {{.target = "/v1/articles/ASTHMA"}, 404, "article_not_found"},
           {{.target = "/v1/articles/"}, 404, "not_found"},
           {{.target = "/v1/articles"}, 404, "not_found"},
           {{.target = "/v1/search/"}, 404, "not_found"},
           {{.target = "/v2/search?q=a"}, 404, "not_found"},
           {{.target = "/V1/search?q=a"}, 404, "not_found"},
           {{.method = "PUT", .target = "/v1/search?q=a"}, 405, "method_not_allowed"},
           {{.method = "get", .target = "/v1/search?q=a"}, 405, "method_not_allowed"},
           {{.method = "", .target = "/v1/search?q=a"}, 405, "method_not_allowed"},
           {{.method = "POST", .target = "/metrics"}, 405, "method_not_allowed"},
           {{.method = "TRACE", .target = "/health/live"}, 405, "method_not_allowed"},
           {posted("{", "application/json"), 400, "invalid_json"},
           {posted("{}", "application/json"), 400, "missing_parameter"},
           {posted(R"({"q":"a"})", "text/plain"), 415, "unsupported_media_type"},
           {posted("q=a", "application/x-www-form-urlencoded"), 415, "unsupported_media_type"},
           {posted(R"({"q":"a"})", ""), 415, "unsupported_media_type"},
           {posted(R"({"q":"a"})", "application/json", "/v1/search?q=a"), 400, "unknown_parameter"},
           {posted(std::string(16'385, ' '), "application/json"), 413, "body_too_large"},
           {{.method = "POST", .target = "/v1/search", .headers = {{"Content-Length", "999999"}}},
            413,
            "body_too_large"},
           {{.target = "/" + std::string(8192, 'a')}, 414, "uri_too_long"},
           {{.target = "/health/live", .headers = many}, 431, "headers_too_large"},
           {{.target = "/health/live", .headers = {{"X-A", std::string(8192, 'a')}}},
            431,
            "headers_too_large"},
           {{.target = "/health/live", .body = "x"}, 400, "bad_framing"},
           {{.target = "/health/live",
           .headers = {{"Content-Length", "0"}, {"content-length", "0"}}},
            400,
            "bad_framing"},
           {{.target = "/health/live", .headers = {{"Content-Length", "+5"}}}, 400, "bad_framing"},
           {{.target = "/health/live", .headers = {{"Content-Length", "99999999999999999999999"}}},
            400,
            "bad_framing"},
           {{.target = "/health/live",
           .headers = {{"Content-Length", "0"}, {"Transfer-Encoding", "chunked"}}},
            400,
            "bad_framing"},
           {{.target = "/health/live", .headers = {{"Transfer-Encoding", "gzip, chunked"}}},
            400,
            "bad_framing"},
       }) {
    const HttpResponse response = ask(row.request);
    EXPECT_EQ(response.status, row.status) << row.request.target.substr(0, 80);
    EXPECT_EQ(error_code(response), row.code) << row.request.target.substr(0, 80);
    const Json error = json_of(response).at("error");
    EXPECT_FALSE(error.at("message").get<std::string>().empty());
    EXPECT_EQ(error.at("link"), "/openapi.json#/x-error-codes/" + std::string(row.code));
    EXPECT_EQ(error.at("request_id"), value_of(response, "X-Request-Id"));
    EXPECT_EQ(value_of(response, "Cache-Control"), "no-store");
    EXPECT_EQ(value_of(response, "ETag"), "");
    if (row.status == 405) {
      EXPECT_THAT(value_of(response, "Allow"), HasSubstr("GET, HEAD"));
    }
  }
}

TEST_F(ServiceTest, EveryAnswerHasTheHeadersOfSafety) {
  for (const char* target : {"/v1/search?q=asthma", "/v1/articles/asthma", "/health/live",
                             "/health/ready", "/metrics", "/openapi.json", "/nothing", "/%"}) {
    const HttpResponse response = get(target);
    EXPECT_EQ(value_of(response, "X-Content-Type-Options"), "nosniff") << target;
    EXPECT_EQ(value_of(response, "Content-Security-Policy"),
              "default-src 'none'; frame-ancestors 'none'");
    EXPECT_EQ(value_of(response, "Referrer-Policy"), "no-referrer");
    EXPECT_TRUE(is_request_id(value_of(response, "X-Request-Id")));
    EXPECT_THAT(value_of(response, "Content-Type"), HasSubstr("charset=utf-8"));
    EXPECT_EQ(value_of(response, "Access-Control-Allow-Origin"), "");
    EXPECT_GE(count_headers(response.headers, "Server-Timing"), 1U);
    for (const HttpHeader& row : response.headers) {
      EXPECT_EQ(row.value.find_first_of("\r\n"), std::string::npos) << row.name;
    }
  }
}

TEST_F(ServiceTest, RequestIdsAreTakenOverWhereTheyAreSane) {
  EXPECT_EQ(value_of(get("/health/live", {{"x-request-id", "Abc-1.2_3"}}), "X-Request-Id"),
            "Abc-1.2_3");
  for (const std::string& id :
       {std::string(), std::string(65, 'a'), std::string("a b"), std::string("a\r\nSet-Cookie: b"),
        std::string("<script>"), std::string("\xff"), std::string("\"")}) {
    const std::string made = value_of(get("/health/live", {{"X-Request-Id", id}}), "X-Request-Id");
    EXPECT_NE(made, id);
    EXPECT_EQ(made.size(), 16U);
  }
  EXPECT_NE(value_of(get("/health/live"), "X-Request-Id"),
            value_of(get("/health/live"), "X-Request-Id"));
}

TEST_F(ServiceTest, WhatTheClientHasIsNotSentAgain) {
  const std::string tag = value_of(get("/v1/search?q=asthma&limit=5"), "ETag");
  EXPECT_TRUE(tag.starts_with("W/\"")) << tag;
  const std::string strong = tag.substr(2);
  for (const std::string& names :
       {tag, strong, "\"x\", " + tag + " ,\"y\"", std::string("*"), "\"x\",\t" + strong}) {
    const HttpResponse again = get("/v1/search?q=asthma&limit=5", {{"If-None-Match", names}});
    EXPECT_EQ(again.status, 304) << names;
    EXPECT_EQ(again.body, "");
    EXPECT_EQ(value_of(again, "ETag"), tag);
    EXPECT_EQ(value_of(again, "Content-Type"), "");
  }
  for (const std::string& names : {std::string(), std::string("W/"), strong.substr(1), "x" + tag,
                                   std::string(",,,"), std::string("\"\"")}) {
    EXPECT_EQ(get("/v1/search?q=asthma&limit=5", {{"If-None-Match", names}}).status, 200) << names;
  }
  for (const char* other :
       {"/v1/search?q=asthma", "/v1/search?q=asthma&limit=5&offset=1",
        "/v1/search?q=asthma&limit=5&sort=title", "/v1/search?q=Asthma&limit=5",
        "/v1/search?q=asthma&limit=5&filter=source:cdc",
        "/v1/search?q=asthma&limit=5&facets=source",
        "/v1/search?q=asthma&limit=5&snippet_length=100", "/v1/articles/asthma"}) {
    EXPECT_NE(value_of(get(other), "ETag"), tag) << other;
  }
  EXPECT_EQ(
      get("/v1/articles/asthma", {{"If-None-Match", value_of(get("/v1/articles/asthma"), "ETag")}})
          .status,
      304);
  EXPECT_EQ(get("/v1/articles/none", {{"If-None-Match", "*"}}).status, 404);
}

TEST_F(ServiceTest, AnswersMayBeKeptAsLongAsConfigured) {
  EXPECT_EQ(value_of(get("/v1/search?q=asthma"), "Cache-Control"), "private, no-cache");
  use({.cache_time = std::chrono::seconds(60)});
  EXPECT_EQ(value_of(get("/v1/search?q=asthma"), "Cache-Control"), "public, max-age=60");
  EXPECT_EQ(value_of(get("/health/ready"), "Cache-Control"), "no-store");
}

TEST_F(ServiceTest, OtherSitesReadOnlyWhereConfigured) {
  const HttpHeader ours{"Origin", "https://site.example"};
  EXPECT_EQ(value_of(get("/v1/search?q=a", {ours}), "Access-Control-Allow-Origin"), "");
  EXPECT_EQ(value_of(get("/v1/search?q=a", {ours}), "Vary"), "");

  use({.cors_origins = {"https://site.example"}});
  HttpResponse response = get("/v1/search?q=a", {ours});
  EXPECT_EQ(value_of(response, "Access-Control-Allow-Origin"), "https://site.example");
  EXPECT_EQ(value_of(response, "Access-Control-Allow-Credentials"), "");
  EXPECT_EQ(value_of(response, "Vary"), "Origin");
  EXPECT_EQ(value_of(get("/v1/search?bad=1", {ours}), "Access-Control-Allow-Origin"),
            "https://site.example");
  EXPECT_EQ(value_of(get("/v1/search?q=a"), "Vary"), "Origin");
  for (const char* origin :
       {"https://site.example.evil.example", "https://site.example:8443", "http://site.example",
        "https://SITE.example", "null", "*", "https://evil.example, https://site.example", ""}) {
    response = get("/v1/search?q=a", {{"Origin", origin}});
    EXPECT_EQ(value_of(response, "Access-Control-Allow-Origin"), "") << origin;
  }
  use({.cors_origins = {"*"}});
  EXPECT_EQ(value_of(get("/v1/search?q=a", {ours}), "Access-Control-Allow-Origin"), "*");
}

TEST_F(ServiceTest, OptionsSayWhatIsAllowed) {
  HttpResponse response = ask({.method = "OPTIONS", .target = "/v1/search?any=thing"});
  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(response.body, "");
  EXPECT_EQ(value_of(response, "Allow"), "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(ask({.method = "OPTIONS", .target = "/nothing"}).status, 404);

  use({.cors_origins = {"https://site.example"}});
  const auto preflight = [this](const char* origin) {
    return ask({.method = "OPTIONS",
                .target = "/v1/search",
                .headers = {{"Origin", origin}, {"Access-Control-Request-Method", "POST"}}});
  };
  response = preflight("https://site.example");
  EXPECT_EQ(value_of(response, "Access-Control-Allow-Methods"), "GET, HEAD, POST");
  EXPECT_EQ(value_of(response, "Access-Control-Allow-Headers"), "Content-Type, X-Request-Id");
  EXPECT_EQ(value_of(preflight("https://evil.example"), "Access-Control-Allow-Methods"), "");
}

TEST_F(ServiceTest, HeadIsAnsweredLikeGet) {
  const HttpResponse head = ask({.method = "HEAD", .target = "/v1/articles/asthma"});
  const HttpResponse whole = get("/v1/articles/asthma");
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.body, whole.body);  // what carries it leaves the body out
  EXPECT_EQ(value_of(head, "ETag"), value_of(whole, "ETag"));
}

TEST_F(ServiceTest, Health) {
  EXPECT_EQ(json_of(get("/health/live")), Json::parse(R"({"status": "live"})"));
  const Json ready = json_of(get("/health/ready"));
  EXPECT_EQ(ready["status"], "ready");
  EXPECT_EQ(ready["generation"], 1);
  EXPECT_EQ(ready["articles"], 9);
  EXPECT_EQ(ready["refused_generation"], nullptr);
  service_->set_stopping();
  const HttpResponse stopping = get("/health/ready");
  EXPECT_EQ(stopping.status, 503);
  EXPECT_EQ(error_code(stopping), "unavailable");
  EXPECT_EQ(value_of(stopping, "Retry-After"), "1");
  EXPECT_EQ(get("/health/live").status, 200);
  EXPECT_EQ(value_of(get("/v1/search?q=asthma"), "Connection"), "close");
}

TEST_F(ServiceTest, MetricsCountWhatHappened) {
  get("/v1/search?q=asthma");
  get("/v1/search?q=zzzz");
  get("/v1/search?bad");
  get("/secret/path");
  const HttpResponse response = get("/metrics");
  EXPECT_EQ(value_of(response, "Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
  for (const char* line : {
           "medlar_http_requests_total{route=\"/v1/search\",status=\"200\"} 2\n",
           "medlar_http_requests_total{route=\"/v1/search\",status=\"400\"} 1\n",
           "medlar_http_requests_total{route=\"other\",status=\"404\"} 1\n",
           "medlar_http_request_seconds_count{route=\"/v1/search\"} 3\n",
           "medlar_http_request_seconds_bucket{route=\"/v1/search\",le=\"+Inf\"} 3\n",
           "medlar_searches_without_hits_total 1\n",
           "medlar_searches_truncated_total 0\n",
           "medlar_index_generation 1\n",
           "medlar_index_articles 9\n",
       }) {
    EXPECT_THAT(response.body, HasSubstr(line));
  }
  EXPECT_THAT(response.body, Not(HasSubstr("secret")));
  // Every line is a comment or "name{labels} number".
  const std::regex form(
      R"re(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [-+.e\d]+)re");
  std::istringstream lines(response.body);
  for (std::string line; std::getline(lines, line);)
    EXPECT_TRUE(std::regex_match(line, form)) << line;
}

TEST_F(ServiceTest, TheLogTellsNothingOfPeopleUnlessToldTo) {
  const HttpRequest request{.target = "/v1/search?q=secret+illness%0Aforged%E2%80%AE",
                            .headers = {{"X-Request-Id", "id-1"}},
                            .client = "192.0.2.7"};
  ask(request);
  EXPECT_THAT(log_, HasSubstr("id=id-1 method=GET route=/v1/search status=200 "));
  EXPECT_THAT(log_, Not(HasSubstr("secret")));
  EXPECT_THAT(log_, Not(HasSubstr("192.0.2.7")));
  use({.log_queries = true, .log_addresses = true});
  ask(request);
  EXPECT_THAT(log_, HasSubstr("q=\"secret illness forged\\u202e\""));
  EXPECT_THAT(log_, HasSubstr("client=192.0.2.7"));
  EXPECT_EQ(log_.find('\n'), std::string::npos);
  ask({.method = "EVIL\nx=1", .target = "/v1/search?q=a"});
  EXPECT_THAT(log_, HasSubstr("method=other route=/v1/search status=405"));
  ask({.target = "/v1/articles/secret-illness"});
  EXPECT_THAT(log_, Not(HasSubstr("secret")));
  use({.access_log = false});
  ask(request);
  EXPECT_EQ(log_, "");
}

}  // namespace
}  // namespace medlar
