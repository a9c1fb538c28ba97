#include "query/render/comparison_page.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "query/render/comparison_bars.h"
#include "query/render/comparison_style.h"
#include "query/render/comparison_topics.h"
#include "query/render/comparison_words.h"
#include "query/render/html_marks.h"

namespace medlar {
namespace {

using Kind = TopicChange::Kind;

constexpr std::size_t kTopicsNamed = 10;
constexpr std::size_t kMostBars = 3000;  // of all figures
constexpr std::size_t kLeastBars = 200;  // of each

bool is_single(const ComparisonPage& page) { return page.comparison.runs.empty(); }

const std::string& main_measure(const ComparisonPage& page) {
  return page.comparison.measures.front().name;
}

std::size_t topic_count(const ComparisonPage& page) {
  return page.comparison.evaluations.front().topics.size();
}

/// A topic's values of a measure in one run, sorted.
std::vector<double> sorted_values(const Evaluation& evaluation, std::size_t measure) {
  std::vector<double> values;
  for (const auto& [qid, topic] : evaluation.topics) values.push_back(topic.values[measure]);
  std::ranges::sort(values);
  return values;
}

double median(const std::vector<double>& sorted) {
  if (sorted.empty()) return 0;
  const std::size_t middle = sorted.size() / 2;
  return sorted.size() % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/// What it comes to, in a sentence or two for each run compared.
std::string finding(const ComparisonPage& page) {
  if (page.comparison.measures.empty()) {
    return "<p class=\"lead\">None of the measures is an average over topics.</p>\n";
  }
  const std::string measure = isolated(main_measure(page));
  if (is_single(page)) {
    const auto sorted = sorted_values(page.comparison.evaluations.front(), 0);
    return fmt::format(
        "<p class=\"lead\">By {}, {} has <b>{}</b> over {}. The median is {}; {} at\u00a00.</p>\n",
        measure, isolated(page.names.front()),
        value_text(page.comparison.evaluations.front().overall.front()),
        counted(topic_count(page), "topic"), value_text(median(sorted)),
        counted(static_cast<std::size_t>(std::ranges::count(sorted, 0.0)), "topic"));
  }
  std::string html;
  for (const RunComparison& run : page.comparison.runs) {
    const MeasureComparison& main = run.measures.front();
    const double mean = main.test.mean;
    html += fmt::format(
        "<p class=\"lead\">By {}, {} is {}{} ({} to {}; 95\u00a0% interval of the "
        "difference {} to {}). {} topics are higher, {} the same, {} lower; {}.</p>\n",
        measure, isolated(page.names[run.run]),
        mean == 0 ? "level with "
                  : fmt::format("<b class=\"{}\">{} {}</b> than ", mean > 0 ? "up" : "down",
                                value_text(std::abs(mean)), mean > 0 ? "higher" : "lower"),
        isolated(page.names.front()), value_text(main.baseline), value_text(main.value),
        with_minus(delta_text(main.test.interval_low)),
        with_minus(delta_text(main.test.interval_high)), count_text(main.wins),
        count_text(main.ties), count_text(main.losses), escape_html(chance_words(main)));
  }
  return html;
}

std::string fact(std::string_view name, std::string_view html) {
  return fmt::format("<dt>{}</dt><dd>{}</dd>\n", escape_html(name), html);
}

std::string named(const std::vector<std::string>& qids) {
  std::vector<std::string> names;
  for (const std::string& qid : qids) names.push_back(isolated(qid));
  return listed(names, kTopicsNamed);
}

std::string run_facts(const ComparisonPage& page, std::size_t r) {
  const Run& run = page.runs[r];
  std::vector<std::string> without_results;
  std::vector<std::string> without_judgments;
  for (const auto& [qid, grades] : page.qrels.topics) {
    const auto found = run.topics.find(qid);
    if (found == run.topics.end() || found->second.empty()) without_results.push_back(qid);
  }
  for (const auto& [qid, ranking] : run.topics) {
    if (!page.qrels.topics.contains(qid)) without_judgments.push_back(qid);
  }
  std::string html = isolated(page.names[r]);
  if (r == 0 && page.runs.size() > 1) html += " (the baseline)";
  html += fmt::format(": results for {}", counted(run.topics.size(), "topic"));
  if (!without_results.empty()) {
    html += fmt::format(
        "; none for {} judged ({}){}", count_text(without_results.size()), named(without_results),
        page.options.topics == EvaluationOptions::Topics::kAllJudged ? ", which count 0"
                                                                     : ", left out");
  }
  if (!without_judgments.empty()) {
    html += fmt::format("; {} without judgments, left out ({})",
                        count_text(without_judgments.size()), named(without_judgments));
  }
  return html + ".";
}

std::string measured(const ComparisonPage& page) {
  const bool in_both = page.options.topics == EvaluationOptions::Topics::kInBoth;
  std::size_t judgments = 0;
  std::vector<std::string> without_relevant;
  for (const auto& [qid, grades] : page.qrels.topics) {
    judgments += grades.size();
    if (std::ranges::none_of(grades,
                             [&](const auto& g) { return g.second >= page.options.level; })) {
      without_relevant.push_back(qid);
    }
  }
  std::string topics =
      in_both ? fmt::format("{}: those that are judged and in {}", count_text(topic_count(page)),
                            page.runs.size() > 1 ? "every run" : "the run")
              : fmt::format("{}: all that are judged; one without results counts 0",
                            count_text(topic_count(page)));
  if (!without_relevant.empty()) {
    topics += fmt::format(". {} judged {} no relevant article and can only count 0 ({})",
                          count_text(without_relevant.size()),
                          without_relevant.size() == 1 ? "topic has" : "topics have",
                          named(without_relevant));
  }
  std::string html = "<h2 id=\"measured\">What was measured</h2>\n<dl>\n";
  html += fact("Topics", topics + ".");
  html += fact("Judgments", fmt::format("{}: {} of {}, grades up to {}; relevant from grade {}.",
                                        isolated(page.judgments), counted(judgments, "judgment"),
                                        counted(page.qrels.topics.size(), "topic"),
                                        page.qrels.highest_grade, page.options.level));
  for (std::size_t r = 0; r < page.runs.size(); ++r) {
    html += fact(page.runs.size() > 1 ? fmt::format("Run {}", r + 1) : "Run", run_facts(page, r));
  }
  if (!is_single(page)) {
    html += fact("Tests", fmt::format("Paired over topics: Student\u2019s t test, and the "
                                      "randomization test with {} permutations, seed {}.",
                                      count_text(kPermutations), page.seed));
  }
  for (const auto& [name, value] : page.facts) html += fact(name, isolated(value));
  return html + "</dl>\n";
}

std::string table(std::string_view label, const std::string& head, const std::string& bodies) {
  return fmt::format(
      "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\"><table>\n"
      "<thead><tr>{}</tr></thead>\n{}</table></div>\n",
      label, head, bodies);
}

std::string head_cell(std::string_view html) {
  return fmt::format("<th scope=\"col\">{}</th>", html);
}

std::string single_table(const ComparisonPage& page) {
  const Evaluation& evaluation = page.comparison.evaluations.front();
  std::string bodies = "<tbody>\n";
  for (std::size_t m = 0; m < page.comparison.measures.size(); ++m) {
    const auto sorted = sorted_values(evaluation, m);
    bodies += fmt::format(
        "<tr><th scope=\"row\">{}</th><td class=\"strong\">{}</td><td>{}</td><td>{}</td><td>{}</td>"
        "<td>{}</td></tr>\n",
        isolated(page.comparison.measures[m].name), with_minus(value_text(evaluation.overall[m])),
        with_minus(value_text(median(sorted))),
        with_minus(value_text(sorted.empty() ? 0 : sorted.front())),
        with_minus(value_text(sorted.empty() ? 0 : sorted.back())),
        count_text(static_cast<std::size_t>(std::ranges::count(sorted, 0.0))));
  }
  return table("All measures",
               head_cell("Measure") + head_cell("Mean") + head_cell("Median") +
                   head_cell("Lowest") + head_cell("Highest") + head_cell("Topics with 0"),
               bodies + "</tbody>\n");
}

/// The change at both ends of every interval's drawing. Measures that go beyond 1 have none.
double interval_scale(const Comparison& comparison) {
  double scale = 0;
  for (const RunComparison& run : comparison.runs) {
    for (const MeasureComparison& m : run.measures) {
      const double end = std::max(std::abs(m.test.interval_low), std::abs(m.test.interval_high));
      if (end <= 1) scale = std::max(scale, end);
    }
  }
  return scale > 0 ? scale : 1;
}

std::string compared_cells(const MeasureComparison& m, double scale) {
  const PairedTest& test = m.test;
  const std::string_view kind = m.wins + m.losses == 0 ? "even"
                                : test.mean > 0        ? "up"
                                : test.mean < 0        ? "down"
                                                       : "even";
  return fmt::format(
      "<td>{}</td><td class=\"{} strong\">{}</td><td class=\"sig\">{}</td><td>{} to {}{}</td>"
      "<td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
      with_minus(value_text(m.value)), kind, with_minus(delta_text(test.mean)),
      significance_marks(m.randomization_p_holm), with_minus(delta_text(test.interval_low)),
      with_minus(delta_text(test.interval_high)), interval_drawing(test, scale),
      escape_html(p_text(test.t_p)), escape_html(p_text(test.randomization_p)),
      escape_html(p_text(m.randomization_p_holm)),
      with_minus(fmt::format("{:.2f}", test.effect_size)), m.wins, m.ties, m.losses);
}

std::string compared_table(const ComparisonPage& page) {
  const Comparison& comparison = page.comparison;
  const std::size_t runs = comparison.runs.size();
  const double scale = interval_scale(comparison);
  std::string bodies;
  for (std::size_t m = 0; m < comparison.measures.size(); ++m) {
    bodies += "<tbody>\n";
    for (std::size_t r = 0; r < runs; ++r) {
      const MeasureComparison& compared = comparison.runs[r].measures[m];
      bodies += "<tr>";
      if (r == 0) {
        bodies += fmt::format(
            "<th scope=\"row\" rowspan=\"{0}\">{1}</th><td rowspan=\"{0}\">{2}</td>", runs,
            isolated(comparison.measures[m].name), with_minus(value_text(compared.baseline)));
      }
      if (runs > 1) {
        bodies += fmt::format("<th scope=\"row\" class=\"run\">{}</th>",
                              isolated(page.names[comparison.runs[r].run]));
      }
      bodies += compared_cells(compared, scale);
    }
    bodies += "</tbody>\n";
  }
  std::string head = head_cell("Measure") + head_cell(isolated(page.names.front()));
  if (runs > 1) head += "<th scope=\"col\" class=\"run\">Run</th>";
  head += head_cell(runs > 1 ? "Value" : isolated(page.names[comparison.runs.front().run]));
  head += "<th scope=\"col\" colspan=\"2\">Change</th>";
  for (const char* const name : {"95\u00a0% interval", "p (t)", "p (rand.)", "p (Holm)", "Effect",
                                 "Higher", "Same", "Lower"}) {
    head += head_cell(name);
  }
  return table("All measures", head, bodies) +
         fmt::format(
             "<p class=\"note\">Changes are against {}. <span class=\"screen\">The drawings show "
             "the "
             "interval beside 0, as far as \u00b1{:.3f}.</span> p (t): paired t test. p (rand.): "
             "randomization test. p (Holm): the "
             "latter, corrected over {} compared, not over measures; * marks one below 0.05, ** "
             "below 0.01, *** below 0.001. Effect: the mean difference by its standard deviation. "
             "Higher, same, lower: topics.</p>\n",
             isolated(page.names.front()), scale, counted(runs, "run"));
}

/// The topics in full: as many as fit, in three groups.
struct ShownTopics {
  std::string lower;
  std::string higher;
  std::string same;
  std::set<std::string> qids;
};

ShownTopics shown_topics(const ComparisonPage& page) {
  const std::vector<TopicChange> topics = page_topics(page.comparison);
  double scale = 0;
  for (const TopicChange& topic : topics) scale = std::max(scale, std::abs(topic.change()));
  ShownTopics shown;
  std::size_t bytes = 0;
  for (const TopicChange& topic : topics) {
    const std::string html = topic_html(page, topic, scale);
    bytes += html.size();
    if (bytes > kPageBytes) break;
    (topic.kind == Kind::kLower    ? shown.lower
     : topic.kind == Kind::kHigher ? shown.higher
                                   : shown.same) += html;
    shown.qids.insert(topic.qid);
  }
  return shown;
}

std::string group(std::string_view anchor, std::string_view title, const std::string& topics) {
  return topics.empty()
             ? ""
             : fmt::format("<h3 id=\"{}\">{}</h3>\n{}", anchor, escape_html(title), topics);
}

/// Whether titles are known, and whether all topics are here.
std::string topic_notes(const ComparisonPage& page, const ShownTopics& shown) {
  std::size_t articles = 0;
  std::size_t known = 0;
  for (const std::string& qid : shown.qids) {
    const auto topic = page.topics.find(qid);
    for (const std::string& docno : page_articles(page, qid)) {
      ++articles;
      known += topic != page.topics.end() && topic->second.articles.contains(docno) ? 1 : 0;
    }
  }
  std::string html;
  const std::size_t all = topic_count(page);
  if (shown.qids.size() < all) {
    html +=
        fmt::format("{} are shown, {}; the other {} are left out to keep the page small. ",
                    counted(shown.qids.size(), "topic"),
                    is_single(page) ? "those with the lowest values" : "those that changed most",
                    count_text(all - shown.qids.size()));
  }
  if (known == 0) {
    html += "Articles are named by their ids: titles and texts would come from an index. ";
  } else if (known < articles) {
    html += fmt::format(
        "Of {} shown, {} not in the index and named by {} alone. ", counted(articles, "article"),
        articles - known == 1 ? "1 is" : fmt::format("{} are", count_text(articles - known)),
        articles - known == 1 ? "its id" : "their ids");
  }
  html +=
      "<b class=\"tag open\">unjudged</b> means that nobody judged the article for the topic: "
      "measures take it as not relevant, and it may be relevant all the same.";
  return "<p class=\"note\">" + html + "</p>\n";
}

std::string topics_section(const ComparisonPage& page, const ShownTopics& shown) {
  std::string html =
      fmt::format("<h2 id=\"topics\">Topic by topic</h2>\n{}", topic_notes(page, shown));
  if (is_single(page)) return html + group("lowest", "The lowest values first", shown.same);
  return html + group("lower", "Lower, the greatest loss first", shown.lower) +
         group("higher", "Higher, the greatest gain first", shown.higher) +
         group("same", "The same", shown.same);
}

std::string contents(const ComparisonPage& page, const ShownTopics& shown) {
  std::string items =
      "<li><a href=\"#measured\">What was measured</a></li>"
      "<li><a href=\"#measures\">All measures</a></li>"
      "<li><a href=\"#bars\">Spread over topics</a></li>";
  if (is_single(page)) items += "<li><a href=\"#topics\">Topic by topic</a></li>";
  if (!shown.lower.empty()) items += "<li><a href=\"#lower\">Topics that lost</a></li>";
  if (!shown.higher.empty()) items += "<li><a href=\"#higher\">Topics that gained</a></li>";
  return fmt::format("<nav aria-label=\"Contents\"><ul>{}</ul></nav>\n", items);
}

std::string figures(const ComparisonPage& page, const ShownTopics& shown) {
  const std::size_t count = std::max<std::size_t>(page.comparison.runs.size(), 1);
  const std::size_t most = std::max(kMostBars / count, kLeastBars);
  std::string html = "<h2 id=\"bars\">Spread over topics</h2>\n";
  if (is_single(page)) return html + bars_figure(page, 0, shown.qids, most);
  for (const RunComparison& run : page.comparison.runs) {
    html += bars_figure(page, run.run, shown.qids, most);
  }
  return html;
}

std::string body(const ComparisonPage& page) {
  std::string html =
      fmt::format("<header><h1 dir=\"auto\">{}</h1>\n{}", escape_html(page.title), finding(page));
  if (page.comparison.measures.empty())
    return html + "</header>\n<main>" + measured(page) + "</main>";
  const ShownTopics shown = shown_topics(page);
  return html + contents(page, shown) + "</header>\n<main>\n" + measured(page) +
         "<h2 id=\"measures\">All measures</h2>\n" +
         (is_single(page) ? single_table(page) : compared_table(page)) + figures(page, shown) +
         topics_section(page, shown) + "</main>\n";
}

}  // namespace

std::string render_comparison_page(const ComparisonPage& page) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n{}<script>{}</script>\n"
      "</body>\n</html>\n",
      escape_html(page.title), kComparisonStyle, body(page), kComparisonScript);
}

}  // namespace medlar
