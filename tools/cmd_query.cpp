// medlar query: look something up.
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "query/evaluation/run.h"
#include "query/render/json_renderer.h"
#include "query/render/terminal_renderer.h"
#include "query/searcher.h"
#include "tools/command.h"
#include "tools/console.h"
#include "tools/crash_notice.h"

namespace medlar {
namespace {

struct QueryOptions : CommonOptions {
  std::vector<std::string> words;
  std::string format = "text";
  std::string sort = "relevance";
  std::string duplicates;
  std::string config;
  bool explain = false;
  SearchRequest request;
};

std::string render(const SearchResponse& response, const QueryOptions& options) {
  if (options.format == "json") return render_json(response) + "\n";
  if (options.format == "jsonl") return render_jsonl(response);
  if (options.format == "trec") {
    std::vector<RankedArticle> ranking;
    for (const Hit& hit : response.hits) ranking.push_back({hit.id, hit.score});
    return render_ranking("1", ranking, "medlar");
  }
  std::string text;
  if (options.explain) {
    text += fmt::format("tree      {}\ncompiled  {}\n\n", response.tree, response.compiled);
  }
  return text + render_terminal(response, stdout_style());
}

int run_query(const QueryOptions& options) {
  notice_crashes();
  auto opened = Searcher::open(options.index);
  if (!opened) return fail(opened.error(), options.format);
  // Never closed: the process ends soon, and to take its memory apart is a 25th of a look-up.
  static auto* const searcher = new Searcher(std::move(*opened));
  if (!options.config.empty()) {
    const auto ranking = read_configuration(options.config);
    if (!ranking) return fail(ranking.error(), options.format);
    searcher->set_ranking(*ranking);
  }
  SearchRequest request = options.request;
  request.query = fmt::format("{}", fmt::join(options.words, " "));
  request.sort = options.sort == "reviewed" ? SortOrder::kReviewed
                 : options.sort == "title"  ? SortOrder::kTitle
                                            : SortOrder::kRelevance;
  if (options.explain) request.explain = SearchRequest::Explain::kYes;
  if (options.format == "trec") {
    request.snippets = SearchRequest::Snippets::kNone;
    request.duplicates = Duplicates::kShow;  // judgments name articles, each by itself
  }
  if (!options.duplicates.empty()) {
    request.duplicates = find_duplicates(options.duplicates)->value;
  }
  const auto response = searcher->search(request);
  if (!response) return fail(response.error(), options.format);
  print(render(*response, options));
  if (!options.quiet && options.format == "text") say(render_summary(*response));
  return response->total == 0 ? kExitNothing : kExitDone;
}

}  // namespace

void add_query(CLI::App& app, Action& run) {
  auto options = std::make_shared<QueryOptions>();
  CLI::App* command = app.add_subcommand("query", "Find articles and show why they were found.");
  add_examples(*command,
               "  medlar query pulmonary embolism\n"
               "  medlar query '\"bone cement\" -dental'\n"
               "  medlar query 'title:asthma reviewed:2020..' --limit 3 --format json\n");
  add_common(*command, *options);
  const CLI::Option* const query = command->add_option(
      "QUERY", options->words, "words, \"phrases\", title:word, -word, thromb*");
  // "-word" among the arguments is a part of the query, also "-headache": no short options here.
  command->allow_extras();
  command->set_help_flag("--help", "Print this help message and exit");
  command->add_option("--limit", options->request.limit, "most hits to show")
      ->capture_default_str()
      ->check(CLI::Range(std::size_t{0}, kMaxHits));
  command->add_option("--offset", options->request.offset, "hits to pass over")
      ->capture_default_str()
      ->check(CLI::Range(std::size_t{0}, kMaxHits));
  command->add_option("--format", options->format, "text, json, jsonl or trec")
      ->capture_default_str()
      ->check(CLI::IsMember({"text", "json", "jsonl", "trec"}));
  command
      ->add_option("--filter", options->request.filters, "field:value that must hold; repeatable")
      ->type_name("FIELD:VALUE")
      ->expected(1)
      ->take_all();
  command->add_option("--sort", options->sort, "relevance, reviewed (latest first) or title")
      ->capture_default_str()
      ->check(CLI::IsMember({"relevance", "reviewed", "title"}));
  add_duplicates(*command, options->duplicates);
  add_as_typed(*command, options->request);
  command->add_option("--language", options->request.language,
                      "language of the query, when its words do not tell");
  command
      ->add_option("--snippet-length", options->request.snippet.max_characters,
                   "most characters of a snippet")
      ->capture_default_str()
      ->check(CLI::Range(40, 10'000));
  command->add_option("--config", options->config,
                      "file of ranking parameters, as medlar eval tune writes it");
  command->add_flag("--explain", options->explain, "show the tree, the compiled query and scores");
  command->callback([&run, options, command, query] {
    const auto given = command->parse_order();
    bool asked = std::ranges::find(given, query) != given.end();
    for (const std::string& extra : command->remaining()) {
      if (extra == "--") continue;
      if (extra == "-h") throw CLI::CallForHelp();
      if (extra.starts_with("--")) throw CLI::ExtrasError({extra});
      options->words.push_back(extra);
      asked = true;
    }
    if (!asked) throw CLI::RequiredError("QUERY");
    run = [options] { return run_query(*options); };
  });
}

}  // namespace medlar
