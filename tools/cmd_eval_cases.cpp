// medlar eval suggestions, spelling, snippets: what ranking measures do not see.
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "query/evaluation/gate.h"
#include "query/evaluation/scorecard.h"
#include "query/render/json_renderer.h"
#include "query/searcher.h"
#include "query/suggester.h"
#include "tools/command.h"
#include "tools/console.h"
#include "tools/crash_notice.h"

namespace medlar {
namespace {

struct CasesOptions : CommonOptions {
  std::string file;
  std::string format = "text";
  std::vector<std::string> gates;
  bool by_case = false;
};

Result<Scorecard> suggestions(const CasesOptions& options) {
  const auto cases = read_cases(options.file, 1, 2);
  if (!cases) return tl::unexpected<Error>(cases.error());
  const auto suggester = Suggester::open(options.index);
  if (!suggester) return tl::unexpected<Error>(suggester.error());
  return score_suggestions(*cases, [&](std::string_view typed, std::size_t limit) {
    std::vector<std::string> texts;
    for (const Suggestion& suggestion : suggester->suggest(typed, limit)) {
      texts.push_back(suggestion.text);
    }
    return texts;
  });
}

Result<Scorecard> spelling(const CasesOptions& options) {
  const auto cases = read_cases(options.file, 1, 2);
  if (!cases) return tl::unexpected<Error>(cases.error());
  auto searcher = Searcher::open(options.index);
  if (!searcher) return tl::unexpected<Error>(searcher.error());
  return score_spelling(*cases, [&](std::string_view typed) -> Result<std::string> {
    const auto response = searcher->search({.query = std::string(typed), .limit = 0});
    if (!response) return tl::unexpected<Error>(response.error());
    return response->corrected;
  });
}

Result<Scorecard> snippets(const CasesOptions& options) {
  const auto cases = read_cases(options.file, 3, 3);
  if (!cases) return tl::unexpected<Error>(cases.error());
  auto searcher = Searcher::open(options.index);
  if (!searcher) return tl::unexpected<Error>(searcher.error());
  return score_snippets(*cases,
                        [&](std::string_view query, std::string_view docno) -> Result<std::string> {
                          const auto hit = searcher->hit({.query = std::string(query)}, docno);
                          if (!hit) return tl::unexpected<Error>(hit.error());
                          return hit->snippet.text;
                        });
}

/// The scores that a gate does not allow.
Result<std::vector<std::string>> gates_not_met(const std::vector<std::string>& gates,
                                               const Scorecard& card) {
  std::vector<std::string> failed;
  for (const std::string& text : gates) {
    const auto gate = parse_gate(text);
    if (!gate) return tl::unexpected<Error>(gate.error());
    std::string names;
    const Score* score = nullptr;
    for (const Score& candidate : card.scores) {
      names += (names.empty() ? "" : ", ") + candidate.name;
      if (candidate.name == gate->name) score = &candidate;
    }
    if (score == nullptr) {
      return failure(ErrorCode::kUsage, fmt::format("no score is called {}", gate->name),
                     "there are: " + names);
    }
    if (!is_met(*gate, score->value)) {
      failed.push_back(fmt::format("{}: it is {:.4f}", gate->text, score->value));
    }
  }
  return failed;
}

std::string render_text(const Scorecard& card, const CasesOptions& options) {
  std::string text;
  if (options.by_case) {
    for (const CaseOutcome& one : card.outcomes) {
      text += fmt::format("{}:{}\t{}\t{}\n", options.file, one.line, one.typed, one.outcome);
    }
  }
  text += fmt::format("{:<22}\tall\t{}\n", "cases", card.cases);
  for (const Score& score : card.scores) {
    text += fmt::format("{:<22}\tall\t{:.4f}\n", score.name, score.value);
  }
  return text;
}

std::string render_json(const Scorecard& card, const CasesOptions& options,
                        const std::vector<std::string>& failed) {
  nlohmann::ordered_json scores = nlohmann::ordered_json::object();
  for (const Score& score : card.scores) scores[score.name] = score.value;
  nlohmann::ordered_json json{
      {"format_version", kJsonFormatVersion}, {"cases", card.cases}, {"scores", scores}};
  if (options.by_case) {
    json["by_case"] = nlohmann::ordered_json::array();
    for (const CaseOutcome& one : card.outcomes) {
      json["by_case"].push_back(
          {{"line", one.line}, {"typed", one.typed}, {"outcome", one.outcome}});
    }
  }
  json["gates_not_met"] = failed;
  return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

/// The subcommands: one row each.
struct CasesCommand {
  const char* name;
  const char* description;
  const char* example;
  Result<Scorecard> (*score)(const CasesOptions& options);
};
constexpr CasesCommand kCommands[] = {
    {"suggestions", "Score completions. FILE: wanted [TAB typed].",
     "  medlar eval suggestions corpus/sample/suggestions.tsv --gate 'found@3>=0.6'\n",
     suggestions},
    {"spelling", "Score corrections. FILE: typed [TAB wanted]; typed alone must not change.",
     "  medlar eval spelling corpus/sample/spelling.tsv --by-case\n", spelling},
    {"snippets", "Score snippets. FILE: query TAB docno TAB sentence to be shown.",
     "  medlar eval snippets corpus/sample/snippets.tsv --gate 'shown>=0.7'\n", snippets},
};

int run_cases(const CasesCommand& command, const CasesOptions& options) {
  notice_crashes();
  const auto card = command.score(options);
  if (!card) return fail(card.error(), options.format);
  const auto failed = gates_not_met(options.gates, *card);
  if (!failed) return fail(failed.error(), options.format);
  print(options.format == "json" ? render_json(*card, options, *failed)
                                 : render_text(*card, options));
  for (const std::string& gate : *failed) say(fmt::format("gate not met: {}\n", gate));
  return failed->empty() ? kExitDone : kExitNothing;
}

}  // namespace

void add_eval_cases(CLI::App& eval, Action& run) {
  for (const CasesCommand& row : kCommands) {
    auto options = std::make_shared<CasesOptions>();
    CLI::App* command = eval.add_subcommand(row.name, row.description);
    add_examples(*command, row.example);
    add_common(*command, *options);
    command->add_option("FILE", options->file, "the cases, or - for stdin")->required();
    command->add_flag("--by-case", options->by_case, "print how every case went");
    command->add_option("--gate", options->gates, "a condition, as in right>=0.85; repeatable")
        ->expected(1)
        ->take_all();
    command->add_option("--format", options->format, "text or json")
        ->capture_default_str()
        ->check(CLI::IsMember({"text", "json"}));
    command->callback([&run, &row, options, command] {
      const std::string before = index_before(*command);
      if (!before.empty() && command->get_option("--index")->count() == 0) options->index = before;
      run = [&row, options] { return run_cases(row, *options); };
    });
  }
}

}  // namespace medlar
