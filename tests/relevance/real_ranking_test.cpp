// Ranking on real questions with real judgments, and every title as a query: floors that no change
// may fall below. The figures of today are in ARCHITECTURE.md.
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "corpus/analysis/whole_name.h"
#include "tests/support/run_medlar.h"
#include "tests/support/shared_data.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

void index_articles(const std::filesystem::path& articles, const std::filesystem::path& index) {
  const MedlarOutcome built =
      run_medlar({"index", articles.string(), "--index", index.string(), "--quiet"});
  ASSERT_EQ(built.status, 0) << built.err;
}

void expect_measured(const std::filesystem::path& index, const std::string& topics,
                     const std::string& qrels, const std::string& gate) {
  const MedlarOutcome measured =
      run_medlar({"eval", "--index", index.string(), "--topics", topics, "--qrels", qrels, "--gate",
                  gate, "--measures", gate.substr(0, gate.find('>')), "--quiet"});
  EXPECT_EQ(measured.status, 0) << topics << ": " << measured.out << measured.err;
}

TEST(RealRanking, MedQuad) {
  MEDLAR_NEED_SHARED_DATA("medquad/docs.jsonl");
  const TempDir directory;
  const std::filesystem::path index = directory / "index";
  index_articles(shared_data("medquad/docs.jsonl"), index);
  const std::string qrels = shared_data("medquad/qrels.txt").string();
  for (const auto& [wording, gate] :
       {std::pair("summary", "nDCG@10>=0.59"), std::pair("paraphrase", "nDCG@10>=0.55"),
        std::pair("original", "nDCG@10>=0.54")}) {
    expect_measured(index, shared_data(fmt::format("medquad/topics.{}.tsv", wording)).string(),
                    qrels, gate);
  }

  // Every title, which those articles answer that are called so word for word.
  std::map<std::string, std::pair<std::string, std::vector<std::string>>> titles;
  std::ifstream articles(shared_data("medquad/docs.jsonl"));
  for (std::string line; std::getline(articles, line);) {
    const auto article = nlohmann::json::parse(line);
    const std::string title = article.at("title");
    auto& [query, ids] = titles[exact_name_key(title)];
    query = title;
    ids.push_back(article.at("_id"));
  }
  std::string topics;
  std::string judgments;
  int number = 0;
  for (const auto& [key, called] : titles) {
    topics += fmt::format("{}\t{}\n", ++number, called.first);
    for (const std::string& id : called.second) {
      judgments += fmt::format("{} 0 {} 1\n", number, id);
    }
  }
  ASSERT_GT(number, 5000);
  expect_measured(index, directory.file("titles.tsv", topics),
                  directory.file("titles.qrels", judgments), "P@1>=0.99");
}

TEST(RealRanking, NfCorpus) {
  MEDLAR_NEED_SHARED_DATA("nfcorpus/docs.jsonl");
  const TempDir directory;
  const std::filesystem::path index = directory / "index";
  index_articles(shared_data("nfcorpus/docs.jsonl"), index);
  for (const auto& [split, gate] :
       {std::pair("dev", "nDCG@10>=0.32"), std::pair("train", "nDCG@10>=0.347")}) {
    expect_measured(index, shared_data(fmt::format("nfcorpus/queries.{}.tsv", split)).string(),
                    shared_data(fmt::format("nfcorpus/qrels.{}.txt", split)).string(), gate);
  }
}

}  // namespace
}  // namespace medlar
