// What is done with text, by itself: words, sentences, pages, queries. The pages are the samples of
// the repository; bytes per second are of what goes in.
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "corpus/analysis/analyzer.h"
#include "corpus/analysis/analyzer_set.h"
#include "corpus/analysis/sentences.h"
#include "corpus/analysis/tokenizer.h"
#include "corpus/cleaning/understanding.h"
#include "corpus/reader.h"
#include "query/query_parser.h"
#include "query/snippet.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

namespace fs = std::filesystem;

/// The sample pages of a kind, as bytes.
std::vector<std::string> sample_pages(std::string_view extension) {
  std::vector<std::string> pages;
  for (const auto& entry : fs::recursive_directory_iterator(MEDLAR_SAMPLE_ARTICLES)) {
    if (entry.path().extension() == extension) pages.push_back(read_file(entry.path()));
  }
  return pages;
}

std::vector<Article> articles_of(const std::vector<std::string>& pages, std::string_view format) {
  std::vector<Article> articles;
  for (const std::string& page : pages) {
    const auto result =
        find_reader(format)->read({.bytes = page, .path = "page", .fallback_id = "page"}, {});
    if (!result) continue;
    for (Article article : result->articles) {
      understand(article);
      articles.push_back(std::move(article));
    }
  }
  return articles;
}

/// English text of some 200 KB, the samples' over and over.
std::string sample_text() {
  std::string text;
  const std::vector<Article> articles = articles_of(sample_pages(".html"), "html");
  while (text.size() < 200'000) {
    for (const Article& article : articles) {
      for (const Section& section : article.sections) text += section.text + "\n\n";
    }
  }
  return text;
}

void count_bytes(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}

void tokenizer(benchmark::State& state) {
  const std::string text = sample_text();
  Tokenizer tokenizer;
  std::vector<WordSpan> words;
  for (auto _ : state) {
    tokenizer.split(text, words);
    benchmark::DoNotOptimize(words.data());
  }
  count_bytes(state, text.size());
}
BENCHMARK(tokenizer);

/// With the words known already, as they are in nearly all of a corpus.
void analyzer(benchmark::State& state) {
  const std::string text = sample_text();
  Analyzer analyzer("en");
  for (auto _ : state) benchmark::DoNotOptimize(analyzer.analyze(text).data());
  count_bytes(state, text.size());
}
BENCHMARK(analyzer);

/// With all words new.
void analyzer_at_first(benchmark::State& state) {
  const std::string text = sample_text();
  for (auto _ : state) {
    Analyzer analyzer("en");
    benchmark::DoNotOptimize(analyzer.analyze(text).data());
  }
  count_bytes(state, text.size());
}
BENCHMARK(analyzer_at_first);

void sentences(benchmark::State& state) {
  const std::string text = sample_text();
  SentenceSplitter splitter("en");
  for (auto _ : state) benchmark::DoNotOptimize(splitter.split(text).data());
  count_bytes(state, text.size());
}
BENCHMARK(sentences);

/// Read, cleaned and understood.
void pages(benchmark::State& state, const char* extension, const char* format) {
  const std::vector<std::string> pages = sample_pages(extension);
  std::size_t bytes = 0;
  for (const std::string& page : pages) bytes += page.size();
  for (auto _ : state) benchmark::DoNotOptimize(articles_of(pages, format).data());
  count_bytes(state, bytes);
}
BENCHMARK_CAPTURE(pages, html, ".html", "html");
BENCHMARK_CAPTURE(pages, markdown, ".md", "markdown");

void snippet(benchmark::State& state) {
  const std::vector<Article> articles = articles_of(sample_pages(".html"), "html");
  Analyzer analyzer("en");
  SentenceSplitter splitter("en");
  const SnippetTerms terms{.words = {{"pain", 2}, {"doctor", 1}, {"treatment", 1.5}}};
  for (auto _ : state) {
    for (const Article& article : articles) {
      benchmark::DoNotOptimize(make_snippet({article}, terms, analyzer, splitter));
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(articles.size()));
}
BENCHMARK(snippet);

void parser(benchmark::State& state) {
  AnalyzerSet analyzers;
  const QueryReading reading{.index_languages = {"en"}};
  for (auto _ : state) {
    for (const char* const query :
         {"asthma", "pulmonary embolism after surgery", "\"bone cement\" -dental title:hip",
          "My father (72) takes metformin and now has a rash. Should he stop taking it?"}) {
      benchmark::DoNotOptimize(parse_query(query, reading, analyzers));
    }
  }
  state.SetItemsProcessed(state.iterations() * 4);
}
BENCHMARK(parser);

}  // namespace
}  // namespace medlar

BENCHMARK_MAIN();
