// A comparison at the terminal and as JSON: what the numbers are, and that no name breaks out.
#include "query/render/comparison_renderer.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "query/render/comparison_words.h"
#include "query/render/json_renderer.h"
#include "tests/query/comparison_fixture.h"

namespace medlar {
namespace {

using Json = nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TEST(ComparisonWords, Numbers) {
  EXPECT_EQ(value_text(0.45126), "0.4513");
  struct Row {
    double number;
    const char* delta;
    const char* p;
    const char* marks;
  };
  for (const Row& row :
       {Row{0.05, "+0.0500", "0.0500", ""}, Row{0.0499, "+0.0499", "0.0499", "*"},
        Row{0.009, "+0.0090", "0.0090", "**"}, Row{0.0009, "+0.0009", "0.0009", "***"},
        Row{0.00001, "0.0000", "<0.0001", "***"}, Row{0, "0.0000", "<0.0001", "***"},
        Row{1, "+1.0000", "1.0000", ""}}) {
    EXPECT_EQ(delta_text(row.number), row.delta);
    EXPECT_EQ(p_text(row.number), row.p);
    EXPECT_EQ(significance_marks(row.number), row.marks);
  }
  EXPECT_EQ(delta_text(-0.25), "-0.2500");
  EXPECT_EQ(delta_text(-0.00001), "0.0000");
}

TEST(ComparisonWords, Counts) {
  EXPECT_EQ(counted(1, "topic"), "1 topic");
  EXPECT_EQ(counted(0, "topic"), "0 topics");
  EXPECT_EQ(counted(1234567, "topic"), "1,234,567 topics");
  EXPECT_EQ(count_text(999), "999");
  EXPECT_EQ(count_text(1000), "1,000");
}

TEST(ComparisonWords, Lists) {
  EXPECT_EQ(listed({}, 2), "");
  EXPECT_EQ(listed({"a", "b"}, 2), "a, b");
  EXPECT_EQ(listed({"a", "b", "c"}, 2), "a, b and 1 more");
  EXPECT_EQ(shortened("ni\u00f1o", 4), "ni\u00f1o");
  EXPECT_EQ(shortened("ni\u00f1o", 3), "ni\u00f1\u2026");
}

TEST(ComparisonWords, RunsHaveNamesOfTheirOwn) {
  EXPECT_THAT(run_names({{"a", {}}, {"b", {}}}, {"1.run", "2.run"}), ElementsAre("a", "b"));
  EXPECT_THAT(run_names({{"a", {}}, {"a", {}}}, {"1.run", "2.run"}), ElementsAre("1.run", "2.run"));
}

TEST(ComparisonRenderer, Table) {
  EXPECT_EQ(render_comparison(five_topics().comparison, {"old", "new"}, {{"won", "What is won?"}}),
            R"(recip_rank, 5 topics
  run   value    delta       95 % interval   p (t)  p (rand.)  p (Holm)  effect  wins/ties/losses
  old  0.7000
  new  0.5000  -0.2000  -0.9079 to +0.5079  0.4766     0.7500    0.7500   -0.35             1/2/2
  new is 0.2000 lower than old: chance alone could well make such a difference (p = 0.7500).
  gained most, of 1 topic:
    won  0.5000  to  1.0000  +0.5000  What is won?
  lost most, of 2 topics:
    worst  1.0000  to  0.0000  -1.0000
    lost   1.0000  to  0.5000  -0.5000

map, 5 topics
  run   value    delta       95 % interval   p (t)  p (rand.)  p (Holm)  effect  wins/ties/losses
  old  0.7000
  new  0.5000  -0.2000  -0.9079 to +0.5079  0.4766     0.7500    0.7500   -0.35             1/2/2
  new is 0.2000 lower than old: chance alone could well make such a difference (p = 0.7500).
  gained most, of 1 topic:
    won  0.5000  to  1.0000  +0.5000  What is won?
  lost most, of 2 topics:
    worst  1.0000  to  0.0000  -1.0000
    lost   1.0000  to  0.5000  -0.5000

delta: against old. p (t): paired t test. p (rand.): randomization test.
p (Holm): the latter, corrected over 1 run compared, not over measures.
effect: mean difference by its standard deviation.
)");
}

TEST(ComparisonRenderer, NamesTheTopicsThatChangedMostOnly) {
  Rankings old_rankings;
  Rankings new_rankings;
  Qrels qrels;
  for (int i = 0; i < 20; ++i) {
    const std::string qid = "t" + std::to_string(100 + i);
    std::vector<std::string> late(static_cast<std::size_t>(i), "x");
    for (std::size_t n = 0; n < late.size(); ++n) late[n] += std::to_string(n);
    late.push_back("good");
    old_rankings.emplace_back(qid, std::vector<std::string>{"good"});
    new_rankings.emplace_back(qid, late);
    qrels.topics[qid] = {{"good", 1}};
  }
  const Compared compared({a_run("a", old_rankings), a_run("b", new_rankings)}, qrels,
                          "recip_rank");
  const std::string text = render_comparison(compared.comparison, {"a", "b"});
  EXPECT_THAT(text, Not(HasSubstr("gained most")));
  EXPECT_THAT(text, HasSubstr("lost most, of 19 topics:\n"
                              "    t119  1.0000  to  0.0500  -0.9500\n"
                              "    t118  1.0000  to  0.0526  -0.9474\n"
                              "    t117  1.0000  to  0.0556  -0.9444\n"));
  EXPECT_THAT(text, Not(HasSubstr("t116")));
}

TEST(ComparisonRenderer, EqualRunsAreSaidToBeEqual) {
  const auto run = a_run("a", {{"1", {"good"}}, {"2", {"good"}}});
  const Compared compared({run, run}, {{{"1", {{"good", 1}}}, {"2", {{"good", 1}}}}, 1}, "map");
  const std::string text = render_comparison(compared.comparison, {"a", "b"});
  EXPECT_THAT(text, HasSubstr("b and a are equal in every topic."));
  EXPECT_THAT(text, Not(HasSubstr("most, of")));
}

TEST(ComparisonRenderer, NamesDoNotSteerTheTerminal) {
  const std::string hostile(kHostile);
  const Compared compared(
      {a_run("a", {{hostile, {"bad", "good"}}}), a_run("b", {{hostile, {"good"}}})},
      {{{hostile, {{"good", 1}}}}, 1});
  const std::string text =
      render_comparison(compared.comparison, {hostile, "b"}, {{hostile, "line\nline\x9b"}});
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_THAT(text, HasSubstr("  line line"));
}

TEST(ComparisonRenderer, Json) {
  const Json json =
      Json::parse(render_comparison_json(five_topics().comparison, {"old", "n\xff"}, 9));
  EXPECT_EQ(json["format_version"], kJsonFormatVersion);
  EXPECT_EQ(json["topics"], 5);
  EXPECT_EQ(json["seed"], 9);
  EXPECT_EQ(json["permutations"], kPermutations);
  ASSERT_EQ(json["runs"].size(), 2U);
  EXPECT_EQ(json["runs"][0]["name"], "old");
  EXPECT_EQ(json["runs"][1]["name"], "n\ufffd");
  EXPECT_EQ(json["runs"][1]["tag"], "new");
  EXPECT_EQ(json["runs"][0]["without_results"], Json::array({"empty"}));
  EXPECT_EQ(json["runs"][0]["measures"][1], (Json{{"measure", "map"}, {"value", 0.7}}));
  ASSERT_EQ(json["comparisons"].size(), 1U);
  EXPECT_EQ(json["comparisons"][0]["baseline"], "old");
  const Json measure = json["comparisons"][0]["measures"][0];
  EXPECT_EQ(measure["measure"], "recip_rank");
  EXPECT_NEAR(measure["delta"], -0.2, 1e-12);
  EXPECT_LT(measure["interval_low"], measure["interval_high"]);
  EXPECT_EQ(measure["wins"], 1);
  EXPECT_EQ(measure["ties"], 2);
  EXPECT_EQ(measure["losses"], 2);
  ASSERT_EQ(measure["topics"].size(), 5U);
  EXPECT_EQ(measure["topics"][4],
            (Json{{"qid", "worst"}, {"baseline", 1.0}, {"value", 0.0}, {"delta", -1.0}}));
}

}  // namespace
}  // namespace medlar
