// Whole searches on all of MedQuAD, within one process: what each part of understanding and ranking
// adds to words alone, and what snippets cost. Queries are the short ones of NFCorpus (train) and
// the messages of LiveQA-Med. Needs the real data, of which it makes an index, unless MEDLAR_INDEX
// names one.
//
// Counters: microseconds of the best of kRuns searches for each query, as percentiles over queries.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "indexer/indexer.h"
#include "query/searcher.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

constexpr int kRuns = 5;

std::vector<std::string> topics(std::string_view below) {
  const std::string file = fmt::format("{}/{}", MEDLAR_SHARED_DATA, below);
  std::ifstream lines(file);
  if (!lines) {
    fmt::print(stderr, "{} is missing\n", file);
    std::exit(1);
  }
  std::vector<std::string> queries;
  for (std::string line; std::getline(lines, line);) {
    queries.push_back(line.substr(line.find('\t') + 1));
  }
  return queries;
}

Searcher& searcher() {
  static const TempDir directory;
  static Searcher searcher = [] {
    if (const char* const given = std::getenv("MEDLAR_INDEX")) {
      return std::move(Searcher::open(given).value());
    }
    const auto report =
        index_corpus({.paths = {fmt::format("{}/medquad/docs.jsonl", MEDLAR_SHARED_DATA)},
                      .index = directory / "index"});
    if (!report) {
      fmt::print(stderr, "{}\n", report.error().message);
      std::exit(1);
    }
    return std::move(Searcher::open(directory / "index").value());
  }();
  return searcher;
}

RankingParameters words_alone() {
  return {.whole_name = 0, .whole_title = 0, .asked_role = 0, .proximity = 0, .nearness = 0};
}

/// What is asked for beside the words; the rest of a request is the default.
struct Asked {
  SearchRequest request;
  RankingParameters ranking;
};

void search_all(benchmark::State& state, const Asked& asked, std::string_view of) {
  using Clock = std::chrono::steady_clock;
  const std::vector<std::string> queries = topics(of);
  searcher().set_ranking(asked.ranking);
  std::vector<double> microseconds(queries.size(), 1e9);
  for (auto _ : state) {
    for (std::size_t i = 0; i < queries.size(); ++i) {
      SearchRequest request = asked.request;
      request.query = queries[i];
      const auto start = Clock::now();
      benchmark::DoNotOptimize(searcher().search(request));
      const std::chrono::duration<double, std::micro> took = Clock::now() - start;
      microseconds[i] = std::min(microseconds[i], took.count());
    }
  }
  std::ranges::sort(microseconds);
  state.counters["p50_us"] = microseconds[microseconds.size() / 2];
  state.counters["p99_us"] = microseconds[microseconds.size() * 99 / 100];
  state.counters["max_us"] = microseconds.back();
}

Asked ids(SearchRequest::Expansion expansion, SearchRequest::Correction correction,
          const RankingParameters& ranking) {
  Asked asked{{}, ranking};
  asked.request.snippets = SearchRequest::Snippets::kNone;
  asked.request.contents = SearchRequest::Contents::kIds;
  asked.request.expansion = expansion;
  asked.request.correction = correction;
  return asked;
}

constexpr auto kNoExpansion = SearchRequest::Expansion::kNone;
constexpr auto kExpansion = SearchRequest::Expansion::kDone;
constexpr auto kNoCorrection = SearchRequest::Correction::kNone;
constexpr auto kCorrection = SearchRequest::Correction::kDone;

RankingParameters with_proximity() {
  RankingParameters ranking = words_alone();
  ranking.proximity = RankingParameters().proximity;
  return ranking;
}

RankingParameters with_nearness() {
  RankingParameters ranking = words_alone();
  ranking.nearness = RankingParameters().nearness;
  return ranking;
}

constexpr std::string_view kShort = "nfcorpus/queries.train.tsv";
constexpr std::string_view kMessages = "medquad/topics.original.tsv";

void register_all() {
  const auto row = [](const char* name, const Asked& asked, std::string_view of) {
    benchmark::RegisterBenchmark(
        name, [asked, of](benchmark::State& state) { search_all(state, asked, of); })
        ->Iterations(kRuns)
        ->Unit(benchmark::kMillisecond);
  };
  row("words alone", ids(kNoExpansion, kNoCorrection, words_alone()), kShort);
  row("  and correction", ids(kNoExpansion, kCorrection, words_alone()), kShort);
  row("  and concepts", ids(kExpansion, kNoCorrection, words_alone()), kShort);
  row("  and proximity", ids(kNoExpansion, kNoCorrection, with_proximity()), kShort);
  row("  and nearness", ids(kNoExpansion, kNoCorrection, with_nearness()), kShort);
  row("all", ids(kExpansion, kCorrection, {}), kShort);
  row("all, with snippets", {}, kShort);
  row("messages: words alone", ids(kNoExpansion, kNoCorrection, words_alone()), kMessages);
  row("messages: all", ids(kExpansion, kCorrection, {}), kMessages);
  row("messages: all, with snippets", {}, kMessages);
}

}  // namespace
}  // namespace medlar

int main(int count, char** arguments) {
  benchmark::Initialize(&count, arguments);
  medlar::register_all();
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
