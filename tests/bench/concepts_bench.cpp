// Concepts with the names of the Medical Subject Headings: building the table, opening it, finding
// names in articles and in queries. Needs the real data.
//
// Counters: nanoseconds per token; names found per thousand tokens; bytes of the table.
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "corpus/analysis/analyzer.h"
#include "corpus/concepts/concept_matcher.h"
#include "corpus/concepts/concept_table.h"
#include "corpus/concepts/vocabulary_reader.h"

namespace medlar {
namespace {

std::string read_file(std::string_view below) {
  const std::string file = fmt::format("{}/{}", MEDLAR_SHARED_DATA, below);
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    fmt::print(stderr, "{} is missing\n", file);
    std::exit(1);
  }
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// A concept a line: the label, then its other names, between tabs.
Vocabulary mesh() {
  Vocabulary vocabulary{.source = "MeSH"};
  const std::string text = read_file("vocabulary/mesh_synonyms.tsv");
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t line_end = std::min(text.find('\n', at), text.size());
    Concept subject;
    while (at < line_end) {
      const std::size_t end = std::min(text.find('\t', at), line_end);
      const auto kind =
          subject.names.empty() ? ConceptNameKind::kPreferred : ConceptNameKind::kOther;
      subject.names.push_back({.text = text.substr(at, end - at), .kind = kind});
      at = end + 1;
    }
    at = line_end + 1;
    vocabulary.concepts.push_back(std::move(subject));
  }
  return vocabulary;
}

std::string build() {
  ConceptTableBuilder builder;
  builder.add(own_vocabulary());
  builder.add(mesh());
  return builder.finish();
}

const std::string& table_bytes() {
  static const std::string bytes = build();
  return bytes;
}

ConceptTable table() { return *ConceptTable::from_bytes(table_bytes()); }

/// The texts of articles, as JSON has them: its marks stand between words as others do.
const std::vector<std::string>& articles() {
  static const std::vector<std::string> texts = [] {
    const std::string all = read_file("medquad/docs.jsonl");
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < all.size() && lines.size() < 1000; ++at) {
      const std::size_t end = std::min(all.find('\n', at), all.size());
      lines.push_back(all.substr(at, end - at));
      at = end;
    }
    return lines;
  }();
  return texts;
}

void BM_BuildTable(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(build());
  state.counters["bytes"] = static_cast<double>(table_bytes().size());
  state.counters["names"] = table().names();
  state.counters["concepts"] = table().concepts();
}
BENCHMARK(BM_BuildTable)->Unit(benchmark::kMillisecond)->Iterations(3);

void BM_OpenTable(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(table());
}
BENCHMARK(BM_OpenTable);

void BM_CheckTable(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(table().is_as_written());
}
BENCHMARK(BM_CheckTable)->Unit(benchmark::kMillisecond);

/// Analyzing the articles, alone (0) and with finding the names in them (1).
void BM_Articles(benchmark::State& state) {
  const ConceptTable names = table();
  Analyzer analyzer("en");
  ConceptMatcher matcher(names, "en");
  std::size_t tokens = 0;
  std::size_t found = 0;
  for (auto _ : state) {
    tokens = 0;
    found = 0;
    for (const std::string& text : articles()) {
      const auto read = analyzer.analyze(text);
      tokens += read.size();
      if (state.range(0) == 1) found += matcher.find(text, read).size();
    }
  }
  state.counters["per_token"] =
      benchmark::Counter(static_cast<double>(tokens) * static_cast<double>(state.iterations()),
                         benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
  state.counters["found_per_1000"] =
      1000 * static_cast<double>(found) / static_cast<double>(tokens);
}
BENCHMARK(BM_Articles)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void BM_Query(benchmark::State& state) {
  constexpr std::string_view kQueries[] = {
      "side effects of heart attack drugs in older women with copd",
      "can I take ibuprofen with high blood pressure and kidney disease",
      "my son has a rash fever and pain in the chest"};
  const ConceptTable names = table();
  Analyzer analyzer("en");
  for (auto _ : state) {
    for (const std::string_view query : kQueries) {
      ConceptMatcher matcher(names, "en");
      benchmark::DoNotOptimize(longest_names(matcher.find(query, analyzer.analyze(query))));
    }
  }
}
BENCHMARK(BM_Query);

}  // namespace
}  // namespace medlar

BENCHMARK_MAIN();
