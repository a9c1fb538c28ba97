// medlar eval: running topics, measuring runs, holding them to limits.
#include <algorithm>
#include <set>
#include <sstream>

#include "tests/cli/tiny_corpus.h"

namespace medlar {
namespace {

using nlohmann::json;

constexpr std::string_view kTopics =
    "1\tbone cement\n2\tsmoking cough\n3\tzebra\n4\tpulmonary embolism\n";
constexpr std::string_view kQrels =
    "1 0 cement 2\n1 0 embolism 0\n2 0 copd 2\n2 0 asthma 1\n3 0 asthma 1\n4 0 cement 1\n";

/// The tiny corpus with topics and judgments. Topic 3 finds nothing.
class Collection {
 public:
  Collection() {
    tiny_.dir().file("topics.tsv", kTopics);
    tiny_.dir().file("qrels.txt", kQrels);
  }

  std::string path(std::string_view name) const { return (tiny_.dir() / name).string(); }
  std::string file(std::string_view name, std::string_view bytes) const {
    return tiny_.dir().file(name, bytes);
  }

  MedlarOutcome eval(MedlarRun run) const {
    run.arguments.insert(run.arguments.begin(), {"eval", "--index", tiny_.index()});
    return run_medlar(run);
  }
  MedlarOutcome eval(std::vector<std::string> arguments) const {
    return eval(MedlarRun{.arguments = std::move(arguments)});
  }
  /// With the topics, or a run of them, and the judgments.
  MedlarOutcome topics(std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"--topics", path("topics.tsv"), "--qrels", path("qrels.txt")});
    return eval(std::move(more));
  }
  MedlarOutcome run(std::vector<std::string> more = {}) const {
    if (!std::filesystem::exists(path("own.run"))) {
      EXPECT_EQ(topics({"--run", path("own.run")}).status, 0);
    }
    more.insert(more.begin(), {"--run", path("own.run"), "--qrels", path("qrels.txt")});
    return eval(std::move(more));
  }

