// medlar index: build an index and publish it.
#include <algorithm>
#include <charconv>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "indexer/indexer.h"
#include "query/render/page_text.h"
#include "tools/boilerplate_report.h"
#include "tools/command.h"
#include "tools/console.h"

namespace medlar {
namespace {

struct BuildOptions : CommonOptions {
  IndexOptions index_options;
  std::vector<std::string> maps;     // FIELD=KEY
  std::vector<std::string> weights;  // FIELD=NUMBER
  bool json = false;
  bool strict = false;
  bool allow_shrink = false;
};

// Names printed for each kind of trouble; the JSON report has them all.
constexpr std::size_t kNamesShown = 10;
constexpr std::size_t kSentencesShown = 3;

std::string megabytes(std::uint64_t bytes) {
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

/// "no_text 5,788, unknown_format 1" and the first few by name.
std::string named(std::string_view title, const std::vector<Rejection>& list) {
  if (list.empty()) return {};
  std::map<std::string, std::uint64_t> codes;
  for (const Rejection& r : list) ++codes[r.code];
  std::string text = fmt::format("{:<9} {}:", title, grouped(list.size()));
  std::string_view separator = " ";
  for (const auto& [code, count] : codes) {
    text += fmt::format("{}{} {}", separator, code, grouped(count));
    separator = ", ";
  }
  text += '\n';
  for (std::size_t i = 0; i < std::min(list.size(), kNamesShown); ++i) {
    text += fmt::format("          {}: {}: {}\n", list[i].where, list[i].code, list[i].detail);
  }
  if (list.size() > kNamesShown) {
    text += fmt::format("          and {} more, all named by --json\n",
                        grouped(list.size() - kNamesShown));
  }
  return text;
}

BoilerplateCounts boilerplate_counts(const IndexReport& report) {
  return {.sentences = report.boilerplate.size(),
          .articles = report.counts.boilerplate_articles,
          .bytes = report.counts.boilerplate_bytes,
          .text_bytes = report.counts.text_bytes};
}

std::string text_report(const IndexReport& report, const std::string& index) {
  const CorpusCounts& counts = report.counts;
  std::string text =
      fmt::format("indexed   {} articles ({} sections, {} words, {} of text) in {:.2f} s\n",
                  grouped(counts.articles), grouped(counts.sections), grouped(counts.tokens),
                  megabytes(counts.text_bytes), report.seconds);
  text += fmt::format("read      {} files, {}\n", grouped(report.files),
                      megabytes(report.source_bytes));
  if (report.generation > 0) {
    text += fmt::format("published {}, generation {}, {}\n", index, report.generation,
                        megabytes(report.index_bytes));
  }
  if (!report.boilerplate.empty()) {
    text += fmt::format("repeated  {}; medlar info --boilerplate lists them\n",
                        to_text(boilerplate_counts(report)));
    text += boilerplate_lines(report.boilerplate, kSentencesShown);
  }
  text += named("skipped", report.skipped);
  text += named("rejected", report.rejections);
  if (!report.replaced.empty()) {
    text += fmt::format("replaced  {} articles by later ones with the same id:",
                        grouped(report.replaced.size()));
    for (std::size_t i = 0; i < std::min(report.replaced.size(), kNamesShown); ++i) {
      text += " " + report.replaced[i];
    }
    text += report.replaced.size() > kNamesShown ? " ...\n" : "\n";
  }
  if (report.glued_words > 0) {
    text +=
        fmt::format("divided   {} words that were glued together\n", grouped(report.glued_words));
  }
  if (report.copies.groups > 0) {
    text += fmt::format("copies    {} articles repeat another one: {} word for word, {} nearly\n",
                        grouped(report.copies.exact + report.copies.near),
                        grouped(report.copies.exact), grouped(report.copies.near));
  }
  if (report.repaired > 0) {
    text += fmt::format("repaired  {} sources held bytes that are invalid in their encoding\n",
                        grouped(report.repaired));
  }
  if (!report.unused_keys.empty()) {
    text += "unused    keys that no field took:";
    for (const auto& [key, count] : report.unused_keys) {
      text += fmt::format(" {} ({})", key, grouped(count));
    }
    text += "; --map FIELD=KEY maps one\n";
  }
  return text;
}

std::string json_report(const IndexReport& report) {
  using Json = nlohmann::ordered_json;
  const auto list = [](const std::vector<Rejection>& rejections) {
    Json json = Json::array();
    for (const Rejection& r : rejections) {
      json.push_back({{"where", r.where}, {"code", r.code}, {"detail", r.detail}});
    }
    return json;
  };
  const Json json{{"format_version", 1},
                  {"published", report.generation > 0},
                  {"generation", report.generation},
                  {"articles", report.counts.articles},
                  {"sections", report.counts.sections},
                  {"tokens", report.counts.tokens},
                  {"text_bytes", report.counts.text_bytes},
                  {"languages", report.counts.languages},
                  {"sources", report.counts.sources},
                  {"boilerplate", to_json(boilerplate_counts(report))},
                  {"boilerplate_sentences", to_json(report.boilerplate)},
                  {"files", report.files},
                  {"source_bytes", report.source_bytes},
                  {"index_bytes", report.index_bytes},
                  {"seconds", report.seconds},
                  {"glued_words", report.glued_words},
                  {"repaired", report.repaired},
                  {"skipped", list(report.skipped)},
                  {"rejected", list(report.rejections)},
                  {"replaced", report.replaced},
                  {"copy_groups", report.copies.groups},
                  {"exact_copies", report.copies.exact},
                  {"near_copies", report.copies.near},
                  {"unused_keys", report.unused_keys},
                  {"refusals", report.refusals}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

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

int run_index(BuildOptions& options) {
  IndexOptions& build = options.index_options;
  const std::string_view format = options.json ? "json" : "text";
  build.index = options.index;
  for (const std::string& map : options.maps) {
    const std::size_t equals = map.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == map.size()) {
      return fail({ErrorCode::kUsage, fmt::format("not a mapping: {}", map),
                   "--map FIELD=KEY, as in --map text=article_body"},
                  format);
    }
    build.read.field_keys[map.substr(0, equals)] = map.substr(equals + 1);
  }
  for (const std::string& weight : options.weights) {
    if (const auto set = set_weight(build.weights, weight); !set) return fail(set.error(), format);
  }
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
               "  medlar index feed.jsonl --map text=body   JSON Lines with a key of its own\n"
               "  export.sh | medlar index - --index site   JSON Lines from a pipe\n");
  add_common(*command, *options);
  command->add_option("PATH", build.paths, "files, folders, or - for JSON Lines on stdin")
      ->required();
  command->add_option("--format", build.format, "read every file as: " + format_names());
  command->add_option("--language", build.read.language, "language of articles that do not say")
      ->capture_default_str();
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
  command->add_flag("--json", options->json, "print the report as JSON");
  command->add_flag("--strict", options->strict, "publish nothing when anything is rejected");
  command->add_flag("--allow-shrink", options->allow_shrink,
                    "publish even when the index loses more than a tenth of its articles");
  command->callback([&run, options] { run = [options] { return run_index(*options); }; });
}

}  // namespace medlar
