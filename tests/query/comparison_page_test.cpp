// The page of a comparison: what is on it, in which order, how large it gets, and that nothing that
// others wrote becomes an element.
#include "query/render/comparison_page.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "query/render/comparison_bars.h"
#include "query/render/comparison_topics.h"
#include "tests/query/comparison_fixture.h"

namespace medlar {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) {
    ++found;
  }
  return found;
}

/// A topic's section.
std::string topic(const std::string& html, const std::string& qid) {
  const std::size_t begin = html.find(fmt::format("id=\"{}\"", topic_anchor(qid)));
  return begin == std::string::npos ? ""
                                    : html.substr(begin, html.find("</details>", begin) - begin);
}

std::vector<std::string> qids(const std::vector<TopicChange>& topics) {
  std::vector<std::string> names;
  for (const TopicChange& t : topics) names.push_back(t.qid);
  return names;
}

/// Topics "0".., of which the first 300 lose: what they seek comes first in one run and later in
/// the other.
Compared many_topics(std::size_t topics, std::size_t hits = 2) {
  Rankings old_rankings;
  Rankings new_rankings;
  Qrels qrels;
  for (std::size_t i = 0; i < topics; ++i) {
    std::vector<std::string> articles{"good"};
    for (std::size_t n = 1; n < hits; ++n) articles.push_back(fmt::format("article-{}", n));
    old_rankings.emplace_back(fmt::format("{}", i), articles);
    if (i < 300) std::swap(articles.front(), articles[1 + i % (hits - 1)]);
    new_rankings.emplace_back(fmt::format("{}", i), articles);
    qrels.topics[fmt::format("{}", i)] = {{"good", 1}};
  }
  return {{a_run("old", old_rankings), a_run("new", new_rankings)}, qrels, "recip_rank"};
}

