#include "query/render/comparison_topics.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <optional>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "query/render/comparison_bars.h"
#include "query/render/comparison_words.h"
#include "query/render/html_marks.h"

namespace medlar {
namespace {

using Kind = TopicChange::Kind;

const std::vector<RankedArticle>& ranking_of(const Run& run, const std::string& qid) {
  static const std::vector<RankedArticle> kNothing;
  const auto found = run.topics.find(qid);
  return found == run.topics.end() ? kNothing : found->second;
}

const Grades& grades_of(const Qrels& qrels, const std::string& qid) {
  static const Grades kNothing;
  const auto found = qrels.topics.find(qid);
  return found == qrels.topics.end() ? kNothing : found->second;
}

/// From 1; none: not in the ranking.
std::optional<std::size_t> rank_in(const std::vector<RankedArticle>& ranking,
                                   const std::string& docno) {
  const auto found = std::ranges::find(ranking, docno, &RankedArticle::docno);
  if (found == ranking.end()) return std::nullopt;
  return static_cast<std::size_t>(found - ranking.begin()) + 1;
}

std::string rank_html(const std::optional<std::size_t>& rank, const std::string& run) {
  return rank ? fmt::format("rank {} in {}", *rank, isolated(run))
              : fmt::format("not in {}", isolated(run));
}

/// Relevant articles that are in no run's first hits, the highest grades first.
std::vector<std::string> missing_articles(const ComparisonPage& page, const std::string& qid) {
  std::vector<std::pair<int, std::string>> relevant;
  for (const auto& [docno, grade] : grades_of(page.qrels, qid)) {
    if (grade >= page.options.level) relevant.emplace_back(-grade, docno);
  }
  std::ranges::sort(relevant);
  std::set<std::string> shown;
  for (const Run& run : page.runs) {
    const auto& ranking = ranking_of(run, qid);
    for (std::size_t i = 0; i < std::min(kPageHits, ranking.size()); ++i) {
      shown.insert(ranking[i].docno);
    }
  }
  std::vector<std::string> missing;
  for (auto& [grade, docno] : relevant) {
    if (!shown.contains(docno)) missing.push_back(std::move(docno));
  }
  return missing;
}

std::string badge(const ComparisonPage& page, const std::string& qid, const std::string& docno) {
  const Grades& grades = grades_of(page.qrels, qid);
  const auto grade = grades.find(docno);
  if (grade == grades.end() || grade->second < 0) return "<b class=\"tag open\">unjudged</b>";
  return fmt::format("<b class=\"tag {}\">grade {}</b>",
                     grade->second >= page.options.level ? "rel" : "not", grade->second);
}

struct Elsewhere {
  bool is_only_here = false;  // among the first hits
  std::string rank;           // in the run it is compared with, where that is another, as HTML
};

Elsewhere elsewhere(const ComparisonPage& page, const std::string& qid, const std::string& docno,
                    std::size_t run, std::size_t rank) {
  const auto has_results = [&](std::size_t r) {
    return r != run && !ranking_of(page.runs[r], qid).empty();
  };
  Elsewhere place;
  for (std::size_t r = 0; r < page.runs.size(); ++r) place.is_only_here |= has_results(r);
  for (std::size_t r = 0; r < page.runs.size(); ++r) {
    const auto there = rank_in(ranking_of(page.runs[r], qid), docno);
    if (r != run && there && *there <= kPageHits) place.is_only_here = false;
  }
  if (run == 0 && page.runs.size() > 2) return place;  // compared with several
  const std::size_t other = run > 0 ? 0 : 1;
  if (other >= page.runs.size() || !has_results(other)) return place;
  const auto there = rank_in(ranking_of(page.runs[other], qid), docno);
  if (!there || *there != rank) place.rank = rank_html(there, page.names[other]);
  return place;
}

bool is_web_address(std::string_view url) {
  const auto begins = [url](std::string_view scheme) {
    return url.size() > scheme.size() &&
           std::ranges::equal(scheme, url.substr(0, scheme.size()), [](char a, char b) {
             return a == std::tolower(static_cast<unsigned char>(b));
           });
  };
  return begins("http://") || begins("https://");
}

/// Title, snippet, id and source, as far as they are known.
std::string article_html(const ComparisonPage& page, const std::string& qid,
                         const std::string& docno, std::string_view labels,
                         std::string_view place) {
  const auto topic = page.topics.find(qid);
  const ShownArticle* article = nullptr;
  if (topic != page.topics.end()) {
    const auto found = topic->second.articles.find(docno);
    if (found != topic->second.articles.end()) article = &found->second;
  }
  const bool is_titled = article != nullptr && !article->title.empty();
  std::string name = isolated(is_titled ? article->title : docno);
  if (article != nullptr && is_web_address(article->url)) {
    name = fmt::format("<a href=\"{}\" rel=\"noreferrer\">{}</a>", escape_html(article->url), name);
  }
  std::string html = fmt::format("<span class=\"name\">{}</span> {}", name, labels);
  if (article != nullptr && !article->snippet_html.empty()) {
    html += fmt::format("<p class=\"text\" dir=\"auto\">{}</p>", article->snippet_html);
  }
  std::string foot = is_titled ? isolated(docno) : "";
  if (article != nullptr && !article->source.empty()) {
    foot += (foot.empty() ? "" : " \u00b7 ") + isolated(article->source);
  }
  if (!place.empty()) foot += fmt::format("{}<i>{}</i>", foot.empty() ? "" : " \u00b7 ", place);
  return foot.empty() ? html : html + fmt::format("<p class=\"foot\">{}</p>", foot);
}

std::string run_html(const ComparisonPage& page, const std::string& qid, std::size_t r) {
  const auto& ranking = ranking_of(page.runs[r], qid);
  const Grades& grades = grades_of(page.qrels, qid);
  const double value = page.comparison.evaluations[r].topics.at(qid).values.front();
  std::string html = fmt::format("<section><h5>{} <span>{}</span></h5>", isolated(page.names[r]),
                                 with_minus(value_text(value)));
  if (ranking.empty()) return html + "<p class=\"count\">No results.</p></section>\n";
  std::string items;
  std::size_t relevant = 0;
  std::size_t unjudged = 0;
  const std::size_t shown = std::min(kPageHits, ranking.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const std::string& docno = ranking[i].docno;
    const auto grade = grades.find(docno);
    const bool is_judged = grade != grades.end() && grade->second >= 0;
    unjudged += is_judged ? 0 : 1;
    relevant += is_judged && grade->second >= page.options.level ? 1 : 0;
    const Elsewhere place = elsewhere(page, qid, docno, r, i + 1);
    std::string labels = badge(page, qid, docno);
    if (place.is_only_here) labels += " <b class=\"tag only\">only here</b>";
    items += fmt::format("<li>{}</li>\n", article_html(page, qid, docno, labels, place.rank));
  }
  return html + fmt::format(
                    "<p class=\"count\">Of the first {}: {} relevant, {} unjudged.</p>\n"
                    "<ol>{}</ol></section>\n",
                    shown, relevant, unjudged, items);
}

std::string missing_html(const ComparisonPage& page, const std::string& qid) {
  const std::vector<std::string> missing = missing_articles(page, qid);
  if (missing.empty()) return {};
  std::string items;
  for (std::size_t i = 0; i < std::min(kPageMissing, missing.size()); ++i) {
    std::string ranks;
    for (std::size_t r = 0; r < page.runs.size(); ++r) {
      ranks += (r > 0 ? ", " : "") +
               rank_html(rank_in(ranking_of(page.runs[r], qid), missing[i]), page.names[r]);
    }
    items += fmt::format("<li>{}</li>\n",
                         article_html(page, qid, missing[i], badge(page, qid, missing[i]), ranks));
  }
  return fmt::format(
      "<section class=\"missing\"><h5>Relevant, but not in {} first {}</h5>"
      "<p class=\"count\">{}{}.</p>\n<ul>{}</ul></section>\n",
      page.runs.size() > 1 ? "any run\u2019s" : "the", kPageHits,
      counted(missing.size(), "article"),
      missing.size() > kPageMissing ? fmt::format("; the {} with the highest grades", kPageMissing)
                                    : "",
      items);
}

/// A single run's topics, the lowest value first.
std::vector<TopicChange> by_value(const Evaluation& evaluation) {
  std::vector<TopicChange> topics;
  for (const auto& [qid, topic] : evaluation.topics) {
    topics.push_back({qid, Kind::kSame, 0, 0, topic.values.front()});
  }
  std::ranges::stable_sort(topics, {}, &TopicChange::value);
  return topics;
}

}  // namespace

std::string isolated(std::string_view text) {
  return fmt::format("<bdi>{}</bdi>", escape_html(text));
}

std::string with_minus(std::string text) {
  if (text.starts_with('-')) text.replace(0, 1, "\u2212");
  return text;
}

std::string topic_anchor(std::string_view qid) {
  std::string anchor = "topic-";
  for (const char c : qid) {
    const bool is_plain =
        (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
    anchor += is_plain ? std::string(1, c) : fmt::format("_{:02x}", static_cast<unsigned char>(c));
  }
  return anchor;
}

std::vector<TopicChange> page_topics(const Comparison& comparison) {
  std::vector<TopicChange> topics;
  if (comparison.measures.empty()) return topics;
  if (comparison.runs.empty()) {
    topics = by_value(comparison.evaluations.front());
  } else {
    std::unordered_map<std::string, TopicChange> greatest;
    for (const RunComparison& run : comparison.runs) {
      const MeasureComparison& main = run.measures.front();
      for (std::size_t i = 0; i < main.topics.size(); ++i) {
        const TopicDelta& t = main.topics[i];
        const Kind kind = i < main.wins                          ? Kind::kHigher
                          : i < main.topics.size() - main.losses ? Kind::kSame
                                                                 : Kind::kLower;
        const TopicChange change{t.qid, kind, run.run, t.baseline, t.value};
        const auto [known, is_new] = greatest.try_emplace(t.qid, change);
        if (!is_new && std::abs(change.change()) > std::abs(known->second.change())) {
          known->second = change;
        }
      }
    }
    for (const auto& [qid, topic] : comparison.evaluations.front().topics) {
      topics.push_back(greatest.at(qid));
    }
    const auto size = [](const TopicChange& t) {
      return t.kind == Kind::kSame ? 0 : std::abs(t.change());
    };
    std::ranges::stable_sort(topics, std::ranges::greater(), size);
  }
  if (topics.size() > kPageTopics) topics.resize(kPageTopics);
  return topics;
}

std::vector<std::string> page_articles(const ComparisonPage& page, const std::string& qid) {
  std::vector<std::string> articles;
  std::set<std::string> seen;
  for (const Run& run : page.runs) {
    const auto& ranking = ranking_of(run, qid);
    for (std::size_t i = 0; i < std::min(kPageHits, ranking.size()); ++i) {
      if (seen.insert(ranking[i].docno).second) articles.push_back(ranking[i].docno);
    }
  }
  const std::vector<std::string> missing = missing_articles(page, qid);
  articles.insert(
      articles.end(), missing.begin(),
      missing.begin() + static_cast<std::ptrdiff_t>(std::min(kPageMissing, missing.size())));
  return articles;
}

std::string topic_html(const ComparisonPage& page, const TopicChange& topic, double scale) {
  const bool is_single = page.comparison.runs.empty();
  const auto shown = page.topics.find(topic.qid);
  std::string text;
  if (shown != page.topics.end() && !shown->second.text.empty()) {
    text = fmt::format(" <span class=\"asks\" dir=\"auto\">{}</span>",
                       escape_html(shown->second.text));
  }
  std::string values = with_minus(value_text(topic.value));
  if (!is_single) {
    values = fmt::format("{} \u2192 {}", with_minus(value_text(topic.baseline)), values);
    if (page.comparison.runs.size() > 1) values += " " + isolated(page.names[topic.run]);
  }
  const std::string_view kind = is_single                     ? "even"
                                : topic.kind == Kind::kHigher ? "up"
                                : topic.kind == Kind::kLower  ? "down"
                                                              : "even";
  std::string html = fmt::format(
      "<details class=\"topic\" id=\"{}\"><summary>"
      "<h4><b>{}</b>{}</h4><span class=\"nums\"><span class=\"{}\">{}</span>{}"
      "<span class=\"vals\">{}</span></span></summary>\n",
      topic_anchor(topic.qid), isolated(topic.qid), text, kind,
      is_single ? "" : with_minus(delta_text(topic.kind == Kind::kSame ? 0 : topic.change())),
      small_bar(topic.change(), scale, is_single), values);
  html += "<div class=\"runs\">\n";
  for (std::size_t r = 0; r < page.runs.size(); ++r) html += run_html(page, topic.qid, r);
  return html + "</div>\n" + missing_html(page, topic.qid) + "</details>\n";
}

}  // namespace medlar
