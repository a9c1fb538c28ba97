#include "query/render/suggestion_renderer.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace medlar {
namespace {

using Json = nlohmann::ordered_json;

const std::vector<Suggestion> kTwo{{.text = "Heart attack",
                                    .kind = NameKind::kTitle,
                                    .id = "a/1",
                                    .title = "Heart attack",
                                    .matches = {{0, 5}, {6, 8}}},
                                   {.text = "\u201cMI\u201d\x1b[1m",
                                    .kind = NameKind::kName,
                                    .id = "a/1",
                                    .title = "Heart attack"}};

const std::vector<Suggestion> kMeanings{{.text = "MI",
                                         .kind = NameKind::kAbbreviation,
                                         .preferred = "myocardial infarction",
                                         .matches = {{0, 1}}},
                                        {.text = "Migraine", .kind = NameKind::kConcept}};

TEST(SuggestionRenderer, JsonHasTheKeysOfTheContract) {
  EXPECT_EQ(Json::parse(render_suggestions_json("heart at", kTwo)).dump(), Json::parse(R"({
      "format_version": 1,
      "query": "heart at",
      "suggestions": [
        {"text": "Heart attack", "kind": "title", "id": "a/1", "title": "Heart attack",
         "concept": null, "ranges": [[0, 5], [6, 8]]},
        {"text": "\u201cMI\u201d\u001b[1m", "kind": "name", "id": "a/1", "title": "Heart attack",
         "concept": null, "ranges": []}]})")
                                                                               .dump());
  EXPECT_EQ(Json::parse(render_suggestions_json("", {}))["suggestions"], Json::array());
  EXPECT_EQ(Json::parse(render_suggestions_json("m", kMeanings))["suggestions"].dump(),
            Json::parse(R"([
        {"text": "MI", "kind": "abbreviation", "id": "", "title": "",
         "concept": "myocardial infarction", "ranges": [[0, 1]]},
        {"text": "Migraine", "kind": "concept", "id": "", "title": "", "concept": null,
         "ranges": []}])")
                .dump());
}

TEST(SuggestionRenderer, OpenSearchIsAnArrayOfTheQueryTheTextsAndTheirMeanings) {
  EXPECT_EQ(render_suggestions_opensearch("heart \"at", kTwo),
            R"(["heart \"at",["Heart attack",")"
            "\u201cMI\u201d"
            R"(\u001b[1m"],["","Heart attack"]])");
  EXPECT_EQ(render_suggestions_opensearch("m", kMeanings),
            R"(["m",["MI","Migraine"],["myocardial infarction",""]])");
  EXPECT_EQ(render_suggestions_opensearch("", {}), R"(["",[],[]])");
}

TEST(SuggestionRenderer, NoBytesBreakTheJson) {
  std::string every_byte;
  for (int c = 0; c < 256; ++c) every_byte += static_cast<char>(c);
  const std::vector<Suggestion> odd{{.text = every_byte,
                                     .kind = NameKind::kName,
                                     .id = every_byte,
                                     .title = every_byte,
                                     .preferred = every_byte}};
  EXPECT_EQ(Json::parse(render_suggestions_json(every_byte, odd))["suggestions"].size(), 1U);
  EXPECT_EQ(Json::parse(render_suggestions_opensearch(every_byte, odd))[1].size(), 1U);
}

TEST(SuggestionRenderer, LinesForPeopleSayWhatIsNamed) {
  EXPECT_EQ(render_suggestions_terminal(kTwo), "Heart attack\n\u201cMI\u201d [1m - Heart attack\n");
  EXPECT_EQ(render_suggestions_terminal({{.text = "MI", .kind = NameKind::kName}}), "MI\n");
  EXPECT_EQ(render_suggestions_terminal(kMeanings), "MI - myocardial infarction\nMigraine\n");
  EXPECT_EQ(render_suggestions_terminal({}), "");
}

}  // namespace
}  // namespace medlar
