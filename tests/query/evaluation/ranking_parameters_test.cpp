// The ranking's configuration: what is read, what is refused, and that it comes back as written.
#include "query/ranking_parameters.h"

#include <string>

#include <gtest/gtest.h>

#include "tests/query/evaluation/evaluating.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

TEST(RankingParameters, WhatIsNotNamedKeepsItsDefault) {
  EXPECT_EQ(*parse_configuration(R"({"ranking": {}})", "f"), RankingParameters());
  const auto read = parse_configuration(R"({"ranking": {"k1": 2, "b": 0}})", "f");
  ASSERT_TRUE(read) << error_of(read);
  EXPECT_EQ(*read, (RankingParameters{.k1 = 2, .b = 0}));
}

TEST(RankingParameters, ComeBackAsWritten) {
  EXPECT_EQ(*parse_configuration(render_configuration({}), "f"), RankingParameters());
  double value = 0.1;
  RankingParameters parameters;
  for (const RankingParameter& parameter : ranking_parameters()) {
    parameters.*parameter.value = value += 1.0 / 13;  // no short decimal
  }
  const std::string text = render_configuration(parameters);
  EXPECT_EQ(*parse_configuration(text, "f"), parameters);
  EXPECT_EQ(render_configuration(*parse_configuration(text, "f")), text);
}

TEST(RankingParameters, LimitsHoldTheDefaultsAndAreWithin) {
  for (const RankingParameter& parameter : ranking_parameters()) {
    SCOPED_TRACE(parameter.name);
    EXPECT_GE(RankingParameters().*parameter.value, parameter.least);
    EXPECT_LE(RankingParameters().*parameter.value, parameter.most);
    EXPECT_FALSE(parameter.description.empty());
    const auto parse = [&](double value) {
      return parse_configuration(
          fmt::format(R"({{"ranking": {{"{}": {}}}}})", parameter.name, value), "f");
    };
    EXPECT_TRUE(parse(parameter.least));
    EXPECT_TRUE(parse(parameter.most));
    for (const double value : {parameter.least - 0.001, parameter.most + 0.001}) {
      EXPECT_EQ(error_of(parse(value)),
                fmt::format("f: {0} is not within its limits | {0} is from {1} to {2}",
                            parameter.name, parameter.least, parameter.most));
    }
  }
}

TEST(RankingParameters, BadConfigurations) {
  const std::string not_one = R"(f: not a configuration | it is like {"ranking": {"k1": 1.2}})";
  const std::string k1 = "f: k1 is not within its limits | k1 is from 0 to 10";
  struct Row {
    std::string_view json;
    std::string error;
  };
  for (const Row& row : {
           Row{"", not_one},
           Row{"{", not_one},
           Row{"[]", not_one},
           Row{"{}", not_one},
           Row{R"({"ranking": 1})", not_one},
           Row{R"({"ranking": [1]})", not_one},
           Row{R"({"ranking": {"k1": 1.2},})", not_one},
           Row{R"({"ranking": {"k1": 1e400}})", not_one},
           Row{R"({"ranking": {"k1": NaN}})", not_one},
           Row{"{\"ranking\": {\"\xff\": 1}}", not_one},
           Row{R"({"ranking": {"k1": "1.2"}})", k1},
           Row{R"({"ranking": {"k1": null}})", k1},
           Row{R"({"ranking": {"k1": true}})", k1},
           Row{R"({"ranking": {"k1": -1}})", k1},
           Row{R"({"ranking": {"k1": 99999999999999999999}})", k1},
           Row{R"({"ranking": {"k2": 1}})",
               "f: no ranking parameter is called k2 | there are: k1, b, joined_word, "
               "concept_names, "
               "words_of_concept, whole_name, whole_title, proximity, nearness, examples, "
               "as_spelt, "
               "asked_role"},
           Row{R"({"ranking": {}, "listen": 1})",
               "f: no setting is called listen | there is: ranking"},
       }) {
    const auto read = parse_configuration(row.json, "f");
    EXPECT_EQ(error_of(read), row.error) << row.json;
    EXPECT_EQ(read.error().code, ErrorCode::kUsage);
  }
}

TEST(RankingParameters, Files) {
  const TempDir dir;
  EXPECT_EQ(read_configuration(dir.file("c.json", R"({"ranking": {"b": 0.5}})"))->b, 0.5);
  EXPECT_EQ(read_configuration(dir / "gone").error().code, ErrorCode::kUnreadable);
  EXPECT_EQ(read_configuration(dir.path()).error().code, ErrorCode::kUnreadable);
}

}  // namespace
}  // namespace medlar
