#include "tools/command.h"

#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <system_error>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "corpus/memory_watch.h"
#include "medlar_version.h"
#include "query/searcher.h"
#include "tools/console.h"

namespace medlar {

ExitStatus exit_status(ErrorCode code) {
  switch (code) {
    case ErrorCode::kUsage:
    case ErrorCode::kUnreadable:
    case ErrorCode::kBadInput:
    case ErrorCode::kIndexMissing:
      return kExitUsage;
    case ErrorCode::kIndexDamaged:
    case ErrorCode::kIndexIncompatible:
      return kExitIndex;
    case ErrorCode::kInputOutput:
      return kExitInputOutput;
    case ErrorCode::kIndexLocked:
      return kExitLocked;
    case ErrorCode::kNotPublished:
      return kExitNotPublished;
  }
  return kExitUsage;
}

void add_common(CLI::App& command, CommonOptions& options) {
  command.add_option("--index", options.index, "directory of the index")
      ->envname("MEDLAR_INDEX")
      ->capture_default_str()
      ->type_name("DIR");
  command.add_flag("--quiet", options.quiet, "print results only");
}

void add_duplicates(CLI::App& command, std::string& name) {
  std::vector<std::string> names;
  for (const DuplicatesInfo& row : kDuplicates) names.emplace_back(row.name);
  command
      .add_option("--duplicates", name,
                  "articles that say the same: collapse (nearly the same as well), exact or show")
      ->check(CLI::IsMember(names));
}

void add_as_typed(CLI::App& command, SearchRequest& request) {
  command.add_flag_callback(
      "--no-correct", [&request] { request.correction = SearchRequest::Correction::kNone; },
      "do not correct misspelled words");
  command.add_flag_callback(
      "--no-expand", [&request] { request.expansion = SearchRequest::Expansion::kNone; },
      "do not search for other names of what was asked for");
}

void add_examples(CLI::App& command, const std::string& examples) {
  command.description("Examples:\n" + examples + "\n" + command.get_description());
}

int fail(const Error& error, std::string_view format) {
  const ExitStatus status = exit_status(error.code);
  say(fmt::format("medlar: error: {}\n", error.message));
  if (!error.hint.empty()) say(fmt::format("hint: {}\n", error.hint));
  if (format == "json" || format == "jsonl") {
    const nlohmann::ordered_json json{
        {"error", {{"message", error.message}, {"hint", error.hint}, {"exit_status", status}}}};
    say(json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
  }
  return status;
}

namespace {

int parse_and_run(int argc, char** argv, std::span<const AddSubcommand> subcommands) {
  CLI::App app{"Full-text search for health articles."};
  app.name("medlar");
  app.set_version_flag("--version", fmt::format("medlar {}", kVersion));
  app.require_subcommand(1);
  app.footer(
      "Try: medlar index ARTICLES && medlar query pulmonary embolism\n"
      "medlar SUBCOMMAND --help opens with examples.");
  Action run;
  for (const AddSubcommand add : subcommands) add(app, run);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& e) {
    return app.exit(e);  // --help and --version
  } catch (const CLI::ParseError& e) {
    const auto chosen = app.get_subcommands();
    const auto unknown = app.remaining();
    if (chosen.empty() && !unknown.empty()) {
      return fail({ErrorCode::kUsage,
                   fmt::format("no such subcommand or option: {}", unknown.front()),
                   "medlar --help lists the subcommands"});
    }
    const std::string name = chosen.empty() ? "" : " " + chosen.front()->get_name();
    return fail({ErrorCode::kUsage, e.what(), fmt::format("medlar{} --help", name)});
  }
  return run();
}

/// Everything but a lack of memory ends here.
int run(int argc, char** argv, std::span<const AddSubcommand> subcommands) {
  try {
    int status = parse_and_run(argc, argv, subcommands);
    if (std::fflush(stdout) != 0 && errno != EPIPE) {
      status = fail(
          {ErrorCode::kInputOutput, "cannot write to stdout", "free some space and run again"});
    }
    return status;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::system_error& e) {
    if (e.code() == std::errc::broken_pipe) return kExitDone;
    return fail({ErrorCode::kInputOutput, e.what(), "free some space and run again"});
  } catch (const std::exception& e) {
    return fail(
        {ErrorCode::kInputOutput, e.what(), "nothing published was touched; please report this"});
  }
}

}  // namespace

ExitStatus fail_without_memory() noexcept {
  constexpr std::string_view kNotice =
      "medlar: error: there is not enough memory\n"
      "hint: free some and run again; what was published before is untouched\n";
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, kNotice.data(), kNotice.size());
  return kExitInputOutput;
}

int run_program(int argc, char** argv, std::span<const AddSubcommand> subcommands) {
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is success: print() tells
  watch_operator_new();
  static const std::terminate_handler otherwise = std::get_terminate();
  std::set_terminate([] {
    if (has_memory_run_out()) ::_exit(fail_without_memory());
    otherwise();
  });
  try {
    return run(argc, argv, subcommands);
  } catch (const std::bad_alloc&) {
    return fail_without_memory();
  }
}

}  // namespace medlar