 private:
  TinyCorpus tiny_;
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

TEST(Eval, PrintsTheUsualMeasuresAsTrecEvalDoes) {
  const Collection collection;
  const MedlarOutcome outcome = collection.topics({"--measures", "num_q,num_rel,recip_rank"});
  EXPECT_EQ(outcome.status, 0);
  // First hits: cement, copd, none, embolism (its judged article comes second).
  EXPECT_EQ(outcome.out,
            "num_q                 \tall\t4\n"
            "num_rel               \tall\t5\n"
            "recip_rank            \tall\t0.6250\n");
  EXPECT_EQ(outcome.err.find("1 of 4 topics have no results and count as 0: 3\n4 topics in "), 0U)
      << outcome.err;
  std::string names;
  for (const std::string& line : lines_of(collection.topics().out)) {
    names += line.substr(0, line.find(' ')) + " ";
  }
  EXPECT_EQ(names,
            "num_q num_ret num_rel num_rel_ret map recip_rank P_10 recall_100 ndcg_cut_10 "
            "judged_10 ");
}

TEST(Eval, AWrittenRunMeasuresTheSame) {
  const Collection collection;
  for (const std::vector<std::string>& options :
       std::vector<std::vector<std::string>>{{},
                                             {"--by-query"},
                                             {"--measures", "all_trec", "--by-query"},
                                             {"--relevance-level", "2"},
                                             {"--trec-eval", "--by-query"}}) {
    std::vector<std::string> writing = options;
    writing.insert(writing.end(), {"--run", collection.path("own.run")});
    const MedlarOutcome ran = collection.topics(writing);
    EXPECT_EQ(ran.status, 0) << ran.err;
    const MedlarOutcome measured = collection.run(options);
    EXPECT_EQ(measured.status, 0) << measured.err;
    EXPECT_EQ(measured.out, ran.out);
  }
}

TEST(Eval, TheRunIsThatOfTheQueries) {
  const Collection collection;
  const std::string run =
      collection.eval({"--topics", collection.path("topics.tsv"), "--run", "-"}).out;
  std::string queries;
  for (const auto& [qid, words] : std::vector<std::pair<std::string, std::string>>{
           {"1", "bone cement"}, {"2", "smoking cough"}, {"4", "pulmonary embolism"}}) {
    for (const std::string& line :
         lines_of(run_medlar({"query", "--index", collection.path("index"), "--format", "trec",
                              "--limit", "1000", words})
                      .out)) {
      queries += qid + line.substr(line.find(' ')) + "\n";
    }
  }
  EXPECT_EQ(run, queries);
}

TEST(Eval, TheNumberOfThreadsChangesNothing) {
  const Collection collection;
  std::string topics;
  for (int i = 0; i < 200; ++i)
    topics += std::to_string(i) + "\tsmoking lung cough asthma cement\n";
  const std::string file = collection.file("many.tsv", topics);
  const auto run = [&](const std::string& threads) {
    const MedlarOutcome outcome =
        collection.eval({"--topics", file, "--run", "-", "--threads", threads});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    return outcome.out;
  };
  const std::string one = run("1");
  EXPECT_GT(std::ranges::count(one, '\n'), 200);
  EXPECT_EQ(run("4"), one);
  EXPECT_EQ(run("0"), one);
}

TEST(Eval, ARunComesFromStdinAndGoesToStdout) {
  const Collection collection;
  const MedlarOutcome written =
      collection.eval({"--topics", collection.path("topics.tsv"), "--run", "-", "--tag", "mine"});
  EXPECT_EQ(written.status, 0) << written.err;
  for (const std::string& line : lines_of(written.out))
    EXPECT_TRUE(line.ends_with(" mine")) << line;
  const MedlarOutcome measured = collection.eval(
      {.arguments = {"--run", "-", "--qrels", collection.path("qrels.txt")}, .input = written.out});
  EXPECT_EQ(measured.status, 0) << measured.err;
  EXPECT_EQ(measured.out, collection.topics().out);
  const MedlarOutcome topics =
      collection.eval({.arguments = {"--topics", "-", "--qrels", collection.path("qrels.txt")},
                       .input = std::string(kTopics)});
  EXPECT_EQ(topics.out, measured.out);
  expect_error(collection.topics({"--run", "-"}), 2, "stdout cannot take");
}

TEST(Eval, StdoutHoldsNothingButTrecEvalsLines) {
  const Collection collection;
  const MedlarOutcome outcome = collection.topics({"--measures", "all_trec", "--by-query"});
  const std::set<std::string> topics{"1", "2", "4", "all"};
  std::size_t lines = 0;
  for (const std::string& line : lines_of(outcome.out)) {
    const std::size_t name = line.find('\t');
    const std::size_t topic = line.find('\t', name + 1);
    ASSERT_NE(topic, std::string::npos) << line;
    EXPECT_EQ(name, 22U) << line;
    EXPECT_TRUE(topics.contains(line.substr(name + 1, topic - name - 1))) << line;
    EXPECT_EQ(line.find('\t', topic + 1), std::string::npos) << line;
    ++lines;
  }
  // 9467 lines are what trec_eval prints for 103 topics (tests/query/evaluation): 91 a topic, and
  // 94 for all.
  EXPECT_EQ(lines, 3 * 91 + 94U);
}

TEST(Eval, QuietPrintsResultsOnly) {
  const Collection collection;
  const MedlarOutcome outcome = collection.topics({"--quiet"});
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(outcome.out, collection.topics().out);
  EXPECT_EQ(collection.run({"--quiet"}).err, "");
  const std::string empty = collection.file("empty.tsv", "1\t\n2\tcough\n3\t\n4\t\n");
  const std::vector<std::string> arguments{"--topics", empty, "--qrels",
                                           collection.path("qrels.txt")};
  EXPECT_EQ(collection.eval(arguments).err.find("3 of 4 topics have no text\n"), 0U);
}

TEST(Eval, GatesDecideTheExitStatus) {
  const Collection collection;
  struct Row {
    std::vector<std::string> gates;
    int status;
    std::string_view says;
  };
  for (const Row& row : {
           Row{{"RR>=0.625"}, 0, ""},
           Row{{"RR>=0.6", "num_q>3", "unjudged_10<=1"}, 0, ""},
           Row{{"RR>0.625"}, 1, "gate not met: RR>0.625: it is 0.625000\n"},
           Row{{"RR>=0.1", "num_q>=5", "P_1>=0.9"},
               1,
               "gate not met: num_q>=5: it is 4.000000\ngate not met: P_1>=0.9: it is 0.500000\n"},
       }) {
    std::vector<std::string> arguments{"--quiet"};
    for (const std::string& gate : row.gates) arguments.insert(arguments.end(), {"--gate", gate});
    for (const MedlarOutcome& outcome : {collection.topics(arguments), collection.run(arguments)}) {
      EXPECT_EQ(outcome.status, row.status) << row.gates.back();
      EXPECT_EQ(outcome.err, row.says);
      EXPECT_NE(outcome.out, "");  // the measures are printed all the same
    }
  }
  for (const std::string gate : {"RR", "RR>=high", "nonsense>=1", "RR>=nan", "P>=0.1"}) {
    expect_error(collection.run({"--gate", gate}), 2, gate.substr(0, gate.find('>')));
  }
}

/// A gate that nothing is measured for must not pass.
TEST(Eval, GatesWithoutJudgmentsAreRefused) {
  const Collection collection;
  const std::vector<std::string> running{"--topics", collection.path("topics.tsv"), "--run",
                                         collection.path("new.run")};
  EXPECT_EQ(collection.eval(running).status, 0);
  for (const std::vector<std::string>& more : std::vector<std::vector<std::string>>{
           {"--gate", "RR>=0.1"}, {"--baseline", collection.path("new.run")}}) {
    std::vector<std::string> arguments = running;
    arguments.insert(arguments.end(), more.begin(), more.end());
    expect_error(collection.eval(arguments), 2, "--qrels");
  }
}

TEST(Eval, ABaselineMustBeHeld) {
  const Collection collection;
  // The best: a relevant article first in every topic.
  const std::string best = collection.file("best.run",
                                           "1 Q0 cement 1 1 b\n2 Q0 copd 1 2 b\n2 Q0 asthma 2 1 "
                                           "b\n3 Q0 asthma 1 1 b\n4 Q0 cement 1 1 b\n");
  const std::string worst = collection.file("worst.run", "1 Q0 embolism 1 1 w\n");
  struct Row {
    std::vector<std::string> options;
    int status;
    std::string_view says;
  };
  for (const Row& row : {
           Row{{"--baseline", worst}, 0, ""},
           Row{{"--baseline", collection.path("own.run")}, 0, ""},
           Row{{"--baseline", best, "--measures", "RR"},
               1,
               "gate not met: RR fell by 0.375000, from 1.000000 to 0.625000; allowed: 0\n"},
           Row{{"--baseline", best, "--measures", "RR", "--max-drop", "0.375"}, 0, ""},
           Row{{"--baseline", best, "--measures", "RR", "--max-drop", "0.37"},
               1,
               "gate not met: RR fell by 0.375000, from 1.000000 to 0.625000; allowed: 0.37\n"},
           // num_ret is no average; what is left is held
           Row{{"--baseline", best, "--measures", "num_ret,P_1"},
               1,
               "gate not met: P_1 fell by 0.500000, from 1.000000 to 0.500000; allowed: 0\n"},
       }) {
    std::vector<std::string> arguments = row.options;
    arguments.push_back("--quiet");
    const MedlarOutcome outcome = collection.run(arguments);
    EXPECT_EQ(outcome.status, row.status) << outcome.err;
    EXPECT_EQ(outcome.err, row.says);
  }
  // Without --measures nDCG@10 is held.
  EXPECT_NE(collection.run({"--baseline", best}).err.find("gate not met: ndcg_cut_10 fell by "),
            std::string::npos);
  expect_error(collection.run({"--baseline", best, "--measures", "num_ret"}), 2, "held against");
  expect_error(collection.run({"--baseline", collection.path("gone")}), 2, "gone");
  expect_error(collection.run({"--baseline", best, "--max-drop", "nan"}), 2, "--max-drop");
  expect_error(collection.run({"--max-drop", "0.1"}), 2, "--baseline");
}

TEST(Eval, JsonHasTheDocumentedKeys) {
  const Collection collection;
  const MedlarOutcome outcome = collection.topics(
      {"--format", "json", "--by-query", "--measures", "num_q,RR", "--gate", "RR>0.9"});
  EXPECT_EQ(outcome.status, 1);
  const json all = json::parse(outcome.out);
  for (const char* const key :
       {"format_version", "run", "topics", "without_results", "without_judgments",
        "without_relevant", "measures", "by_topic", "latency_ms", "gates_not_met"}) {
    EXPECT_TRUE(all.contains(key)) << key;
  }
  EXPECT_EQ(all["measures"], json::parse(R"({"num_q": 4, "RR": 0.625})"));
  EXPECT_EQ(all["without_results"], json({"3"}));
  EXPECT_EQ(all["by_topic"].size(), 4U);
  EXPECT_EQ(all["gates_not_met"], json({"RR>0.9: it is 0.625000"}));
  const json measured = json::parse(collection.run({"--format", "json"}).out);
  EXPECT_FALSE(measured.contains("latency_ms"));  // nothing was run
  EXPECT_FALSE(measured.contains("by_topic"));
  EXPECT_EQ(measured["gates_not_met"], json::array());
  // An error is JSON too, on stderr.
  const MedlarOutcome error = collection.run({"--format", "json", "--measures", "x"});
  const json last = json::parse(lines_of(error.err).back());
  EXPECT_EQ(last["error"]["exit_status"], 2);
}

TEST(Eval, AJudgedTopicThatIsNotRunIsAnError) {
  const Collection collection;
  const std::string few = collection.file("few.tsv", "1\tbone cement\n");
  const std::vector<std::string> arguments{
      "--topics", few, "--qrels", collection.path("qrels.txt"), "--measures", "num_q,RR"};
  expect_error(collection.eval(arguments), 2, "judges topic 2, which " + few + " does not have");
  std::vector<std::string> as_trec_eval = arguments;
  as_trec_eval.push_back("--trec-eval");
  const MedlarOutcome outcome = collection.eval(as_trec_eval);
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.out, "num_q                 \tall\t1\nRR                    \tall\t1.0000\n");
  EXPECT_NE(outcome.err.find("3 of 4 topics have no results, left out: 2, 3, 4\n"),
            std::string::npos)
      << outcome.err;
}

