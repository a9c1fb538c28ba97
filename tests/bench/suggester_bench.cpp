// Suggestions over 100,000 names: what building their list costs, opening it, and each prefix.
//
// The names are those of the Medical Subject Headings where the real data is there, else made up.
// Counters: the median, the 99th percentile and the slowest of all that is typed, each the best of
// kRuns, so that they tell of the program and not of what else the machine does.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <benchmark/benchmark.h>

#include "corpus/analysis/utf8.h"
#include "indexer/format/concepts_file.h"
#include "indexer/format/index_layout.h"
#include "indexer/format/name_list_writer.h"
#include "indexer/indexer.h"
#include "query/suggester.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kArticles = 25'000;  // with four names each
constexpr std::size_t kLimit = 10;
constexpr int kRuns = 5;

/// Names of one to four words of two to four syllables, the same at every run.
std::vector<std::string> made_up_names(std::size_t count) {
  static constexpr std::string_view kSyllables[] = {
      "a",  "ba",  "car", "di",  "em",  "fi",  "gas", "hem", "in", "ja",  "ko", "lo",
      "my", "neu", "or",  "pul", "que", "ren", "ste", "tro", "ur", "vas", "xy", "zo",
      "it", "sis", "the", "phy", "chi", "gen", "ne",  "ra",  "li", "tis", "um", "al"};
  std::uint32_t state = 1;
  const auto any = [&](std::uint32_t below) {
    state = state * 1664525U + 1013904223U;  // Numerical Recipes' generator
    return (state >> 16U) % below;
  };
  std::vector<std::string> names;
  while (names.size() < count) {
    std::string name;
    for (std::uint32_t words = 1 + any(4); words > 0; --words) {
      if (!name.empty()) name += ' ';
      for (std::uint32_t syllables = 2 + any(3); syllables > 0; --syllables) {
        name += kSyllables[any(std::size(kSyllables))];
      }
    }
    names.push_back(std::move(name));
  }
  return names;
}

/// An article a line: its title, then its other names, between tabs.
std::vector<std::vector<std::string>> corpus() {
  std::vector<std::vector<std::string>> rows;
  std::ifstream mesh(fs::path(MEDLAR_SHARED_DATA) / "vocabulary/mesh_synonyms.tsv");
  for (std::string line; std::getline(mesh, line);) {
    std::vector<std::string> row;
    for (std::size_t at = 0; at <= line.size();) {
      const std::size_t end = std::min(line.find('\t', at), line.size());
      row.push_back(line.substr(at, end - at));
      at = end + 1;
    }
    rows.push_back(std::move(row));
  }
  if (!rows.empty()) return rows;
  const std::vector<std::string> names = made_up_names(kArticles * 4);
  for (std::size_t i = 0; i < names.size(); i += 4) {
    rows.push_back({names.begin() + static_cast<std::ptrdiff_t>(i),
                    names.begin() + static_cast<std::ptrdiff_t>(i + 4)});
  }
  return rows;
}

