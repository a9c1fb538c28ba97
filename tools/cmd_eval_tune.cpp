// medlar eval tune: search the ranking parameters.
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "corpus/fnv1a.h"
#include "query/evaluation/evaluation.h"
#include "query/evaluation/text_lines.h"
#include "query/evaluation/topic_runner.h"
#include "query/evaluation/tuning.h"
#include "query/render/json_renderer.h"
#include "tools/command.h"
#include "tools/console.h"
#include "tools/crash_notice.h"

namespace medlar {
namespace {

struct TuneOptions {
  std::vector<std::string> indexes;
  std::vector<std::string> topics;
  std::vector<std::string> qrels;
  std::string wording;
  std::string measure = "nDCG@10";
  std::string config;
  std::string save = "medlar-ranking.json";
  std::string resume;
  std::string format = "text";
  std::size_t depth = 100;
  unsigned threads = 0;
  bool quiet = false;
  TuningOptions tuning;
};

/// Topics that are judged, with what they are searched in.
struct Collection {
  std::string index;
  std::vector<Topic> topics;
  Qrels qrels;
};

/// Reads the collections, and puts what makes them this search and no other into `what`.
Result<std::vector<Collection>> read_collections(const TuneOptions& options, std::string& what) {
  std::vector<Collection> collections;
  for (std::size_t i = 0; i < options.topics.size(); ++i) {
    auto topics = read_topics(options.topics[i], options.wording);
    if (!topics) return tl::unexpected<Error>(topics.error());
    auto qrels = read_qrels(options.qrels[i]);
    if (!qrels) return tl::unexpected<Error>(qrels.error());
    std::erase_if(*topics, [&](const Topic& t) { return !qrels->topics.contains(t.qid); });
    if (topics->empty()) {
      return failure(ErrorCode::kBadInput,
                     fmt::format("{} judges no topic of {}", options.qrels[i], options.topics[i]),
                     "check that both belong together");
    }
    const std::string& index = options.indexes[options.indexes.size() == 1 ? 0 : i];
    const auto searcher = Searcher::open(index);
    if (!searcher) return tl::unexpected<Error>(searcher.error());
    std::string all = searcher->metadata().built + searcher->metadata().analyzer_fingerprint;
    for (const Topic& topic : *topics) all += topic.qid + "\t" + topic.text + "\n";
    const auto judgments = read_text(options.qrels[i]);
    if (judgments) all += *judgments;
    what += fmt::format(" {:016x}", fnv1a(all));
    collections.push_back({index, std::move(*topics), std::move(*qrels)});
  }
  return collections;
}

/// Every topic's value of the measure, collection after collection.
Result<std::vector<double>> measure_all(const std::vector<Collection>& collections,
                                        const std::vector<Measure>& measures,
                                        const TuneOptions& options,
                                        const RankingParameters& ranking) {
  std::vector<double> values;
  for (const Collection& collection : collections) {
    TopicRunOptions running;
    running.index = collection.index;
    running.depth = options.depth;
    running.threads = options.threads;
    running.ranking = ranking;
    const auto run = run_topics(collection.topics, running);
    if (!run) return tl::unexpected<Error>(run.error());
    const Evaluation evaluation = evaluate(run->run, collection.qrels, measures);
    for (const Topic& topic : collection.topics) {
      values.push_back(evaluation.topics.at(topic.qid).values.front());
    }
  }
  return values;
}

std::string settings_line(const RankingParameters& parameters) {
  std::string line;
  for (const RankingParameter& p : ranking_parameters()) {
    line += fmt::format(" {}={}", p.name, parameters.*p.value);
  }
  return line;
}

std::string render_text(const TuningResult& result, const std::string& measure) {
  std::string text = fmt::format("{:<8} {:>6} {:>9} {:>9} {:>9}  parameters\n", "fold", "topics",
                                 "training", "held out", "before");
  std::size_t topics = 0;
  for (std::size_t i = 0; i < result.folds.size(); ++i) {
    const TuningFold& fold = result.folds[i];
    text +=
        fmt::format("{:<8} {:>6} {:>9.4f} {:>9.4f} {:>9.4f} {}\n", i + 1, fold.topics,
                    fold.training, fold.held_out, fold.held_out_start, settings_line(fold.best));
    topics += fold.topics;
  }
  text += fmt::format("{:<8} {:>6} {:>9.4f} {:>9.4f} {:>9.4f} {}\n", "all", topics, result.training,
                      result.held_out, result.training_start, settings_line(result.best));
  text += fmt::format(
      "{} over all topics, {} settings measured. New topics should come near the "
      "held-out figure, not the training one.\n",
      measure, result.settings);
  return text;
}

nlohmann::ordered_json parameters_json(const RankingParameters& parameters) {
  return nlohmann::ordered_json::parse(render_configuration(parameters))["ranking"];
}

std::string render_json(const TuningResult& result, const std::string& measure) {
  nlohmann::ordered_json folds = nlohmann::ordered_json::array();
  for (const TuningFold& fold : result.folds) {
    folds.push_back({{"topics", fold.topics},
                     {"training", fold.training},
                     {"held_out", fold.held_out},
                     {"held_out_before", fold.held_out_start},
                     {"ranking", parameters_json(fold.best)}});
  }
  const nlohmann::ordered_json json{{"format_version", kJsonFormatVersion},
                                    {"measure", measure},
                                    {"settings", result.settings},
                                    {"training", result.training},
                                    {"held_out", result.held_out},
                                    {"before", result.training_start},
                                    {"ranking", parameters_json(result.best)},
                                    {"folds", folds}};
  return json.dump(2) + "\n";
}

int run_tune(TuneOptions& options) {
  notice_crashes();
  const auto refuse = [&](std::string message, std::string hint) {
    return fail({ErrorCode::kUsage, std::move(message), std::move(hint)}, options.format);
  };
  if (options.topics.empty() || options.topics.size() != options.qrels.size()) {
    return refuse("each --topics needs its --qrels",
                  "medlar eval tune --topics TOPICS --qrels QRELS");
  }
  if (options.indexes.empty()) options.indexes = {CommonOptions{}.index};
  if (options.indexes.size() != 1 && options.indexes.size() != options.topics.size()) {
    return refuse("each --topics needs its --index, or all one", "repeat --index in their order");
  }
  const auto measures = parse_measures(options.measure);
  if (!measures) return fail(measures.error(), options.format);
  if (measures->size() != 1 || measures->front().family->kind != MeasureFamily::Kind::kMean) {
    return refuse("one measure is tuned for, an average over topics", "--measure nDCG@10");
  }
  if (!options.config.empty()) {
    const auto start = read_configuration(options.config);
    if (!start) return fail(start.error(), options.format);
    options.tuning.start = *start;
  }
  std::string what = fmt::format("{} {}", options.measure, options.depth);
  const auto collections = read_collections(options, what);
  if (!collections) return fail(collections.error(), options.format);
  std::size_t topics = 0;
  for (const Collection& collection : *collections) {
    // A collection counts the same, however many topics it has.
    const auto count = static_cast<double>(collection.topics.size());
    options.tuning.weights.insert(options.tuning.weights.end(), collection.topics.size(),
                                  1 / count);
    topics += collection.topics.size();
  }
  TopicMeasure measure = [&](const RankingParameters& ranking) {
    return measure_all(*collections, *measures, options, ranking);
  };
  if (!options.resume.empty()) {
    auto with_memory = remembered(std::move(measure), options.resume, what);
    if (!with_memory) return fail(with_memory.error(), options.format);
    measure = std::move(*with_memory);
  }
  Result<TuningResult> result;
  {
    ProgressBar bar(options.quiet ? ProgressBar::Shown::kNever : ProgressBar::Shown::kOnTerminal);
    options.tuning.on_progress = [&bar](std::size_t done, std::size_t all, std::size_t settings) {
      bar.show(done, all, fmt::format("searches, {} settings measured", settings));
    };
    result = tune(measure, topics, options.tuning);
  }
  if (!result) return fail(result.error(), options.format);
  std::ofstream out(options.save, std::ios::binary);
  out << render_configuration(result->best);
  out.close();
  if (!out) {
    return fail({ErrorCode::kInputOutput, fmt::format("cannot write {}", options.save),
                 "check the folder and the space left"},
                options.format);
  }
  print(options.format == "json" ? render_json(*result, options.measure)
                                 : render_text(*result, options.measure));
  if (!options.quiet)
    say(fmt::format("wrote {}: use it with --config {}\n", options.save, options.save));
  return kExitDone;
}

}  // namespace

void add_eval_tune(CLI::App& eval, Action& run) {
  auto options = std::make_shared<TuneOptions>();
  CLI::App* command =
      eval.add_subcommand("tune", "Search the ranking parameters that answer topics best.");
  add_examples(*command,
               "  medlar eval tune --topics topics.tsv --qrels qrels.txt --save ranking.json\n"
               "  medlar eval tune --index a --topics a.tsv --qrels a.txt --index b --topics b.tsv "
               "--qrels b.txt\n"
               "  medlar query --config ranking.json pulmonary embolism\n");
  const auto files = [command](const char* name, std::vector<std::string>& values,
                               const char* what) {
    return command->add_option(name, values, what)->expected(1)->take_all();
  };
  files("--index", options->indexes, "directory of the index; repeatable, one for each --topics")
      ->envname("MEDLAR_INDEX");
  files("--topics", options->topics, "topics; repeatable: every collection counts the same");
  files("--qrels", options->qrels, "judgments, one for each --topics");
  command->add_option("--wording", options->wording, "which wording of the topics");
  command->add_option("--measure", options->measure, "what is to grow")->capture_default_str();
  command
      ->add_option("--parameters", options->tuning.names,
                   "those to search, between commas; all unless named")
      ->delimiter(',');
  command->add_option("--folds", options->tuning.folds, "parts that topics are held out in")
      ->capture_default_str()
      ->check(CLI::Range(2, 1000));
  command->add_option("--seed", options->tuning.seed, "of the folds")->capture_default_str();
  command->add_option("--depth", options->depth, "most hits a topic")
      ->capture_default_str()
      ->check(CLI::Range(std::size_t{1}, kMaxHits));
  command->add_option("--threads", options->threads, "threads to use; 0 means one a core")
      ->check(CLI::Range(0, 256));
  command->add_option("--config", options->config, "parameters to start from");
  command->add_option("--save", options->save, "where to write the best parameters")
      ->capture_default_str();
  command->add_option("--resume", options->resume,
                      "a file that remembers what was measured: run again to go on");
  command->add_option("--format", options->format, "text or json")
      ->capture_default_str()
      ->check(CLI::IsMember({"text", "json"}));
  command->add_flag("--quiet", options->quiet, "print results only");
  command->callback([&run, options, command] {
    const std::string before = index_before(*command);
    if (!before.empty() && options->indexes.empty()) options->indexes = {before};
    run = [options] { return run_tune(*options); };
  });
}

}  // namespace medlar
