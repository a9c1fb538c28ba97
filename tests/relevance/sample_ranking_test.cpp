// A ranking change is a diff: the first five hits of every topic of the sample corpus, and the
// measures over all topics, are files in tests/relevance/golden.
//
// To accept a change: MEDLAR_UPDATE_GOLDEN=1 build/release/tests/relevance/relevance_test
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "indexer/indexer.h"
#include "query/searcher.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kShown = 5;
constexpr std::size_t kDepth = 10;  // of nDCG

const fs::path kSample = fs::path(MEDLAR_SOURCE_DIR) / "corpus/sample";
const fs::path kGolden = fs::path(MEDLAR_SOURCE_DIR) / "tests/relevance/golden";

using Grades = std::map<std::string, int>;  // article id -> relevance grade

std::map<std::string, Grades> read_qrels() {
  std::map<std::string, Grades> qrels;
  std::ifstream file(kSample / "qrels.txt");
  std::string qid;
  std::string zero;
  std::string id;
  for (int grade = 0; file >> qid >> zero >> id >> grade;) qrels[qid][id] = grade;
  return qrels;
}

std::vector<std::pair<std::string, std::string>> read_topics() {
  std::vector<std::pair<std::string, std::string>> topics;
  std::ifstream file(kSample / "topics.tsv");
  for (std::string line; std::getline(file, line);) {
    const std::size_t tab = line.find('\t');
    topics.emplace_back(line.substr(0, tab), line.substr(tab + 1));
  }
  return topics;
}

double gain(double grade, std::size_t rank) {
  return grade / std::log2(static_cast<double>(rank) + 1);
}

/// nDCG with the grade as gain (Järvelin and Kekäläinen, TOIS 2002), as trec_eval computes it.
double ndcg(const std::vector<Hit>& hits, const Grades& grades) {
  std::vector<int> ideal;
  for (const auto& [id, grade] : grades) ideal.push_back(grade);
  std::ranges::sort(ideal, std::ranges::greater());
  double best = 0;
  for (std::size_t i = 0; i < std::min(ideal.size(), kDepth); ++i) best += gain(ideal[i], i + 1);
  double sum = 0;
  for (const Hit& hit : hits) {
    const auto judged = grades.find(hit.id);
    if (hit.rank <= kDepth && judged != grades.end()) sum += gain(judged->second, hit.rank);
  }
  return best > 0 ? sum / best : 0;
}

void expect_golden(const std::string& name, const std::string& content) {
  const char* update = std::getenv("MEDLAR_UPDATE_GOLDEN");
  if (update != nullptr && *update == '1') {
    fs::create_directories(kGolden);
    std::ofstream(kGolden / name) << content;
    return;
  }
  EXPECT_EQ(read_file(kGolden / name), content) << "in " << name;
}

TEST(SampleRankingTest, IsAsAccepted) {
  const TempDir temp;
  const auto built =
      index_corpus({.paths = {(kSample / "articles").string()}, .index = temp.path() / "index"});
  ASSERT_TRUE(built) << built.error().message;
  ASSERT_TRUE(built->rejections.empty());
  auto searcher = Searcher::open(temp.path() / "index");
  ASSERT_TRUE(searcher) << searcher.error().message;
  const auto qrels = read_qrels();
  std::string rankings;
  double ndcg_sum = 0;
  double reciprocal_rank_sum = 0;
  std::size_t without_hits = 0;
  const auto topics = read_topics();
  ASSERT_EQ(topics.size(), 50U);
  for (const auto& [qid, text] : topics) {
    const auto response =
        searcher->search({.query = text, .limit = 100, .snippets = SearchRequest::Snippets::kNone});
    ASSERT_TRUE(response) << response.error().message;
    const Grades& grades = qrels.at(qid);
    const double quality = ndcg(response->hits, grades);
    ndcg_sum += quality;
    without_hits += response->hits.empty() ? 1 : 0;
    const auto first = std::ranges::find_if(response->hits, [&](const Hit& hit) {
      const auto judged = grades.find(hit.id);
      return judged != grades.end() && judged->second >= 2;
    });
    if (first != response->hits.end()) {
      reciprocal_rank_sum += 1 / static_cast<double>(first->rank);
    }
    rankings += fmt::format("{} {}\n  nDCG@10 {:.4f}\n", qid, text, quality);
    for (std::size_t i = 0; i < std::min(response->hits.size(), kShown); ++i) {
      const std::string& id = response->hits[i].id;
      const auto judged = grades.find(id);
      rankings += fmt::format("  {} {}\n",
                              judged == grades.end() ? "-" : std::to_string(judged->second), id);
    }
  }
  const auto count = static_cast<double>(topics.size());
  expect_golden("rankings.txt", rankings);
  expect_golden(
      "measures.txt",
      fmt::format("topics {}\nwithout hits {}\nnDCG@10 {:.4f}\nRR(rel=2) {:.4f}\n", topics.size(),
                  without_hits, ndcg_sum / count, reciprocal_rank_sum / count));
}

}  // namespace
}  // namespace medlar
