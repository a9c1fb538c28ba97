// An evaluation as lines, as sentences and as JSON.
#include "query/render/evaluation_renderer.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/query/evaluation/evaluating.h"

namespace medlar {
namespace {

using nlohmann::json;

constexpr EvaluationOptions kInBoth{.topics = EvaluationOptions::Topics::kInBoth};
constexpr const char* kMeasures = "runid,num_q,num_ret,map,gm_map,relstring,nDCG@10";

const Run kRun = run_of({{"1", "x a"}, {"3", "a"}, {"4", "b"}}, "mine");
const Qrels kQrels = qrels_of({{"1", {{"a", 1}}}, {"2", {{"a", 2}}}, {"4", {{"b", 0}}}});

Evaluation evaluated(const EvaluationOptions& options = {}) {
  return evaluate(kRun, kQrels, measures_of(kMeasures), options);
}

TEST(RenderEvaluation, LinesAreTrecEvals) {
  const std::string all =
      "runid                 \tall\tmine\n"
      "num_q                 \tall\t3\n"
      "num_ret               \tall\t3\n"
      "map                   \tall\t0.1667\n"
      "gm_map                \tall\t0.0004\n"
      "nDCG@10               \tall\t0.2103\n";
  EXPECT_EQ(render_evaluation(evaluated(), ByTopic::kNo), all);
  EXPECT_EQ(render_evaluation(evaluated(), ByTopic::kYes),
            "num_ret               \t1\t2\n"
            "map                   \t1\t0.5000\n"
            "relstring             \t1\t'-1'\n"
            "nDCG@10               \t1\t0.6309\n"
            "num_ret               \t4\t1\n"
            "map                   \t4\t0.0000\n"
            "relstring             \t4\t'0'\n"
            "nDCG@10               \t4\t0.0000\n" +
                all);
}

TEST(RenderMissingTopics, SaysOutOfHowMany) {
  EXPECT_EQ(render_missing_topics(evaluated()),
            "1 of 3 topics have no results and count as 0: 2\n"
            "1 of 3 topics have no judgments, left out: 3\n"
            "1 of 3 topics have no relevant article and count as 0: 4\n");
  EXPECT_EQ(render_missing_topics(evaluated(kInBoth)),
            "1 of 3 topics have no results, left out: 2\n"
            "1 of 3 topics have no judgments, left out: 3\n"
            "1 of 2 topics have no relevant article and count as 0: 4\n");
  const auto run = run_of({{"1", "a"}});
  EXPECT_EQ(render_missing_topics(evaluate(run, qrels_of({{"1", {{"a", 1}}}}), measures_of("map"))),
            "1 topics, all with results, judgments and a relevant article\n");
}

TEST(RenderMissingTopics, NamesTheFirstFive) {
  std::map<std::string, std::map<std::string, int>> topics;
  for (int i = 1; i <= 8; ++i) topics[std::to_string(i)] = {{"a", 1}};
  const auto run = run_of({{"1", "a"}, {"2", "a"}});
  EXPECT_EQ(render_missing_topics(evaluate(run, qrels_of(topics), measures_of("map"))),
            "6 of 8 topics have no results and count as 0: 3, 4, 5, 6, 7, ...\n");
}

TEST(RenderEvaluationJson, HoldsNumbersInFull) {
  const Latency latency{0.5, 1.5, 2.5};
  const json all = json::parse(render_evaluation_json(evaluated(), ByTopic::kYes, &latency, {"g"}));
  EXPECT_EQ(all["format_version"], 1);
  EXPECT_EQ(all["run"], "mine");
  EXPECT_EQ(all["topics"], 3);
  EXPECT_EQ(all["without_results"], json({"2"}));
  EXPECT_EQ(all["without_judgments"], json({"3"}));
  EXPECT_EQ(all["without_relevant"], json({"4"}));
  EXPECT_EQ(all["measures"]["num_q"], 3);
  EXPECT_TRUE(all["measures"]["num_ret"].is_number_integer());
  EXPECT_EQ(all["measures"]["map"], 0.5 / 3);
  EXPECT_TRUE(all["measures"]["gm_map"].is_number_float());
  EXPECT_FALSE(all["measures"].contains("relstring"));
  EXPECT_EQ(all["by_topic"]["1"], json::parse(R"({"num_ret": 2, "map": 0.5, "relstring": "-1",
                            "nDCG@10": 0.6309297535714575})"));
  EXPECT_EQ(all["by_topic"]["2"]["map"], 0.0);  // it counts, so it is here
  EXPECT_EQ(all["latency_ms"], json::parse(R"({"p50": 0.5, "p95": 1.5, "p99": 2.5})"));
  EXPECT_EQ(all["gates_not_met"], json({"g"}));
  const json few = json::parse(render_evaluation_json(evaluated(), ByTopic::kNo, nullptr, {}));
  EXPECT_FALSE(few.contains("by_topic"));
  EXPECT_FALSE(few.contains("latency_ms"));
  EXPECT_EQ(few["gates_not_met"], json::array());
}

}  // namespace
}  // namespace medlar
