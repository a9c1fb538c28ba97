// A ranking change is a diff: tests/relevance/golden holds the first ten hits of every topic of the
// sample corpus, a file for each topic, and the measures over all topics.
//
// To accept a change: MEDLAR_UPDATE_GOLDEN=1 build/release/tests/relevance/relevance_test
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "indexer/indexer.h"
#include "query/evaluation/topic_runner.h"
#include "query/render/evaluation_renderer.h"
#include "test_paths.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kShown = 10;
constexpr const char* kMeasures =
    "num_q,num_ret,num_rel,num_rel_ret,map,bpref,recip_rank,RR(rel=2),P_5,P_10,recall_10,recall_"
    "100,"
    "success_1,success_5,ndcg_cut_5,ndcg_cut_10,ndcg_cut_100,err_10,judged_10";

const fs::path kSample = fs::path(MEDLAR_SOURCE_DIR) / "corpus/sample";
const fs::path kGolden = fs::path(MEDLAR_SOURCE_DIR) / "tests/relevance/golden";

using Files = std::map<std::string, std::string>;  // path below kGolden -> content

/// A line a hit: its grade, "-" where nobody judged it, and its id.
std::string drawn(const Topic& topic, const Run& run, const Grades& grades, double ndcg) {
  std::string text = fmt::format("{}\nnDCG@10 {:.4f}\n", topic.text, ndcg);
  const auto found = run.topics.find(topic.qid);
  if (found == run.topics.end()) return text + "no hits\n";
  for (std::size_t i = 0; i < std::min(found->second.size(), kShown); ++i) {
    const std::string& docno = found->second[i].docno;
    const auto grade = grades.find(docno);
    text +=
        fmt::format("{} {}\n", grade == grades.end() ? "-" : std::to_string(grade->second), docno);
  }
  return text;
}

Files made_now() {
  const TempDir temp;
  const auto built =
      index_corpus({.paths = {(kSample / "articles").string()}, .index = temp.path() / "index"});
  const auto topics = read_topics(kSample / "topics.tsv");
  const auto qrels = read_qrels(kSample / "qrels.txt");
  if (!built || !built->rejections.empty() || !topics || !qrels) return {};
  const auto ran = run_topics(*topics, {.index = temp.path() / "index"});
  const auto measures = parse_measures(kMeasures);
  const auto ndcg = parse_measures("nDCG@10");
  if (!ran || !measures || !ndcg) return {};
  Files files;
  const Evaluation single = evaluate(ran->run, *qrels, *ndcg);
  for (const Topic& topic : *topics) {
    files["rankings/" + topic.qid + ".txt"] =
        drawn(topic, ran->run, qrels->topics.at(topic.qid), single.topics.at(topic.qid).values[0]);
  }
  files["measures.txt"] = render_evaluation(evaluate(ran->run, *qrels, *measures), ByTopic::kNo);
  return files;
}

Files accepted() {
  Files files;
  for (const auto& entry : fs::recursive_directory_iterator(kGolden)) {
    if (!entry.is_regular_file()) continue;
    files[entry.path().lexically_relative(kGolden).string()] = read_file(entry.path());
  }
  return files;
}

TEST(SampleRanking, IsAsAccepted) {
  const Files now = made_now();
  ASSERT_EQ(now.size(), 51U) << "50 topics and the measures";
  const char* update = std::getenv("MEDLAR_UPDATE_GOLDEN");
  if (update != nullptr && *update == '1') {
    fs::remove_all(kGolden);
    fs::create_directories(kGolden / "rankings");
    for (const auto& [name, content] : now) std::ofstream(kGolden / name) << content;
    return;
  }
  const Files before = accepted();
  for (const auto& [name, content] : now) {
    const auto golden = before.find(name);
    EXPECT_EQ(golden == before.end() ? "(no such file)" : golden->second, content) << "in " << name;
  }
  for (const auto& [name, content] : before) {
    EXPECT_TRUE(now.contains(name)) << "stale: " << name << " belongs to no topic";
  }
}

}  // namespace
}  // namespace medlar
