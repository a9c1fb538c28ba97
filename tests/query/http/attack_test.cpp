// What an attacker sends, and what publishers' pages may hold: nothing of it may come back in a
// form that anything could run, follow or be misled by.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corpus/analysis/utf8.h"
#include "query/http/hidden_characters.h"
#include "query/render/page_address.h"
#include "tests/query/http/attack_texts.h"
#include "tests/query/http/service.h"

namespace medlar {
namespace {

using testing::HasSubstr;
using testing::Not;
using Json = nlohmann::json;

/// No byte of the answer could begin markup, end a line to any reader, or turn the text around.
void expect_inert(const HttpResponse& response, std::string_view attack) {
  const std::string& body = response.body;
  EXPECT_EQ(body.find_first_of("<>&\r\n\x7F"), std::string::npos) << attack << "\n" << body;
  EXPECT_TRUE(std::ranges::none_of(body, [](char c) {
    return static_cast<unsigned char>(c) < 0x20;
  })) << attack;
  EXPECT_FALSE(has_hidden_characters(body)) << attack;
  EXPECT_EQ(valid_utf8(body), body) << attack;
  EXPECT_FALSE(Json::parse(body, nullptr, false).is_discarded()) << attack;
  for (const HttpHeader& row : response.headers) {
    EXPECT_TRUE(std::ranges::all_of(row.value, [](char c) { return c >= 0x20 && c < 0x7F; }))
        << attack << " in " << row.name;
  }
}

TEST_F(ServiceTest, AttackTextsAreAtMostWordsThatAreSearchedFor) {
  EXPECT_GE(texts_of_attack().size(), 60U);
  for (const std::string& text : texts_of_attack()) {
    SCOPED_TRACE(text);
    const HttpResponse searched = get("/v1/search?q=" + percent_encoded(text));
    EXPECT_TRUE(searched.status == 200 || error_code(searched) == "bad_encoding") << searched.body;
    expect_inert(searched, text);
    if (searched.status == 200) {
      std::string given = text;
      std::ranges::replace_if(
          given, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
      EXPECT_EQ(json_of(searched)["query"], given) << "escaped, not changed";
    }
    const HttpResponse posted = post(Json{{"q", text}}.dump());
    EXPECT_TRUE(posted.status == 200 || error_code(posted) == "bad_encoding");
    expect_inert(posted, text);
  }
}

/// A mark that none of the fixed texts has, in every place of a request at once.
TEST_F(ServiceTest, ErrorsRepeatNothing) {
  for (const std::string& text : texts_of_attack()) {
    const std::string attack = "Zq9X" + text;
    const std::string encoded = percent_encoded(attack);
    for (const std::string& target :
         {"/v1/search?q=a&filter=" + encoded,
          "/v1/search?q=a&filter=source:" + encoded + "&limit=x", "/v1/search?q=a&sort=" + encoded,
          "/v1/search?q=a&limit=" + encoded, "/v1/search?q=a&facets=" + encoded,
          "/v1/search?q=a&language=" + encoded, "/v1/search?q=a&" + encoded + "=1",
          "/v1/articles/" + encoded, "/" + encoded, "/v1/search?q=a&limit=1&limit=" + encoded}) {
      const HttpResponse response = get(
          target, {{"X-Request-Id", attack + "!"}, {"Origin", attack}, {"If-None-Match", attack}});
      EXPECT_GE(response.status, 400) << target;
      expect_inert(response, target);
      EXPECT_THAT(response.body, Not(HasSubstr("Zq9X"))) << target;
      for (const HttpHeader& row : response.headers) EXPECT_THAT(row.value, Not(HasSubstr("Zq9X")));
      EXPECT_THAT(log_, Not(HasSubstr("Zq9X")));
    }
    const HttpResponse posted = post(Json{{attack, attack}}.dump());
    EXPECT_EQ(posted.status, 400);
    EXPECT_THAT(posted.body, Not(HasSubstr("Zq9X")));
  }
}

TEST_F(ServiceTest, HostileArticlesAreEscapedAndLinkNowhere) {
  for (const char* target :
       {"/v1/search?q=hostile&limit=50&facets=source", "/v1/search?q=turned+words+alert&limit=50",
        "/v1/articles/script", "/v1/articles/bidi", "/v1/articles/data", "/v1/articles/user",
        "/v1/articles/break"}) {
    const HttpResponse response = get(target);
    ASSERT_EQ(response.status, 200) << target;
    expect_inert(response, target);
    const Json json = json_of(response);
    for (const Json& hit : json.value("hits", Json::array())) {
      EXPECT_EQ(hit["url"], nullptr) << hit["id"];
    }
    EXPECT_EQ(json.value("url", Json()), nullptr);
  }
  const Json json = json_of(get("/v1/search?q=hostile+quotes&limit=50"));
  for (const Json& hit : json["hits"]) {
    if (hit["id"] != "script") continue;
    EXPECT_EQ(hit["title"], "Markup </script><script>alert(1)</script>") << "the text is whole";
    EXPECT_EQ(hit["snippet"]["text"],
              "Hostile <img src=x onerror=alert(1)> \"quotes\" 'single' & more </mark> words.");
    EXPECT_EQ(hit["snippet"]["html"],
              "<mark>Hostile</mark> &lt;img src=x onerror=alert(1)&gt; &quot;<mark>quotes</mark>"
              "&quot; &#39;single&#39; &amp; more &lt;/mark&gt; words.");
  }
  EXPECT_EQ(json_of(get("/v1/articles/bidi"))["title"],
            "Turned \u202egnidaeh\u202c \u2066here\u2069");
}

TEST_F(ServiceTest, PathsLeadNowhereButToTheTable) {
  for (const char* target : {"/../etc/passwd",
                             "/..%2f..%2fetc/passwd",
                             "/%2e%2e/%2e%2e/etc/passwd",
                             "//etc/passwd",
                             "/v1/../v1/search?q=a",
                             "/./v1/search?q=a",
                             "/v1//search?q=a",
                             "/v1/search%2f?q=a",
                             "/v1/search;jsessionid=1?q=a",
                             "/static/../../etc/passwd",
                             "/index.php",
                             "/.git/config",
                             "/.env",
                             "/wp-login.php",
                             "/cgi-bin/test",
                             "/server-status",
                             "/metrics/",
                             "/health",
                             "/health/live/",
                             "/openapi.json/",
                             "/openapi.yaml",
                             "/admin",
                             "/v1",
                             "/v1/"}) {
    const HttpResponse response = get(target);
    EXPECT_EQ(response.status, 404) << target;
    expect_inert(response, target);
  }
  for (const char* target :
       {"/v1/articles/../../../etc/passwd", "/v1/articles/..%2f..%2f..%2fetc%2fpasswd",
        "/v1/articles//etc/passwd", "/v1/articles/%2fetc%2fpasswd", "/v1/articles/~root",
        "/v1/articles/asthma%20", "/v1/articles/Qasthma", "/v1/articles/*"}) {
    EXPECT_EQ(error_code(get(target)), "article_not_found") << target;
  }
}

TEST_F(ServiceTest, HugeThingsAreRefusedOrBounded) {
  const std::string huge(1'000'000, 'a');
  EXPECT_EQ(error_code(get("/v1/search?q=" + huge)), "uri_too_long");
  EXPECT_EQ(error_code(get("/v1/search?q=a", {{huge, "b"}})), "headers_too_large");
  EXPECT_EQ(error_code(post("{\"q\":\"" + huge + "\"}")), "body_too_large");
  EXPECT_EQ(error_code(ask({.method = huge, .target = "/v1/search?q=a"})), "method_not_allowed");
  std::string parameters = "/v1/search?q=a";
  while (parameters.size() < 8000) parameters += "&filter=source:a";
  EXPECT_EQ(error_code(get(parameters)), "invalid_filter");
  std::string brackets;
  for (int i = 0; i < 600; ++i) brackets += "a (";
  EXPECT_EQ(get("/v1/search?q=" + percent_encoded(brackets)).status, 200);
}

TEST_F(ServiceTest, ATimeLimitIsKept) {
  use({.time_limit = std::chrono::milliseconds(1)});
  for (const char* query : {"a* b* c*", "cough OR asthma OR smoking", "\"a cough\" NEAR/9 night"}) {
    const HttpResponse response = get("/v1/search?q=" + percent_encoded(query));
    EXPECT_EQ(response.status, 200);
    if (json_of(response)["truncated"].get<bool>()) {
      EXPECT_EQ(value_of(response, "ETag"), "") << "what was cut off is not kept";
      EXPECT_EQ(value_of(response, "Cache-Control"), "no-store");
    }
  }
}

}  // namespace
}  // namespace medlar
