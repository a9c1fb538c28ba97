// medlar eval: run topics, measure runs, compare them, hold them to limits.
#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "query/render/evaluation_renderer.h"
#include "tools/command.h"
#include "tools/console.h"
#include "tools/crash_notice.h"
#include "tools/eval_options.h"

namespace medlar {
namespace {

constexpr const char* kUsualMeasures =
    "num_q,num_ret,num_rel,num_rel_ret,map,recip_rank,P_10,recall_100,ndcg_cut_10,judged_10";
constexpr const char* kMainMeasure = "ndcg_cut_10";

std::string joined(const std::vector<std::string>& parts) {
  std::string all;
  for (const std::string& part : parts) all += (all.empty() ? "" : ",") + part;
  return all;
}

std::string measure_list() {
  std::string lines = fmt::format("{:<22}  {:<10}  meaning\n", "trec_eval", "ir_measures");
  for (const MeasureFamily& family : measure_families()) {
    const bool has_cutoff =
        family.parameter == MeasureFamily::Parameter::kHits && family.usual.front() <= 1000;
    const std::string name = std::string(family.trec_name) + (has_cutoff ? "_k" : "");
    const std::string ir =
        std::string(family.ir_name) + (has_cutoff && !family.ir_name.empty() ? "@k" : "");
    lines += fmt::format("{:<22}  {:<10}  {}\n", name, ir, family.description);
  }
  return lines;
}

/// Every judged topic must be among the topics that were run: else averages are of the wrong thing.
Result<void> check_judged_topics(const std::vector<Topic>& topics, const Qrels& qrels,
                                 const EvalOptions& options) {
  if (options.trec_eval) return {};
  for (const auto& [qid, grades] : qrels.topics) {
    if (std::ranges::find(topics, qid, &Topic::qid) != topics.end()) continue;
    return failure(ErrorCode::kBadInput,
                   fmt::format("{} judges topic {}, which {} does not have", options.qrels, qid,
                               options.topics),
                   "check that both belong together; --trec-eval leaves such topics out");
  }
  return {};
}

Result<TopicRun> run_now(const std::vector<Topic>& topics, const EvalOptions& options) {
  TopicRunOptions running = options.running;
  running.index = options.index;
  if (!options.duplicates.empty()) {
    running.request.duplicates = find_duplicates(options.duplicates)->value;
  }
  if (!options.config.empty()) {
    auto ranking = read_configuration(options.config);
    if (!ranking) return tl::unexpected<Error>(ranking.error());
    running.ranking = *ranking;
  }
  ProgressBar bar(options.quiet ? ProgressBar::Shown::kNever : ProgressBar::Shown::kOnTerminal);
  running.on_progress = [&bar](std::size_t done, std::size_t all) {
    bar.show(done, all, "topics");
  };
  return run_topics(topics, running);
}

std::string latency_line(const TopicRun& run, const Latency& latency) {
  const auto count = static_cast<double>(run.milliseconds.size());
  return fmt::format(
      "{} topics in {:.2f} s, {:.0f} a second; one took {:.2f} ms (p50), {:.2f} (p95), "
      "{:.2f} (p99)\n",
      run.milliseconds.size(), run.seconds, count / std::max(run.seconds, 1e-9), latency.p50,
      latency.p95, latency.p99);
}

/// The names of the gates that are not met, with what was measured.
Result<std::vector<std::string>> gates_not_met(const EvalOptions& options, const Run& run,
                                               const Qrels& qrels) {
  std::vector<std::string> failed;
  for (const auto& [gate, measure] : options.conditions) {
    const double value = evaluate(run, qrels, {measure}, options.evaluation).overall.front();
    if (!is_met(gate, value)) failed.push_back(fmt::format("{}: it is {:.6f}", gate.text, value));
  }
  if (options.baseline.empty()) return failed;
  const auto baseline = read_run(options.baseline);
  if (!baseline) return tl::unexpected<Error>(baseline.error());
  const auto before = evaluate(*baseline, qrels, options.held, options.evaluation).overall;
  const auto now = evaluate(run, qrels, options.held, options.evaluation).overall;
  for (std::size_t i = 0; i < options.held.size(); ++i) {
    const double drop = before[i] - now[i];
    if (drop <= options.max_drop) continue;
    failed.push_back(fmt::format("{} fell by {:.6f}, from {:.6f} to {:.6f}; allowed: {}",
                                 options.held[i].name, drop, before[i], now[i], options.max_drop));
  }
  return failed;
}

int measure_run(const EvalOptions& options, const Run& run, const TopicRun* timed,
                const Qrels& qrels) {
  const Evaluation evaluation = evaluate(run, qrels, options.shown, options.evaluation);
  const bool has_results = std::ranges::any_of(evaluation.topics, [&](const auto& topic) {
    return !std::ranges::binary_search(evaluation.without_results, topic.first);
  });
  if (!has_results) {
    return fail({ErrorCode::kBadInput,
                 "no judged topic has results: run and judgments have no topic in common",
                 "check that both belong together"},
                options.format);
  }
  const auto failed = gates_not_met(options, run, qrels);
  if (!failed) return fail(failed.error(), options.format);
  const ByTopic by_topic = options.by_query ? ByTopic::kYes : ByTopic::kNo;
  std::optional<Latency> latency;
  if (timed != nullptr) {
    latency = Latency{percentile(timed->milliseconds, 0.5), percentile(timed->milliseconds, 0.95),
                      percentile(timed->milliseconds, 0.99)};
  }
  print(options.format == "json"
            ? render_evaluation_json(evaluation, by_topic, latency ? &*latency : nullptr, *failed)
            : render_evaluation(evaluation, by_topic));
  if (!options.quiet) say(render_missing_topics(evaluation));
  if (latency && !options.quiet) say(latency_line(*timed, *latency));
  if (const auto written = write_comparison_page({run}, {run.tag}, qrels, options); !written) {
    return fail(written.error(), options.format);
  }
  for (const std::string& gate : *failed) say(fmt::format("gate not met: {}\n", gate));
  return failed->empty() ? kExitDone : kExitNothing;
}

int run_and_measure(const EvalOptions& options) {
  const auto topics = read_topics(options.topics, options.wording);
  if (!topics) return fail(topics.error(), options.format);
  std::optional<Qrels> qrels;
  if (!options.qrels.empty()) {
    auto read = read_qrels(options.qrels);
    if (!read) return fail(read.error(), options.format);
    const auto checked = check_judged_topics(*topics, *read, options);
    if (!checked) return fail(checked.error(), options.format);
    qrels = std::move(*read);
  }
  const auto run = run_now(*topics, options);
  if (!run) return fail(run.error(), options.format);
  if (!options.run.empty()) {
    const auto written = write_file(options.run, render_run(run->run));
    if (!written) return fail(written.error(), options.format);
  }
  const auto empty = std::ranges::count_if(*topics, [](const Topic& t) { return t.text.empty(); });
  if (empty > 0 && !options.quiet) {
    say(fmt::format("{} of {} topics have no text\n", empty, topics->size()));
  }
  if (qrels) return measure_run(options, run->run, &*run, *qrels);
  if (!options.quiet) {
    say(latency_line(*run, {percentile(run->milliseconds, 0.5), percentile(run->milliseconds, 0.95),
                            percentile(run->milliseconds, 0.99)}));
  }
  return kExitDone;
}

Result<void> understand(EvalOptions& options) {
  const std::string asked = joined(options.measures);
  auto shown = parse_measures(asked.empty() ? kUsualMeasures : asked);
  if (!shown) return tl::unexpected<Error>(shown.error());
  auto held = parse_measures(asked.empty() ? kMainMeasure : asked);
  if (!held) return tl::unexpected<Error>(held.error());
  options.shown = std::move(*shown);
  options.held = std::move(*held);
  for (const std::string& text : options.gates) {
    auto gate = parse_gate(text);
    if (!gate) return tl::unexpected<Error>(gate.error());
    const auto measures = parse_measures(gate->name);
    if (!measures) return tl::unexpected<Error>(measures.error());
    const auto kind = measures->front().family->kind;
    if (measures->size() != 1 || kind == MeasureFamily::Kind::kRunTag ||
        kind == MeasureFamily::Kind::kGradeString) {
      return failure(ErrorCode::kUsage, fmt::format("{} is not one number", gate->name),
                     "for example --gate 'nDCG@10>=0.58'");
    }
    options.conditions.emplace_back(std::move(*gate), measures->front());
  }
  std::erase_if(options.held,
                [](const Measure& m) { return m.family->kind != MeasureFamily::Kind::kMean; });
  if (!options.baseline.empty() && options.held.empty()) {
    return failure(ErrorCode::kUsage, "no measure here can be held against a baseline",
                   "name one that is an average over topics: --measures nDCG@10");
  }
  if (std::isnan(options.max_drop)) {
    return failure(ErrorCode::kUsage, "--max-drop is no number", "for example --max-drop 0.01");
  }
  return {};
}

int run_eval(EvalOptions& options) {
  notice_crashes();
  if (options.list_measures) {
    print(measure_list());
    return kExitDone;
  }
  if (const auto understood = understand(options); !understood) {
    return fail(understood.error(), options.format);
  }
  if (options.trec_eval) options.evaluation.topics = EvaluationOptions::Topics::kInBoth;
  const auto refuse = [&](std::string what, std::string hint) {
    return fail({ErrorCode::kUsage, std::move(what), std::move(hint)}, options.format);
  };
  const bool only_runs = !options.topics.empty() && !options.run.empty() && options.gates.empty() &&
                         options.baseline.empty();
  if (options.qrels.empty() && !only_runs) {
    return refuse("nothing to measure with: --qrels is missing",
                  "medlar eval --topics TOPICS --qrels QRELS; without --qrels: --topics and --run");
  }
  if (!options.compare.empty()) return compare_runs(options);
  if (!options.topics.empty()) {
    if (options.run == "-" && !options.qrels.empty()) {
      return refuse("stdout cannot take the run and its measures both", "--run FILE");
    }
    return run_and_measure(options);
  }
  if (options.run.empty()) {
    return refuse("nothing to measure", "--topics FILE runs topics, --run FILE measures a run");
  }
  const auto qrels = read_qrels(options.qrels);
  if (!qrels) return fail(qrels.error(), options.format);
  const auto run = read_run(options.run);
  if (!run) return fail(run.error(), options.format);
  return measure_run(options, *run, nullptr, *qrels);
}

}  // namespace

std::string index_before(const CLI::App& subcommand) {
  const CLI::Option* const index = subcommand.get_parent()->get_option("--index");
  return index->count() > 0 ? index->as<std::string>() : "";
}

void add_eval(CLI::App& app, Action& run) {
  auto options = std::make_shared<EvalOptions>();
  CLI::App* command = app.add_subcommand("eval", "Measure how well topics are answered.");
  add_examples(
      *command,
      "  medlar eval --topics topics.tsv --qrels qrels.txt\n"
      "  medlar eval --topics topics.tsv --qrels qrels.txt --run new.run --gate 'nDCG@10>=0.58'\n"
      "  medlar eval --run new.run --qrels qrels.txt --measures all_trec --by-query\n"
      "  medlar eval --compare old.run new.run --qrels qrels.txt --html report.html\n");
  add_common(*command, *options);
  const auto file = [command](const char* name, std::string& value, const char* what) {
    return command->add_option(name, value, what)->type_name("FILE");
  };
  file("--topics", options->topics,
       "topics to run: TSV, TREC, XML, BEIR JSON Lines, LiveQA-Med XML");
  command->add_option("--wording", options->wording,
                      "which wording of the topics: title, desc, original, paraphrase, summary...");
  file("--qrels", options->qrels, "judgments: TREC, BEIR TSV or MedQuAD");
  file("--run", options->run, "with --topics where to write the run, else the run to measure");
  command->add_option("--compare", options->compare, "runs, each compared with the first")
      ->type_name("RUN")
      ->expected(2, 100);
  command
      ->add_option("--measures", options->measures,
                   "measures by their names in trec_eval or ir_measures, official, or all_trec")
      ->type_name("LIST")
      ->expected(1)
      ->take_all();
  command->add_flag("--list-measures", options->list_measures, "name all measures");
  command
      ->add_option("--relevance-level", options->evaluation.level,
                   "grade from which an article is relevant")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  command->add_flag("--by-query", options->by_query, "print every topic's values too");
  command->add_flag("--trec-eval", options->trec_eval,
                    "average over topics with both results and judgments, as trec_eval does, "
                    "not over all judged topics");
  file("--html", options->html, "write a page to read: topics, hits, grades, differences");
  command->add_option("--format", options->format, "text or json")
      ->capture_default_str()
      ->check(CLI::IsMember({"text", "json"}));
  command
      ->add_option("--gate", options->gates,
                   "a condition, as in nDCG@10>=0.58: exit 1 where it is not met; repeatable")
      ->expected(1)
      ->take_all();
  file("--baseline", options->baseline, "a run that the measured one must not fall behind");
  command->add_option("--max-drop", options->max_drop, "how far it may fall behind")
      ->capture_default_str()
      ->needs("--baseline");
  for (const char* const other : {"--run", "--gate", "--baseline"}) {
    command->get_option("--compare")->excludes(other);
  }
  command->add_option("--depth", options->running.depth, "most hits a topic")
      ->capture_default_str()
      ->check(CLI::Range(std::size_t{1}, kMaxHits));
  command->add_option("--threads", options->running.threads, "threads to use; 0 means one a core")
      ->check(CLI::Range(0, 256));
  command->add_option("--tag", options->running.tag, "name of the run")->capture_default_str();
  command
      ->add_option("--filter", options->running.request.filters,
                   "field:value that must hold; repeatable")
      ->type_name("FIELD:VALUE")
      ->expected(1)
      ->take_all();
  add_duplicates(*command, options->duplicates);
  add_as_typed(*command, options->running.request);
  command->add_option("--language", options->running.request.language,
                      "language of the topics, when their words do not tell");
  file("--config", options->config, "ranking parameters, as medlar eval tune writes them");
  command->add_option("--seed", options->seed, "of the randomization test")->capture_default_str();
  command->require_subcommand(0, 1);
  add_eval_cases(*command, run);
  add_eval_tune(*command, run);
  command->callback([&run, options, command] {
    if (!command->get_subcommands().empty()) return;
    run = [options] { return run_eval(*options); };
  });
}

}  // namespace medlar
