// The grammar that scripts rely on: keys, their types, and that no bytes can break it.
#include "query/render/json_renderer.h"

#include <limits>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/understood_response.h"

namespace medlar {
namespace {

using Json = nlohmann::ordered_json;
using testing::ElementsAre;

std::vector<std::string> keys(const Json& json) {
  std::vector<std::string> names;
  for (const auto& [name, value] : json.items()) names.push_back(name);
  return names;
}

Hit a_hit() {
  Hit hit;
  hit.rank = 11;
  hit.id = "a/1";
  hit.url = "https://a.example/1";
  hit.title = "Bone <cement>";
  hit.source = "cdc";
  hit.language = "en";
  hit.reviewed = "2008-11-21";
  hit.updated = "2009";
  hit.reviewers = {"A. Writer", "B. Reader"};
  hit.score = 1.5;
  hit.section_heading = "Uses";
  hit.section_anchor = "uses";
  hit.section_role = SectionRole::kDosage;
  hit.snippet = {.text = "Use & \u201ccement\u201d", .matches = {{9, 15}}};
  return hit;
}

SearchResponse a_response() {
  SearchResponse response;
  response.query = "the cement (";
  response.dropped = {"the"};
  response.diagnostics = {{"a bracket is not closed", 11, 12}};
  response.tree = "cement";
  response.total = 12;
  response.total_is_exact = false;
  response.limit = 1;
  response.offset = 10;
  response.took_ms = 0.25;
  response.hits = {a_hit()};
  return response;
}

TEST(JsonRenderer, HasTheKeysOfTheContract) {
  const Json json = Json::parse(render_json(a_response()));
  EXPECT_THAT(keys(json), ElementsAre("format_version", "query", "interpretation", "total",
                                      "total_is_exact", "limit", "offset", "took_ms", "hits"));
  EXPECT_EQ(json["format_version"], kJsonFormatVersion);
  EXPECT_EQ(json["query"], "the cement (");
  EXPECT_THAT(keys(json["interpretation"]),
              ElementsAre("corrected", "original", "corrections", "suggested", "added", "concepts",
                          "abbreviations", "favoured_roles", "dropped", "diagnostics", "tree"));
  EXPECT_TRUE(json["interpretation"]["corrected"].is_null());
  EXPECT_EQ(json["interpretation"]["original"], "the cement (");
  EXPECT_EQ(json["interpretation"]["added"], Json::array());
  EXPECT_EQ(json["interpretation"]["dropped"], Json::array({"the"}));
  EXPECT_EQ(json["interpretation"]["tree"], "cement");
  EXPECT_EQ(json["interpretation"]["diagnostics"],
            Json::parse(R"([{"message": "a bracket is not closed", "begin": 11, "end": 12}])"));
  EXPECT_EQ(json["total"], 12);
  EXPECT_EQ(json["total_is_exact"], false);
  EXPECT_EQ(json["limit"], 1);
  EXPECT_EQ(json["offset"], 10);
  EXPECT_EQ(json["took_ms"], 0.25);
  EXPECT_EQ(json["hits"].size(), 1U);
}

TEST(JsonRenderer, TellsHowTheQueryWasUnderstood) {
  const Json told = Json::parse(render_json(understood_response()))["interpretation"];
  EXPECT_EQ(told["corrected"], "how is PE or heart attack treated");
  EXPECT_EQ(told["original"], "how is PE or hart attack treated");
  EXPECT_EQ(told["corrections"],
            Json::parse(R"([{"from": "hart", "to": "heart", "begin": 13, "end": 17}])"));
  EXPECT_EQ(told["suggested"], "how is PE or hard attack treated");
  EXPECT_EQ(told["added"], Json::array({"myocardial infarction", "MI", "pulmonary embolism"}));
  EXPECT_EQ(told["concepts"][1], Json::parse(R"({"text": "hart attack",
      "preferred": "heart attack", "added": ["myocardial infarction", "MI"],
      "begin": 13, "end": 24})"));
  EXPECT_EQ(told["abbreviations"], Json::parse(R"([{"text": "PE", "decided": true, "senses": [
      {"meaning": "pulmonary embolism", "articles": 1123,
       "query": "how is \"pulmonary embolism\" or heart attack treated"},
      {"meaning": "pre-eclampsia", "articles": 40,
       "query": "how is \"pre-eclampsia\" or heart attack treated"}]}])"));
  EXPECT_EQ(told["favoured_roles"], Json::array({"treatment", "side-effects"}));
}