TEST(Eval, AsManyTopicsWithResultsAsWithoutAreMeasured) {
  const Collection collection;
  const std::string half = collection.file("half.run", "1 Q0 cement 1 1 t\n2 Q0 copd 1 1 t\n");
  const MedlarOutcome outcome = collection.eval(
      {"--run", half, "--qrels", collection.path("qrels.txt"), "--trec-eval", "--measures", "RR"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.out, "RR                    \tall\t1.0000\n");
}

TEST(Eval, ErrorsComeWithHints) {
  const Collection collection;
  const std::string topics = collection.path("topics.tsv");
  const std::string qrels = collection.path("qrels.txt");
  const std::string bad_run = collection.file("bad.run", "1 Q0 cement 1 x t\n");
  const std::string other_run = collection.file("other.run", "99 Q0 cement 1 1 t\n");
  struct Row {
    std::vector<std::string> arguments;
    int status;
    std::string says;
  };
  for (const Row& row : {
           Row{{}, 2, "--qrels is missing"},
           Row{{"--qrels", qrels}, 2, "nothing to measure"},
           Row{{"--topics", topics}, 2, "--qrels is missing"},
           Row{{"--run", bad_run}, 2, "--qrels is missing"},
           Row{{"--topics", collection.path("gone"), "--qrels", qrels}, 2, "gone"},
           Row{{"--topics", topics, "--qrels", collection.path("gone")}, 2, "gone"},
           Row{{"--run", collection.path("gone"), "--qrels", qrels}, 2, "gone"},
           Row{{"--run", bad_run, "--qrels", qrels}, 2, "bad.run:1: the score x is no number"},
           Row{{"--run", other_run, "--qrels", qrels}, 2, "no topic in common"},
           Row{{"--run", other_run, "--qrels", topics}, 2, "topics.tsv:1: not a judgment"},
           Row{{"--topics", qrels, "--qrels", qrels}, 2, "qrels.txt:1: not a topic"},
           Row{{"--topics", topics, "--wording", "desc", "--qrels", qrels}, 2, "no wording desc"},
           Row{{"--topics", topics, "--qrels", qrels, "--measures", "nDGC@10"},
               2,
               "did you mean nDCG@10?"},
           Row{{"--topics", topics, "--qrels", qrels, "--filter", "colour:red"}, 2, "colour"},
           Row{{"--topics", topics, "--qrels", qrels, "--config", qrels}, 2, "not a configuration"},
           Row{{"--topics", topics, "--qrels", qrels, "--relevance-level", "0"},
               2,
               "relevance-level"},
           Row{{"--topics", topics, "--qrels", qrels, "--depth", "0"}, 2, "depth"},
           Row{{"--topics", topics, "--qrels", qrels, "--format", "xml"}, 2, "format"},
           Row{{"--topics", topics, "--run", collection.path("no/such/folder/a.run")},
               4,
               "cannot write"},
           Row{{"--compare", bad_run, other_run, "--qrels", qrels, "--gate", "RR>1"}, 2, "--gate"},
           Row{{"--compare", bad_run, other_run, "--qrels", qrels, "--run", bad_run}, 2, "--run"},
           Row{{"tune", "--topics", topics}, 2, "each --topics needs its --qrels"},
           Row{{"tune", "--topics", topics, "--qrels", qrels, "--measure", "P_5,P_10"},
               2,
               "one measure is tuned for"},
           Row{{"suggestions", collection.path("none.tsv")}, 2, "cannot read"},
           Row{{"snippets", topics}, 2, "a case has 3 columns"},
       }) {
    expect_error(collection.eval(row.arguments), row.status, row.says);
  }
  expect_error(
      run_medlar({"eval", "--topics", topics, "--qrels", qrels, "--index", "/nonexistent"}), 2,
      "no index");
}

TEST(Eval, OptionsReachTheSearch) {
  const Collection collection;
  const std::string topics = collection.file("one.tsv", "1\tsmoking cough\n");
  const auto found = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"--topics", topics, "--run", "-", "--quiet"});
    std::string ids;
    for (const std::string& line : lines_of(collection.eval(more).out)) {
      ids += line.substr(5, line.find(' ', 5) - 5) + " ";
    }
    return ids;
  };
  EXPECT_EQ(found({}), "copd asthma embolism ");
  EXPECT_EQ(found({"--depth", "1"}), "copd ");
  EXPECT_EQ(found({"--filter", "source:CDC"}), "asthma ");
  const auto run = [&](const std::string& config) {
    return collection
        .eval({"--topics", topics, "--run", "-", "--config", collection.file("c.json", config)})
        .out;
  };
  EXPECT_EQ(run(R"({"ranking": {}})"), collection.eval({"--topics", topics, "--run", "-"}).out);
  EXPECT_NE(run(R"({"ranking": {"k1": 0}})"), run(R"({"ranking": {}})"));
}