/// Every tag is closed by its own, so that nothing cuts the page short or runs on.
std::string first_unbalanced(const std::string& html) {
  static const std::set<std::string> kAlone{"meta", "path", "circle"};
  std::vector<std::string> open;
  for (std::size_t at = 0; (at = html.find('<', at)) != std::string::npos; ++at) {
    const bool is_end = html[at + 1] == '/';
    const std::size_t begin = at + (is_end ? 2 : 1);
    const std::size_t end = html.find_first_of(" >/", begin);
    const std::string name = html.substr(begin, end - begin);
    if (html[at + 1] == '!' || (!is_end && kAlone.contains(name))) continue;
    if (!is_end) {
      open.push_back(name);
    } else if (open.empty() || open.back() != name) {
      return fmt::format("</{}> at {}", name, at);
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : "<" + open.back() + ">";
}

TEST(ComparisonPage, OrdersLossesThenGainsThenTheRest) {
  const Compared compared = five_topics();
  EXPECT_THAT(qids(page_topics(compared.comparison)),
              ElementsAre("worst", "lost", "won", "empty", "same"));
  const std::string html = render_comparison_page(compared.page({"old", "new"}));
  std::vector<std::size_t> places;
  for (const char* const mark :
       {"<h2 id=\"measured\"", "<h2 id=\"measures\"", "<h2 id=\"bars\"", "<h2 id=\"topics\"",
        "<h3 id=\"lower\"", "id=\"topic-worst\"", "id=\"topic-lost\"", "<h3 id=\"higher\"",
        "id=\"topic-won\"", "<h3 id=\"same\"", "id=\"topic-empty\"", "id=\"topic-same\""}) {
    places.push_back(html.find(mark));
    EXPECT_NE(places.back(), std::string::npos) << mark;
  }
  EXPECT_TRUE(std::ranges::is_sorted(places));
  EXPECT_EQ(first_unbalanced(html), "");
}

TEST(ComparisonPage, SaysWhatWasMeasured) {
  const Compared compared = five_topics();
  ComparisonPage page = compared.page({"old", "new"});
  page.facts = {{"Index", "/srv/<search>"}};
  const std::string html = render_comparison_page(page);
  for (const char* const part :
       {"<title>Two runs</title>", "By <bdi>recip_rank</bdi>, <bdi>new</bdi> is",
        "<b class=\"down\">0.2000 lower</b> than <bdi>old</bdi>", "5: all that are judged",
        "<bdi>some.qrels</bdi>: 10 judgments of 5 topics, grades up to 2; relevant from grade 1.",
        "<bdi>old</bdi> (the baseline): results for 4 topics; none for 1 judged "
        "(<bdi>empty</bdi>), which count 0.",
        "100,000 permutations, seed 1.", "<dt>Index</dt><dd><bdi>/srv/&lt;search&gt;</bdi></dd>"}) {
    EXPECT_THAT(html, HasSubstr(part));
  }
}

TEST(ComparisonPage, TableOfAllMeasures) {
  const std::string html = render_comparison_page(five_topics().page({"old", "new"}));
  EXPECT_THAT(html, HasSubstr("<th scope=\"row\" rowspan=\"1\"><bdi>map</bdi></th>"
                              "<td rowspan=\"1\">0.7000</td><td>0.5000</td>"
                              "<td class=\"down strong\">\u22120.2000</td>"));
  EXPECT_THAT(html, HasSubstr("\u22120.9079 to +0.5079"));
  EXPECT_THAT(html, HasSubstr("<td>1</td><td>2</td><td>2</td></tr>"));
}

TEST(ComparisonPage, GradesAreShownAndMissingJudgmentsFlagged) {
  const std::string html = render_comparison_page(five_topics().page({"old", "new"}));
  const std::string lost = topic(html, "lost");
  EXPECT_EQ(count(lost, "grade 2</b>"), 2U);
  EXPECT_EQ(count(lost, "grade 0</b>"), 2U);
  EXPECT_EQ(count(lost, "unjudged</b>"), 0U);
  EXPECT_THAT(lost, HasSubstr("Of the first 2: 1 relevant, 0 unjudged."));
  EXPECT_THAT(lost, Not(HasSubstr("only here")));
  EXPECT_THAT(lost, HasSubstr("rank 2 in <bdi>new</bdi>"));
  const std::string worst = topic(html, "worst");  // "new" is in the judgments as to be judged
  EXPECT_EQ(count(worst, "unjudged</b>"), 2U);
  EXPECT_THAT(worst, HasSubstr("Of the first 2: 0 relevant, 1 unjudged."));
  EXPECT_EQ(count(worst, "only here</b>"), 2U);  // "good" in old, "bad" in new
  EXPECT_THAT(worst, HasSubstr("not in <bdi>new</bdi>"));
}

TEST(ComparisonPage, RelevantArticlesThatNobodyShows) {
  const std::string empty =
      topic(render_comparison_page(five_topics().page({"old", "new"})), "empty");
  EXPECT_EQ(count(empty, "No results."), 2U);
  const std::size_t better = empty.find("<bdi>better</bdi>");
  ASSERT_NE(better, std::string::npos);
  EXPECT_LT(better, empty.find("<bdi>good</bdi>"));
  EXPECT_THAT(empty, HasSubstr("not in <bdi>old</bdi>, not in <bdi>new</bdi>"));
}

TEST(ComparisonPage, ArticlesOfThePage) {
  const Compared compared = five_topics();
  const ComparisonPage page = compared.page({"old", "new"});
  EXPECT_THAT(page_articles(page, "worst"), ElementsAre("good", "new", "bad"));
  EXPECT_THAT(page_articles(page, "empty"), ElementsAre("better", "good"));
  const Compared many = many_topics(1, 50);
  EXPECT_EQ(page_articles(many.page({"old", "new"}), "0").size(), kPageHits);
}

TEST(ComparisonPage, NothingOfOthersBecomesAnElement) {
  const std::string hostile(kHostile);
  const Compared compared(
      {a_run("a", {{hostile, {"bad", hostile}}}), a_run("b", {{hostile, {hostile}}})},
      {{{hostile, {{hostile, 1}}}}, 1});
  ComparisonPage page = compared.page({hostile, hostile + "2"});
  page.title = page.judgments = hostile;
  page.facts = {{hostile, hostile}};
  page.topics[hostile].text = hostile;
  page.topics[hostile].articles[hostile] = {hostile, "https://a.example/\"onclick=\"x", "",
                                            hostile};
  page.topics[hostile].articles["bad"] = {"Bad", "javascript:alert(1)", "<mark>b</mark>", ""};
  const std::string html = render_comparison_page(page);
  EXPECT_EQ(count(html, "<script>"), 1U);  // ours
  EXPECT_EQ(count(html, "alert(\""), 0U);
  EXPECT_EQ(count(html, "javascript:"), 0U);
  EXPECT_EQ(count(html, "\"onclick"), 0U);
  EXPECT_THAT(html, HasSubstr("href=\"https://a.example/&quot;onclick=&quot;x\""));
  EXPECT_THAT(html, HasSubstr("<p class=\"text\" dir=\"auto\"><mark>b</mark></p>"));
  EXPECT_EQ(first_unbalanced(html), "");
}

TEST(ComparisonPage, OnlyWebAddressesAreLinked) {
  struct Row {
    const char* url;
    bool is_linked;
  };
  const Compared compared = five_topics();
  for (const Row& row :
       {Row{"http://a.example/", true}, Row{"HTTPS://a.example/", true}, Row{"", false},
        Row{"https://", false}, Row{"ftp://a.example/", false}, Row{"//a.example", false},
        Row{"data:text/html,x", false}, Row{" javascript:x", false}, Row{"file:///etc", false}}) {
    ComparisonPage page = compared.page({"old", "new"});
    page.topics["won"].articles["good"] = {"Good", row.url, "", ""};
    const std::string html = topic(render_comparison_page(page), "won");
    EXPECT_EQ(html.find("<a href") != std::string::npos, row.is_linked) << row.url;
  }
}

TEST(ComparisonPage, UnknownArticlesAreTheirIds) {
  const Compared compared = five_topics();
  ComparisonPage page = compared.page({"old", "new"});
  EXPECT_THAT(render_comparison_page(page), HasSubstr("Articles are named by their ids"));
  page.topics["won"].articles["good"] = {"Good things", "", "", "CDC"};
  const std::string html = render_comparison_page(page);
  EXPECT_THAT(html,
              HasSubstr("Of 10 articles shown, 9 are not in the index and named by their ids"));
  EXPECT_THAT(topic(html, "won"), HasSubstr("<bdi>Good things</bdi>"));
  EXPECT_THAT(topic(html, "won"), HasSubstr("<bdi>good</bdi> \u00b7 <bdi>CDC</bdi>"));
  EXPECT_THAT(topic(html, "won"), HasSubstr("<span class=\"name\"><bdi>bad</bdi></span>"));
}

TEST(ComparisonPage, NamesNoOtherResource) {
  const std::string html = render_comparison_page(five_topics().page({"old", "new"}));
  for (const char* const mark : {" src=", "<link", "@import", "url(", "http://", "https://"}) {
    EXPECT_EQ(count(html, mark), 0U) << mark;
  }
  EXPECT_THAT(html, HasSubstr("content=\"default-src 'none';"));
}

TEST(ComparisonPage, BarsLeadToTheirTopics) {
  const Compared compared = five_topics();
  ComparisonPage page = compared.page({"old", "new"});
  page.topics["worst"].text = "Why & how?";
  const std::string html = render_comparison_page(page);
  EXPECT_EQ(count(html, "<path class=\"hit\""), 5U);
  EXPECT_THAT(html,
              HasSubstr("<a href=\"#topic-worst\" tabindex=\"-1\"><title>Topic "
                        "\u2068worst\u2069: \u2068Why &amp; how?\u2069\n\u2068old\u2069: 1.0000"
                        "\n\u2068new\u2069: 0.0000\nchange: \u22121.0000</title>"));
  EXPECT_EQ(count(html, "id=\"topic-worst\""), 1U);
}

TEST(ComparisonPage, AnchorsAreDifferentAndPlain) {
  EXPECT_EQ(topic_anchor("PLAIN-12"), "topic-PLAIN-12");
  EXPECT_EQ(topic_anchor("a_b"), "topic-a_5fb");
  EXPECT_EQ(topic_anchor("a b\"#%"), "topic-a_20b_22_23_25");
  EXPECT_NE(topic_anchor("a_20b"), topic_anchor("a b"));
}

TEST(ComparisonPage, ASingleRun) {
  const Compared compared({five_topics().runs.front()}, five_topics().qrels);
  EXPECT_THAT(qids(page_topics(compared.comparison)),
              ElementsAre("empty", "won", "lost", "same", "worst"));
  const std::string html = render_comparison_page(compared.page({"old"}));
  EXPECT_THAT(html, HasSubstr("By <bdi>recip_rank</bdi>, <bdi>old</bdi> has <b>0.7000</b> over 5 "
                              "topics. The median is 1.0000; 1 topic at\u00a00."));
  EXPECT_THAT(html, HasSubstr("The lowest values first"));
  for (const char* const mark :
       {"the baseline", "only here", "Change", "Holm", "\u2192", "permutation"}) {
    EXPECT_EQ(count(html, mark), 0U) << mark;
  }
  EXPECT_EQ(first_unbalanced(html), "");
}

TEST(ComparisonPage, SeveralRuns) {
  const Compared five = five_topics();
  const auto third = a_run("third", {{"same", {"bad", "good"}}, {"worst", {"bad", "good"}}});
  const Compared compared({five.runs[0], five.runs[1], third}, five.qrels);
  const std::vector<TopicChange> topics = page_topics(compared.comparison);
  EXPECT_THAT(qids(topics), ElementsAre("lost", "worst", "same", "won", "empty"));
  EXPECT_EQ(topics[0].run, 2U);  // 1 to 0, and in the second run only to 0.5
  EXPECT_EQ(topics[1].run, 1U);
  EXPECT_EQ(topics[2].run, 2U);
  EXPECT_EQ(topics[3].kind, TopicChange::Kind::kHigher);
  const std::string html = render_comparison_page(compared.page({"old", "new", "third"}));
  EXPECT_EQ(count(html, "<figure>"), 2U);
  EXPECT_EQ(count(html, "rowspan=\"2\""), 4U);
  EXPECT_EQ(count(topic(html, "worst"), "<section><h5>"), 3U);
  EXPECT_EQ(first_unbalanced(html), "");
}

TEST(ComparisonPage, ManyTopicsAreBounded) {
  const Compared compared = many_topics(5000);
  const std::string html = render_comparison_page(compared.page({"old", "new"}));
  EXPECT_EQ(page_topics(compared.comparison).size(), kPageTopics);
  EXPECT_EQ(count(html, "<details"), kPageTopics);
  EXPECT_THAT(html, HasSubstr("200 topics are shown, those that changed most; the other 4,800 are "
                              "left out to keep the page small."));
  EXPECT_THAT(html, HasSubstr("of 5,000 topics one in 2 is drawn"));
  EXPECT_LT(html.size(), 4U << 20);
}

TEST(ComparisonPage, LongTextsAreBounded) {
  const Compared compared = many_topics(100, 10);
  ComparisonPage page = compared.page({"old", "new"});
  for (const auto& [qid, grades] : compared.qrels.topics) {
    for (const std::string& docno : page_articles(page, qid)) {
      page.topics[qid].articles[docno].snippet_html = std::string(20'000, 'x');
    }
  }
  const std::string html = render_comparison_page(page);
  EXPECT_GT(html.size(), kPageBytes / 2);
  EXPECT_LT(html.size(), kPageBytes + (1 << 20));
  const std::size_t shown = count(html, "<details");
  EXPECT_LT(shown, 100U);
  EXPECT_THAT(html, HasSubstr(fmt::format("{} topics are shown", shown)));
  EXPECT_EQ(count(html, "<a href=\"#topic-"), shown);  // no bar leads nowhere
}

TEST(ComparisonPage, WithoutAnAveragedMeasure) {
  const Compared compared({five_topics().runs.front()}, five_topics().qrels, "num_rel");
  const std::string html = render_comparison_page(compared.page({"old"}));
  EXPECT_THAT(html, HasSubstr("None of the measures is an average over topics."));
  EXPECT_THAT(html, HasSubstr("What was measured"));
  EXPECT_EQ(first_unbalanced(html), "");
}

TEST(ComparisonBars, Scales) {
  for (const auto& [value, scale] : std::vector<std::pair<double, double>>{
           {0, 1}, {-1, 1}, {1, 1}, {0.3, 0.5}, {0.23, 0.25}, {0.11, 0.2}, {0.06, 0.1}, {37, 50}}) {
    EXPECT_NEAR(round_scale(value), scale, 1e-12) << value;
  }
}

}  // namespace
}  // namespace medlar
