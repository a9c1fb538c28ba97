// medlar eval --compare and --html: several runs side by side.
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "query/evaluation/comparison.h"
#include "query/evaluation/shown_articles.h"
#include "query/render/comparison_page.h"
#include "query/render/comparison_renderer.h"
#include "query/render/comparison_words.h"
#include "query/render/evaluation_renderer.h"
#include "tools/console.h"
#include "tools/eval_options.h"

namespace medlar {
namespace {

/// The topics, where they are named: they give the comparison its words.
Result<std::vector<Topic>> topics_if_any(const EvalOptions& options) {
  if (options.topics.empty()) return std::vector<Topic>();
  return read_topics(options.topics, options.wording);
}

Result<void> write_page(const Comparison& comparison, const std::vector<Run>& runs,
                        const std::vector<std::string>& names, const Qrels& qrels,
                        const EvalOptions& options) {
  ComparisonPage page{.title = runs.size() > 1 ? "Comparison of runs" : "Evaluation of a run",
                      .judgments = std::filesystem::path(options.qrels).filename().string(),
                      .names = names,
                      .comparison = comparison,
                      .runs = runs,
                      .qrels = qrels,
                      .options = options.evaluation,
                      .seed = options.seed,
                      .facts = {},
                      .topics = {}};
  const auto topics = topics_if_any(options);
  if (!topics) return tl::unexpected<Error>(topics.error());
  add_texts(*topics, page);
  if (std::filesystem::exists(options.index)) {
    auto searcher = Searcher::open(options.index);
    if (!searcher) return tl::unexpected<Error>(searcher.error());
    page.facts.emplace_back("Index",
                            fmt::format("{} articles, built {}", searcher->metadata().articles,
                                        searcher->metadata().built));
    const auto added = add_articles(*searcher, options.running.request, page);
    if (!added) return added;
  } else if (!options.quiet) {
    say(fmt::format("no index at {}: the page shows ids without titles\n", options.index));
  }
  return write_file(options.html, render_comparison_page(page));
}

}  // namespace

Result<void> write_file(const std::string& file, std::string_view text) {
  if (file == "-") {
    print(text);
    return {};
  }
  std::ofstream out(file, std::ios::binary);
  out << text;
  out.close();
  if (out) return {};
  return failure(ErrorCode::kInputOutput, fmt::format("cannot write {}", file),
                 "check the folder and the space left");
}

Result<void> write_comparison_page(const std::vector<Run>& runs,
                                   const std::vector<std::string>& files, const Qrels& qrels,
                                   const EvalOptions& options) {
  if (options.html.empty()) return {};
  const Comparison comparison =
      compare(runs, qrels, options.shown, options.evaluation, options.seed);
  return write_page(comparison, runs, run_names(runs, files), qrels, options);
}

int compare_runs(const EvalOptions& options) {
  const auto qrels = read_qrels(options.qrels);
  if (!qrels) return fail(qrels.error(), options.format);
  std::vector<Run> runs;
  for (const std::string& file : options.compare) {
    auto run = read_run(file);
    if (!run) return fail(run.error(), options.format);
    runs.push_back(std::move(*run));
  }
  const auto topics = topics_if_any(options);
  if (!topics) return fail(topics.error(), options.format);
  const Comparison comparison =
      compare(runs, *qrels, options.shown, options.evaluation, options.seed);
  if (comparison.measures.empty()) {
    return fail({ErrorCode::kUsage, "no measure here is an average over topics",
                 "for example --measures nDCG@10"},
                options.format);
  }
  std::map<std::string, std::string> texts;
  for (const Topic& topic : *topics) texts[topic.qid] = topic.text;
  const std::vector<std::string> names = run_names(runs, options.compare);
  print(options.format == "json" ? render_comparison_json(comparison, names, options.seed)
                                 : render_comparison(comparison, names, texts));
  for (std::size_t i = 0; i < runs.size() && !options.quiet; ++i) {
    say(names[i] + ": " + render_missing_topics(comparison.evaluations[i]));
  }
  if (options.html.empty()) return kExitDone;
  const auto written = write_page(comparison, runs, names, *qrels, options);
  return written ? kExitDone : fail(written.error(), options.format);
}

}  // namespace medlar
