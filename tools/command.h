// What the subcommands share: how each is registered, its common options, its way to fail.
#pragma once

#include <cstdlib>
#include <functional>
#include <span>
#include <string>

#include <CLI/CLI.hpp>

#include "corpus/error.h"

namespace medlar {

// The process's exit status; the contract is in README, "Exit status".
enum ExitStatus : int {
  kExitDone = 0,
  kExitNothing = 1,  // nothing found, or some articles rejected
  kExitUsage = 2,
  kExitIndex = 3,  // damaged or incompatible
  kExitInputOutput = 4,
  kExitLocked = 5,
  kExitNotPublished = 6,
};

ExitStatus exit_status(ErrorCode code);

struct SearchRequest;

/// Options that every subcommand with an index has.
struct CommonOptions {
  std::string index = "medlar-index";
  bool quiet = false;
};

/// The subcommand chosen on the command line sets this; main runs it after parsing.
using Action = std::function<int()>;

using AddSubcommand = void (*)(CLI::App& app, Action& run);

/// Says that memory has run out, and needs none for it. May be called in a signal's handler.
ExitStatus fail_without_memory() noexcept;

/// Parses the command line, runs the subcommand that it names, and returns the exit status.
int run_program(int argc, char** argv, std::span<const AddSubcommand> subcommands);

void add_analyze(CLI::App& app, Action& run);
void add_cat(CLI::App& app, Action& run);
void add_check(CLI::App& app, Action& run);
void add_eval(CLI::App& app, Action& run);
void add_index(CLI::App& app, Action& run);
void add_info(CLI::App& app, Action& run);
void add_query(CLI::App& app, Action& run);
void add_rollback(CLI::App& app, Action& run);
void add_serve(CLI::App& app, Action& run);
void add_suggest(CLI::App& app, Action& run);

/// Subcommands of medlar eval.
void add_eval_tune(CLI::App& eval, Action& run);
void add_eval_cases(CLI::App& eval, Action& run);

/// What was given for --index before a subcommand of medlar eval, which has its own; empty:
/// nothing.
std::string index_before(const CLI::App& subcommand);

/// Adds --index (or $MEDLAR_INDEX) and --quiet.
void add_common(CLI::App& command, CommonOptions& options);

/// Adds --duplicates, which sets `name`; empty where it is not given.
void add_duplicates(CLI::App& command, std::string& name);

/// Adds --no-correct and --no-expand, which set the switches of `request`; it must outlive the
/// command.
void add_as_typed(CLI::App& command, SearchRequest& request);

/// Makes the help of a subcommand open with examples, one a line.
void add_examples(CLI::App& command, const std::string& examples);

/// Prints an error and its hint to stderr, also as JSON where `format` is "json"; returns the
/// exit status.
int fail(const Error& error, std::string_view format = "text");

}  // namespace medlar