TEST(Eval, ListsItsMeasures) {
  const MedlarOutcome outcome = run_medlar({"eval", "--list-measures"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.err, "");
  for (const char* const name : {"ndcg_cut_k", "nDCG@k", "map", "rbp", "RBP", "judged_k"}) {
    EXPECT_NE(outcome.out.find(name), std::string::npos) << name;
  }
  for (const std::string& line : lines_of(outcome.out)) {
    EXPECT_GT(line.size(), 36U) << "no meaning: " << line;
  }
}

TEST(Eval, ComparesRunsAndWritesAPage) {
  const Collection collection;
  const std::string topics = collection.path("topics.tsv");
  const std::string qrels = collection.path("qrels.txt");
  const std::string one = collection.path("one.run");
  const std::string page = collection.path("page.html");
  ASSERT_EQ(collection.eval({"--topics", topics, "--run", one, "--tag", "one"}).status, 0);
  const std::string two = collection.file("two.run", "1 Q0 copd 1 1 two\n");
  const MedlarOutcome outcome =
      collection.eval({"--compare", one, two, "--qrels", qrels, "--topics", topics, "--measures",
                       "RR", "--html", page});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_NE(outcome.out.find("RR, "), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("two is"), std::string::npos) << outcome.out;
  const std::string html = read_file(page);
  EXPECT_TRUE(html.starts_with("<!DOCTYPE html>")) << html.substr(0, 100);
  EXPECT_NE(html.find("Comparison of runs"), std::string::npos);
}

TEST(Eval, TunesAndGoesOn) {
  const Collection collection;
  const std::string config = collection.path("ranking.json");
  const std::vector<std::string> tune{"tune",
                                      "--topics",
                                      collection.path("topics.tsv"),
                                      "--qrels",
                                      collection.path("qrels.txt"),
                                      "--folds",
                                      "2",
                                      "--measure",
                                      "RR",
                                      "--parameters",
                                      "b",
                                      "--save",
                                      config,
                                      "--resume",
                                      collection.path("memory")};
  const MedlarOutcome first = collection.eval(tune);
  EXPECT_EQ(first.status, 0) << first.err;
  EXPECT_NE(first.out.find("held out"), std::string::npos) << first.out;
  EXPECT_NE(read_file(config).find("\"b\""), std::string::npos);
  EXPECT_EQ(collection.eval(tune).out, first.out);
  const MedlarOutcome used = collection.eval(
      {"--topics", collection.path("topics.tsv"), "--run", "-", "--config", config});
  EXPECT_EQ(used.status, 0) << used.err;
}

TEST(Eval, ScoresCases) {
  const Collection collection;
  const std::string cases = collection.file("cases.tsv", "cemnt\tcement\nwarfarin\n");
  const MedlarOutcome met =
      collection.eval({"spelling", cases, "--by-case", "--gate", "harmful<=0"});
  EXPECT_EQ(met.status, 0) << met.err;
  EXPECT_NE(met.out.find("cases.tsv:2\twarfarin\tright\n"), std::string::npos) << met.out;
  EXPECT_EQ(collection.eval({"spelling", cases, "--gate", "harmful<0"}).status, 1);
  expect_error(collection.eval({"spelling", cases, "--gate", "shown>0"}), 2, "no score is called");
}

TEST(Eval, AClosedPipeIsSuccess) {
  const Collection collection;
  for (const char* const format : {"text", "json"}) {
    const MedlarOutcome outcome =
        collection.eval({.arguments = {"--topics", collection.path("topics.tsv"), "--qrels",
                                       collection.path("qrels.txt"), "--format", format},
                         .standard_output = MedlarRun::Stdout::kClosedPipe});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.err.find("error"), std::string::npos) << outcome.err;
  }
}

}  // namespace
}  // namespace medlar