std::string json_string(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

struct Bench {
  TempDir dir;
  fs::path index = dir / "index";
  std::optional<ConceptsFile> concepts;

  Bench() {
    std::ofstream feed(dir / "feed.jsonl");
    std::size_t id = 0;
    for (const auto& row : corpus()) {
      feed << "{\"id\":\"" << id++ << "\",\"text\":\"x\",\"title\":" << json_string(row[0])
           << ",\"names\":[";
      for (std::size_t i = 1; i < row.size(); ++i)
        feed << (i > 1 ? "," : "") << json_string(row[i]);
      feed << "]}\n";
    }
    feed.close();
    if (!index_corpus({.paths = {(dir / "feed.jsonl").string()}, .index = index})) std::abort();
    concepts = *ConceptsFile::open(current_generation(index)->concepts());
  }
  fs::path articles() const { return current_generation(index)->articles(); }
  fs::path names() const { return current_generation(index)->names(); }
};

const Bench& bench() {
  static const Bench bench;
  return bench;
}

const Suggester& suggester() {
  static const Suggester suggester = *Suggester::open(bench().index);
  return suggester;
}

/// The first letters of every word of the names, each once.
std::vector<std::string> prefixes(std::size_t letters) {
  std::set<std::string> all;
  const NameList& names = suggester().names();
  for (std::uint32_t i = 0; i < names.all_words().end; ++i) {
    const std::string_view word = names.word(i);
    if (count_characters(word) < letters) continue;
    std::size_t end = 0;
    for (std::size_t n = 0; n < letters; ++n) {
      do ++end;
      while (end < word.size() && character_begin(word, end) != end);
    }
    all.emplace(word.substr(0, end));
  }
  return {all.begin(), all.end()};
}

/// Beginnings of two words of every tenth name, the later word first.
std::vector<std::string> pairs(std::size_t letters) {
  std::set<std::string> all;
  const NameList& names = suggester().names();
  for (std::uint32_t i = 0; i < names.size(); i += 10) {
    const NameNumbers words = names.words_of(i);
    if (words.size() < 2) continue;
    const auto begin = [&](std::size_t at) {
      const std::string_view word = names.word(words[at] & ~kNameFlag);
      return std::string(word.substr(0, character_begin(word, letters)));
    };
    all.insert(begin(words.size() - 1) + " " + begin(0));
  }
  return {all.begin(), all.end()};
}

/// Every beginning with its second letter wrong, so that only a slip finds it.
std::vector<std::string> with_a_slip(std::vector<std::string> all) {
  for (std::string& word : all) word[1] = word[1] == 'q' ? 'j' : 'q';
  return all;
}

void suggest_all(benchmark::State& state, const std::vector<std::string>& typed) {
  using Clock = std::chrono::steady_clock;
  std::vector<double> microseconds(typed.size(), 1e9);
  for (auto _ : state) {
    for (std::size_t i = 0; i < typed.size(); ++i) {
      const auto start = Clock::now();
      benchmark::DoNotOptimize(suggester().suggest(typed[i], kLimit));
      const std::chrono::duration<double, std::micro> took = Clock::now() - start;
      microseconds[i] = std::min(microseconds[i], took.count());
    }
  }
  std::ranges::sort(microseconds);
  state.counters["typed"] = static_cast<double>(typed.size());
  state.counters["p50_us"] = microseconds[microseconds.size() / 2];
  state.counters["p99_us"] = microseconds[microseconds.size() * 99 / 100];
  state.counters["max_us"] = microseconds.back();
}

void Letters(benchmark::State& state) {
  suggest_all(state, prefixes(static_cast<std::size_t>(state.range(0))));
}
BENCHMARK(Letters)->Arg(1)->Arg(2)->Arg(3)->Arg(5)->Arg(8)->Iterations(kRuns)->Unit(
    benchmark::kMillisecond);

void TwoWords(benchmark::State& state) {
  suggest_all(state, pairs(static_cast<std::size_t>(state.range(0))));
}
BENCHMARK(TwoWords)->Arg(1)->Arg(3)->Arg(5)->Iterations(kRuns)->Unit(benchmark::kMillisecond);

void OneSlip(benchmark::State& state) {
  suggest_all(state, with_a_slip(prefixes(static_cast<std::size_t>(state.range(0)))));
}
BENCHMARK(OneSlip)->Arg(4)->Arg(8)->Iterations(kRuns)->Unit(benchmark::kMillisecond);

void Open(benchmark::State& state) {
  bench();
  for (auto _ : state) benchmark::DoNotOptimize(NameList::open(bench().names()));
  state.counters["bytes"] = static_cast<double>(fs::file_size(bench().names()));
  state.counters["names"] = suggester().names().size();
}
BENCHMARK(Open)->Unit(benchmark::kMicrosecond);

void Write(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        write_names({bench().articles()}, bench().concepts->table(), bench().dir / "names"));
  }
}
BENCHMARK(Write)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace medlar

BENCHMARK_MAIN();
