// medlar index: build an index and publish it.
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "indexer/indexer.h"
#include "tools/build_report.h"
#include "tools/command.h"
#include "tools/console.h"

namespace medlar {
namespace {

struct BuildOptions : CommonOptions {
  IndexOptions index_options;
  // What is not given is what the index remembers, where it is updated.
  std::optional<std::string> format;
  std::optional<std::string> language;
  std::vector<std::string> maps;     // FIELD=KEY
  std::vector<std::string> weights;  // FIELD=NUMBER
  std::size_t memory_mib = IndexOptions{}.memory_bytes >> 20U;
  bool update = false;
  bool json = false;
  bool strict = false;
  bool allow_shrink = false;
};

/// Sets a weight from "title=8".
Result<void> set_weight(FieldWeights& weights, std::string_view option) {
  const std::size_t equals = std::min(option.find('='), option.size());
  const std::string_view number = option.substr(std::min(equals + 1, option.size()));
  const char* const number_end = number.data() + number.size();
  double weight = 0;
  const auto [end, error] = std::from_chars(number.data(), number_end, weight);
  if (error != std::errc() || end != number_end) {
    return failure(ErrorCode::kUsage, fmt::format("not a weight: {}", option),
                   "--weight FIELD=NUMBER, as in --weight title=8");
  }
  return set_field_weight(weights, option.substr(0, equals), weight);
}

/// Makes the build's settings those that the index remembers.
Result<void> remember_settings(IndexOptions& build) {
  const auto remembered = remembered_settings(build.index);
  if (!remembered) return tl::unexpected<Error>(remembered.error());
  if (!*remembered) return {};
  const BuildSettings& settings = **remembered;
  build.format = settings.format;
  build.read.language = settings.language;
  build.read.field_keys = settings.field_keys;
  build.weights = settings.weights;
  if (!build.vocabularies.empty()) return {};  // others are given
  for (const BuildSettings::VocabularyFile& file : settings.vocabularies) {
    if (::access(file.path.c_str(), R_OK) != 0) {
      return failure(ErrorCode::kUnreadable,
                     fmt::format("cannot read {}, which the index was built with", file.path),
                     "put it back, or name the vocabularies to use with --vocabulary");
    }
    build.vocabularies.emplace_back(file.path);
  }
  return {};
}

/// Sets the options of the build from what was given.
Result<void> settle(const BuildOptions& options, IndexOptions& build) {
  build.index = options.index;
  if (options.update) {
    build.mode = IndexOptions::Mode::kUpdate;
    if (const auto set = remember_settings(build); !set) return set;
  }
  if (options.format) build.format = *options.format;
  if (options.language) build.read.language = *options.language;
  for (const std::string& map : options.maps) {
    const std::size_t equals = map.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == map.size()) {
      return failure(ErrorCode::kUsage, fmt::format("not a mapping: {}", map),
                     "--map FIELD=KEY, as in --map text=article_body");
    }
    build.read.field_keys[map.substr(0, equals)] = map.substr(equals + 1);
  }
  for (const std::string& weight : options.weights) {
    if (const auto set = set_weight(build.weights, weight); !set) return set;
  }
  return {};
}

int run_index(BuildOptions& options) {
  IndexOptions& build = options.index_options;
  build.memory_bytes = options.memory_mib << 20U;
  const std::string_view format = options.json ? "json" : "text";
  if (const auto set = settle(options, build); !set) return fail(set.error(), format);
  if (options.strict) build.rejects = IndexOptions::Rejects::kRefused;
  if (options.allow_shrink) build.shrink = IndexOptions::Shrink::kAllowed;
  Result<IndexReport> report;
  {
    ProgressBar bar(options.quiet ? ProgressBar::Shown::kNever : ProgressBar::Shown::kOnTerminal);
    build.on_progress = [&bar](const IndexProgress& progress) { bar.show(progress); };
    report = index_corpus(build);
  }
  if (!report) return fail(report.error(), format);
  if (options.json) {
    print(json_report(*report));
  } else if (!options.quiet) {
    print(text_report(*report, options.index));
  }
  if (!report->refusals.empty()) {
    return fail({ErrorCode::kNotPublished, "not published: " + report->refusals.front(),
                 "mend the sources and run again; the published index is untouched"},
                format);
  }
  return report->rejections.empty() ? kExitDone : kExitNothing;
}

std::string format_names() {
  std::string names;
  for (const ReaderInfo& reader : readers()) {
    names += fmt::format("{}{}", names.empty() ? "" : ", ", reader.name);
  }
  return names;
}

}  // namespace

void add_index(CLI::App& app, Action& run) {
  auto options = std::make_shared<BuildOptions>();
  IndexOptions& build = options->index_options;
  CLI::App* command = app.add_subcommand("index", "Read articles, build an index, publish it.");
  add_examples(*command,
               "  medlar index articles/                    every file below a folder\n"
               "  medlar index --update articles/           only what has changed since\n"
               "  medlar index feed.jsonl --map text=body   JSON Lines with a key of its own\n"
               "  export.sh | medlar index - --index site   JSON Lines from a pipe\n");
  add_common(*command, *options);
  command->add_option("PATH", build.paths, "files, folders, or - for JSON Lines on stdin")
      ->required();
  command->add_flag("--update", options->update,
                    "add, replace and delete what changed below PATH; all else of the index stays");
  command->add_option("--format", options->format, "read every file as: " + format_names());
  command->add_option("--language", options->language, "language of articles that do not say")
      ->default_str(build.read.language);
  command->add_option("--map", options->maps, "read FIELD from KEY of JSON Lines; repeatable")
      ->type_name("FIELD=KEY")
      ->expected(1)
      ->take_all();
  command
      ->add_option("--weight", options->weights,
                   "what a word of FIELD counts beside one of the body; repeatable")
      ->type_name("FIELD=NUMBER")
      ->expected(1)
      ->take_all();
  command
      ->add_option("--vocabulary", build.vocabularies,
                   "a file of names that mean the same, beside our own; repeatable")
      ->type_name("FILE")
      ->expected(1)
      ->take_all();
  command->add_option("--threads", build.threads, "threads to use; 0 means one a core")
      ->check(CLI::Range(0, 256));
  command
      ->add_option("--memory", options->memory_mib,
                   "MiB of memory to take: beyond it one thread works alone")
      ->check(CLI::Range(64, 1 << 20))
      ->capture_default_str();
  command->add_flag("--json", options->json, "print the report as JSON");
  command->add_flag("--strict", options->strict, "publish nothing when anything is rejected");
  command->add_flag("--allow-shrink", options->allow_shrink,
                    "publish even when the index loses more than a tenth of its articles");
  command->callback([&run, options] { run = [options] { return run_index(*options); }; });
}

}  // namespace medlar