TEST(JsonRenderer, HitsHaveTheKeysOfTheContract) {
  const Json hit = Json::parse(render_json(a_response()))["hits"][0];
  EXPECT_THAT(keys(hit),
              ElementsAre("rank", "id", "url", "title", "section", "snippet", "source", "language",
                          "reviewed", "updated", "reviewed_by", "score", "also_at", "copies"));
  EXPECT_EQ(hit["rank"], 11);
  EXPECT_EQ(hit["id"], "a/1");
  EXPECT_EQ(hit["title"], "Bone <cement>");
  EXPECT_EQ(hit["section"],
            Json::parse(R"({"heading": "Uses", "anchor": "uses", "role": "dosage"})"));
  EXPECT_THAT(keys(hit["snippet"]), ElementsAre("html", "text", "ranges"));
  EXPECT_EQ(hit["snippet"]["html"], "Use &amp; \u201c<mark>cement</mark>\u201d");
  EXPECT_EQ(hit["snippet"]["text"], "Use & \u201ccement\u201d");
  EXPECT_EQ(hit["snippet"]["ranges"], Json::parse("[[9, 15]]"));
  EXPECT_EQ(hit["reviewed"], "2008-11-21");
  EXPECT_EQ(hit["reviewed_by"], Json::array({"A. Writer", "B. Reader"}));
  EXPECT_EQ(hit["score"], 1.5);
}

TEST(JsonRenderer, UnknownIsNull) {
  SearchResponse response;
  response.hits = {Hit{}};
  const Json hit = Json::parse(render_json(response))["hits"][0];
  for (const char* key : {"url", "source", "language", "reviewed", "updated"}) {
    EXPECT_TRUE(hit[key].is_null()) << key;
  }
  EXPECT_TRUE(hit["section"]["heading"].is_null());
  EXPECT_TRUE(hit["section"]["anchor"].is_null());
  EXPECT_EQ(hit["title"], "");
  EXPECT_EQ(hit["reviewed_by"], Json::array());
  EXPECT_EQ(hit["snippet"]["ranges"], Json::array());
}

TEST(JsonRenderer, ExplainsOnlyWhenAsked) {
  SearchResponse response = a_response();
  EXPECT_FALSE(Json::parse(render_json(response)).contains("compiled"));
  response.compiled = "Query(Zcement)";
  response.hits[0].parts = {{"cement", 1.5}};
  const Json json = Json::parse(render_json(response));
  EXPECT_EQ(json["compiled"], "Query(Zcement)");
  EXPECT_EQ(json["hits"][0]["score_parts"], Json::parse(R"([{"part": "cement", "score": 1.5}])"));
}

TEST(JsonRenderer, NoBytesBreakIt) {
  std::string every_byte;
  for (int c = 0; c < 256; ++c) every_byte += static_cast<char>(c);
  for (const std::string& bytes :
       {every_byte, std::string("\xff\xfe"), std::string("caf\xc3"), std::string("\xe2\x80"),
        std::string("\0", 1), std::string("\"\\\n</script>\u2028"), std::string("\xed\xa0\x80")}) {
    SearchResponse response = a_response();
    response.query = bytes;
    response.tree = bytes;
    response.compiled = bytes;
    response.corrected = response.suggested = bytes;
    response.corrections = {{bytes, bytes, 0, 0}};
    response.added = {bytes};
    response.concepts = {{bytes, bytes, {bytes}, 0, 0}};
    response.abbreviations = {{bytes, {{bytes, 1, bytes}}, false}};
    response.dropped = {bytes};
    response.diagnostics = {{bytes, 0, 0}};
    Hit& hit = response.hits[0];
    hit.id = hit.url = hit.title = hit.source = hit.language = hit.reviewed = hit.updated = bytes;
    hit.section_heading = hit.section_anchor = bytes;
    hit.reviewers = {bytes};
    hit.snippet = {.text = bytes, .matches = {{0, bytes.size()}}};
    hit.parts = {{bytes, 1}};
    EXPECT_NO_THROW({
      EXPECT_EQ(Json::parse(render_json(response))["hits"].size(), 1U);
      EXPECT_EQ(Json::parse(render_jsonl(response))["rank"], 11);
    });
  }
}

TEST(JsonRenderer, NumbersThatAreNoneAreNull) {
  SearchResponse response = a_response();
  response.hits[0].score = std::numeric_limits<double>::quiet_NaN();
  EXPECT_TRUE(Json::parse(render_json(response))["hits"][0]["score"].is_null());
  response.hits[0].score = std::numeric_limits<double>::infinity();
  EXPECT_TRUE(Json::parse(render_json(response))["hits"][0]["score"].is_null());
}

TEST(JsonRenderer, LinesHoldOneHitEach) {
  SearchResponse response = a_response();
  response.hits.push_back(a_hit());
  response.hits[1].title = "two\nlines";
  const std::string lines = render_jsonl(response);
  ASSERT_EQ(std::count(lines.begin(), lines.end(), '\n'), 2);
  EXPECT_TRUE(lines.ends_with('\n'));
  const std::size_t end = lines.find('\n');
  EXPECT_EQ(Json::parse(lines.substr(0, end))["title"], "Bone <cement>");
  EXPECT_EQ(Json::parse(lines.substr(end + 1))["title"], "two\nlines");
  EXPECT_EQ(render_jsonl(SearchResponse{}), "");
}

}  // namespace
}  // namespace medlar
