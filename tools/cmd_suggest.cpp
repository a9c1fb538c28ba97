// medlar suggest: complete what somebody is typing.
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "query/render/suggestion_renderer.h"
#include "query/render/terminal_renderer.h"
#include "query/suggester.h"
#include "tools/command.h"
#include "tools/console.h"
#include "tools/crash_notice.h"

namespace medlar {
namespace {

struct SuggestOptions : CommonOptions {
  std::vector<std::string> words;
  std::size_t limit = 10;
  std::string format = "text";
};

int run_suggest(const SuggestOptions& options) {
  notice_crashes();
  const auto suggester = Suggester::open(options.index);
  if (!suggester) return fail(suggester.error(), options.format);
  const std::string typed = fmt::format("{}", fmt::join(options.words, " "));
  const auto suggestions = suggester->suggest(typed, options.limit);
  if (options.format == "json") {
    print(render_suggestions_json(typed, suggestions) + "\n");
  } else if (options.format == "opensearch") {
    print(render_suggestions_opensearch(typed, suggestions) + "\n");
  } else {
    print(render_suggestions_terminal(suggestions));
    if (suggestions.empty() && !options.quiet) {
      say(fmt::format("no title or other name begins so: {}\n", for_terminal(typed)));
    }
  }
  return suggestions.empty() ? kExitNothing : kExitDone;
}

}  // namespace

void add_suggest(CLI::App& app, Action& run) {
  auto options = std::make_shared<SuggestOptions>();
  CLI::App* command =
      app.add_subcommand("suggest", "Complete what is typed by titles, other names and concepts.");
  add_examples(*command,
               "  medlar suggest pulm\n"
               "  medlar suggest heart att --limit 3\n"
               "  medlar suggest cement --format opensearch\n");
  add_common(*command, *options);
  command->add_option("PREFIX", options->words, "the beginnings of words")->required();
  command->add_option("--limit", options->limit, "most suggestions to show")
      ->capture_default_str()
      ->check(CLI::Range(std::size_t{0}, kMaxSuggestions));
  command->add_option("--format", options->format, "text, json or opensearch")
      ->capture_default_str()
      ->check(CLI::IsMember({"text", "json", "opensearch"}));
  command->callback([&run, options] { run = [options] { return run_suggest(*options); }; });
}

}  // namespace medlar
