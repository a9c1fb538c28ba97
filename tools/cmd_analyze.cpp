// medlar analyze: show the tokens of a text, as the index and every query see them.
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "corpus/analysis/analyzer.h"
#include "corpus/analysis/utf8.h"
#include "tools/command.h"
#include "tools/console.h"

namespace medlar {
namespace {

struct AnalyzeOptions {
  std::vector<std::string> words;
  std::string language = "en";
  std::string format = "text";
};

int run_analyze(const AnalyzeOptions& options) {
  const std::string text = valid_utf8(fmt::format("{}", fmt::join(options.words, " ")));
  Analyzer analyzer(options.language);
  const auto tokens = analyzer.analyze(text);
  if (options.format == "json") {
    nlohmann::ordered_json json{{"format_version", 1},
                                {"language", analyzer.language()},
                                {"fingerprint", analyzer_fingerprint()},
                                {"tokens", nlohmann::ordered_json::array()}};
    for (const Token& token : tokens) {
      json["tokens"].push_back({{"begin", token.begin},
                                {"end", token.end},
                                {"position", token.position},
                                {"text", text.substr(token.begin, token.end - token.begin)},
                                {"term", token.term},
                                {"exact", token.exact.empty() ? token.term : token.exact},
                                {"stop_word", token.is_stop_word}});
    }
    print(json.dump(2) + "\n");
    return kExitDone;
  }
  print("position  bytes      term              as written\n");
  for (const Token& token : tokens) {
    print(fmt::format("{:>8}  {:<9}  {:<16}  {}{}\n", token.position,
                      fmt::format("{}-{}", token.begin, token.end), token.term,
                      text.substr(token.begin, token.end - token.begin),
                      token.is_stop_word ? "  (stop word)" : ""));
  }
  return kExitDone;
}

}  // namespace

void add_analyze(CLI::App& app, Action& run) {
  auto options = std::make_shared<AnalyzeOptions>();
  CLI::App* command = app.add_subcommand("analyze", "Show the tokens and terms of a text.");
  add_examples(*command,
               "  medlar analyze 5-HT3 antagonists for Crohn\\'s disease\n"
               "  medlar analyze --language es operaciones --format json\n");
  command->add_option("TEXT", options->words, "the text")->required();
  command->add_option("--language", options->language, "its language")->capture_default_str();
  command->add_option("--format", options->format, "text or json")
      ->capture_default_str()
      ->check(CLI::IsMember({"text", "json"}));
  command->callback([&run, options] { run = [options] { return run_analyze(*options); }; });
}

}  // namespace medlar
