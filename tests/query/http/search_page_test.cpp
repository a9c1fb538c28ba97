#include "query/render/search_page.h"

#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "query/render/article_page.h"
#include "query/render/search_page_filters.h"

namespace medlar {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST(PageText, DatesAreInWords) {
  for (const auto& [date, words] :
       std::vector<std::pair<const char*, const char*>>{{"2024-02-19", "19 February 2024"},
                                                        {"2020-01-05", "5 January 2020"},
                                                        {"2019-05", "May 2019"},
                                                        {"2012", "2012"},
                                                        {"2012-13", "2012-13"},
                                                        {"2012-12-xx", "2012-12-xx"},
                                                        {"soon", "soon"},
                                                        {"", ""}}) {
    EXPECT_EQ(date_in_words(date), words);
  }
}

TEST(PageText, NumbersAreGrouped) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(1234567), "1,234,567");
  EXPECT_EQ(counted_noun(1, "result"), "1 result");
  EXPECT_EQ(counted_noun(2000, "result"), "2,000 results");
}

TEST(PageText, LongTextsEndWithAWord) {
  EXPECT_EQ(clipped("short", 10), "short");
  EXPECT_EQ(clipped("one two three four", 10), "one two\u2026");
  EXPECT_EQ(clipped("abcdefghijklmno", 10), "abcdefghij\u2026");
  EXPECT_EQ(clipped("\u00e9\u00e9\u00e9\u00e9", 2), "\u00e9\u00e9\u2026");
}

TEST(PageText, WhatNobodySeesIsLeftOut) {
  EXPECT_EQ(shown_html("a\u202eb\u2028c\u0085d"), "abcd");
  EXPECT_EQ(shown_html("a\x1b\tb\nc"), "a  b\nc");
  EXPECT_EQ(shown_html("<a href='b'>\"&"), "&lt;a href=&#39;b&#39;&gt;&quot;&amp;");
  EXPECT_EQ(language_attribute("es"), " lang=\"es\"");
  EXPECT_EQ(language_attribute("en"), "");
  EXPECT_EQ(language_attribute("\" onclick=\""), "");
  EXPECT_EQ(language_name("es"), "Spanish");
  EXPECT_EQ(language_name("tlh"), "tlh");
}

TEST(PageAddress, HoldsWhatIsNotAsUsual) {
  struct Row {
    PageRequest request;
    const char* address;
  };
  for (const Row& row : {
           Row{{.query = "a b"}, "/?q=a%20b"},
           Row{{.query = "&q=1#"}, "/?q=%26q%3D1%23"},
           Row{{.query = "a", .page = 2}, "/?q=a&page=2"},
           Row{{.query = "a", .sort = SortOrder::kReviewed}, "/?q=a&sort=reviewed"},
           Row{{.query = "a",
           .correction = SearchRequest::Correction::kNone,
           .expansion = SearchRequest::Expansion::kNone},
               "/?q=a&correct=no&expand=no"},
           Row{{.query = "a", .filters = {"source:A & B", "reviewed:2020"}, .language = "es"},
               "/?q=a&filter=source:A%20%26%20B&filter=reviewed:2020&language=es"},
       }) {
    EXPECT_EQ(page_address(row.request), row.address);
  }
  EXPECT_EQ(article_address("a/b c\"?#%"), "/articles/a/b%20c%22%3F%23%25");
}

Hit some_hit() {
  Hit hit{.rank = 1,
          .id = "folder/asthma.txt",
          .url = "https://a.example/asthma#top",
          .title = "Asthma",
          .source = "CDC",
          .language = "en",
          .reviewed = "2024-02-19",
          .reviewers = {"Bo Smith", "C. Jones"}};
  hit.section_heading = "Signs & symptoms";
  hit.section_anchor = "signs and";
  hit.snippet = {"A <cough> at night.", {{2, 9}}, 2};
  return hit;
}

struct Shown {
  const char* name;
  void (*change)(Hit& hit);
  const char* html;
};

TEST(SearchPage, ShowsAHit) {
  for (const Shown& row : {
           Shown{"title and address", [](Hit&) {},
                 "<h2><a href=\"https://a.example/asthma#top\"><bdi>Asthma</bdi></a></h2>\n"},
           Shown{"section", [](Hit&) {},
                 "<p class=\"section\"><a href=\"https://a.example/asthma#signs%20and\">"
                 "<bdi>Signs &amp; symptoms</bdi></a></p>"},
           Shown{"section without anchor", [](Hit& hit) { hit.section_anchor = ""; },
                 "<p class=\"section\"><bdi>Signs &amp; symptoms</bdi></p>"},
           Shown{"snippet", [](Hit&) {},
                 "<p class=\"snippet\" dir=\"auto\">A <mark>&lt;cough&gt;</mark> at night.</p>"},
           Shown{"source", [](Hit&) {}, "<span><bdi>CDC</bdi></span>"},
           Shown{"review", [](Hit&) {},
                 "<span>Last reviewed 19 February 2024 by <bdi>Bo Smith</bdi>, "
                 "<bdi>C. Jones</bdi></span>"},
           Shown{"language", [](Hit& hit) { hit.language = "es"; },
                 "<h2 lang=\"es\"><a href=\"https://a.example/asthma#top\">"},
           Shown{"no address", [](Hit& hit) { hit.url = ""; },
                 "<a href=\"/articles/folder/asthma.txt\">"},
           Shown{"wrong address", [](Hit& hit) { hit.url = "javascript:alert(1)"; },
                 "<a href=\"/articles/folder/asthma.txt#section-3\"><bdi>Signs"},
           Shown{"copies",
                 [](Hit& hit) {
                   hit.also_at = {{"b", "https://www.b.example/x", "B & C"},
                                  {"c/1", "javascript:alert(1)", ""},
                                  {"d", "https://www.d.example/y", ""},
                                  {"e", "", ""}};
                   hit.copies = 14;
                 },
                 "<p class=\"also\">Also at: <a href=\"https://www.b.example/x\"><bdi>B &amp; "
                 "C</bdi></a>, <a href=\"/articles/c/1\"><bdi>another copy</bdi></a>, "
                 "<a href=\"https://www.d.example/y\"><bdi>d.example</bdi></a> and 11 more</p>"},
           Shown{"no title", [](Hit& hit) { hit.title = ""; },
                 "<bdi>Article without a title</bdi>"},
       }) {
    Hit hit = some_hit();
    row.change(hit);
    const PageRequest request{.query = "cough"};
    const SearchResponse response{.query = "cough", .total = 1, .limit = 10, .hits = {hit}};
    EXPECT_THAT(search_content({.request = request, .response = response}).main,
                HasSubstr(row.html))
        << row.name;
  }
}

struct Said {
  const char* name;
  void (*change)(PageRequest& request, SearchResponse& response);
  std::vector<const char*> html;
  std::vector<const char*> not_html;
};

TEST(SearchPage, SaysWhatWasDone) {
  const std::vector<Said> rows{
      {"count",
       [](PageRequest&, SearchResponse&) {},
       {"<h1>45 results <span>for \u201c<bdi>cough</bdi>\u201d</span></h1>", "Page 1 of 5",
        "<a href=\"/?q=cough&amp;page=2\" rel=\"next\">Next</a>"},
       {"Previous", "notes", "Showing results for", "chips"}},
      {"estimate",
       [](PageRequest&, SearchResponse& r) {
         r.total = 12'345;
         r.total_is_exact = false;
       },
       {"<h1>About 12,345 results", "Page 1 of 100"},
       {}},
      {"last page",
       [](PageRequest& q, SearchResponse& r) {
         r.total = 12'345;
         q.page = 100;
         r.offset = 990;
       },
       {"Page 100 of 100", "Only the first 1,000 results can be looked through",
        "<ol class=\"hits\" start=\"991\">"},
       {"Next"}},
      {"middle page",
       [](PageRequest& q, SearchResponse&) {
         q.page = 3;
         q.filters = {"source:A & B"};
       },
       {"<a href=\"/?q=cough&amp;filter=source:A%20%26%20B&amp;page=2\" rel=\"prev\">"},
       {}},
      {"page behind the last",
       [](PageRequest& q, SearchResponse& r) {
         q.page = 9;
         r.hits.clear();
       },
       {"There is no page 9. <a href=\"/?q=cough\">"},
       {"No results", "<ol"}},
      {"corrected",
       [](PageRequest& q, SearchResponse& r) {
         q = {.query = "couhg", .filters = {"source:CDC"}, .page = 2};
         r.query = "couhg";
         r.corrected = "cough";
       },
       {"Showing results for <b><bdi>cough</bdi></b>. Search instead for "
        "<a href=\"/?q=couhg&amp;filter=source:CDC&amp;correct=no\"><bdi>couhg</bdi></a>.",
        "for \u201c<bdi>cough</bdi>\u201d"},
       {}},
      {"suggested",
       [](PageRequest& q, SearchResponse& r) {
         q.page = 2;
         r.suggested = "croup";
       },
       {"<p class=\"similar\">Did you mean <a href=\"/?q=croup\"><bdi>croup</bdi></a>?</p>"},
       {"notes"}},
      {"suggested, and nothing found",
       [](PageRequest&, SearchResponse& r) {
         r.hits.clear();
         r.total = 0;
         r.suggested = "croup";
       },
       {"Did you mean <a href=\"/?q=croup\"><bdi>croup</bdi></a>?</p>"},
       {}},
      {"names of one thing",
       [](PageRequest& q, SearchResponse& r) {
         q.page = 2;
         r.concepts = {{"cough", "cough", {"tussis", "hack"}, 0, 5}};
         r.added = {"tussis", "hack"};
       },
       {"<p>Also searched for: <bdi>tussis</bdi>, <bdi>hack</bdi>. "
        "<a href=\"/?q=cough&amp;expand=no\">Search only for what I typed</a></p>"},
       {"<details>"}},
      {"names of several things, one of them twice",
       [](PageRequest&, SearchResponse& r) {
         r.corrected = "heart attack coughs cough";
         r.concepts = {{"heart attack", "myocardial infarction", {"MI", "AMI"}, 0, 12},
                       {"coughs", "cough", {"tussis"}, 13, 19},
                       {"cough", "cough", {"tussis"}, 20, 25}};
         r.added = {"MI", "AMI", "tussis"};
       },
       {"Also searched for: <bdi>heart attack</bdi>: <bdi>MI</bdi>, <bdi>AMI</bdi>; "
        "<bdi>coughs</bdi>: <bdi>tussis</bdi>. "
        "<a href=\"/?q=cough&amp;correct=no&amp;expand=no\">"},
       {}},
      {"many names of one thing",
       [](PageRequest&, SearchResponse& r) {
         r.concepts = {{"cough", "cough", {"a", "b", "c", "d", "e", "f", "g"}, 0, 5}};
       },
       {"<details><summary>Also searched for: <bdi>a</bdi>, <bdi>b</bdi>, <bdi>c</bdi> and 4 "
        "more</summary>",
        "<bdi>f</bdi>, <bdi>g</bdi></p>\n</details>\n<p><a href=\"/?q=cough&amp;expand=no\">"},
       {}},
      {"many names of several things",
       [](PageRequest&, SearchResponse& r) {
         for (const char* text : {"p", "q", "r", "s"}) {
           r.concepts.push_back({text, text, {"x", "y"}, 0, 1});
         }
       },
       {"<summary>Also searched for other names of: <bdi>p</bdi>, <bdi>q</bdi>, <bdi>r</bdi> and 1 "
        "more</summary>\n<ul>\n<li><bdi>p</bdi>: <bdi>x</bdi>, <bdi>y</bdi></li>"},
       {}},
      {"many names of the meanings of one abbreviation",
       [](PageRequest&, SearchResponse& r) {
         for (const char* meaning : {"lung clot", "toxaemia", "examination"}) {
           r.concepts.push_back({"PE", meaning, {std::string(meaning) + "s", "x", "y"}, 0, 2});
         }
       },
       {"<summary>Also searched for other names of: <bdi>PE</bdi></summary>"},
       {}},
      {"concepts without other names",
       [](PageRequest&, SearchResponse& r) {
         r.concepts = {{"cough", "cough", {}, 0, 5}};
       },
       {},
       {"notes", "Also searched"}},
      {"only what was typed",
       [](PageRequest& q, SearchResponse&) { q.expansion = SearchRequest::Expansion::kNone; },
       {"<p>Searched only for what you typed. <a href=\"/?q=cough\">Search as usual</a></p>",
        "<a href=\"/?q=cough&amp;expand=no&amp;page=2\" rel=\"next\">"},
       {}},
      {"as it was spelled",
       [](PageRequest& q, SearchResponse&) { q.correction = SearchRequest::Correction::kNone; },
       {"<p>Searched for the words as you spelled them. <a href=\"/?q=cough\">"},
       {}},
      {"meanings",
       [](PageRequest& q, SearchResponse& r) {
         q.page = 2;
         r.abbreviations = {
             {"PE", {{"lung clot", 1123, "\"lung clot\" risk"}, {"toxaemia", 1, "t risk"}}, false},
             {"PE", {{"again", 5, "again"}}, false}};
       },
       {"<nav class=\"senses\" aria-label=\"Meanings of PE\">\n<span><bdi>PE</bdi> can "
        "mean:</span>\n<ul>\n<li><a href=\"/?q=%22lung%20clot%22%20risk\"><bdi>lung clot</bdi></a> "
        "<span>(1,123 articles)</span></li>\n"
        "<li><a href=\"/?q=t%20risk\"><bdi>toxaemia</bdi></a> <span>(1 article)</span></li>"},
       {"<details>", "again"}},
      {"meanings of which one was taken",
       [](PageRequest&, SearchResponse& r) {
         r.abbreviations = {{"PE", {{"lung clot", 9, "a"}, {"toxaemia", 2, "b"}}, true}};
       },
       {"<span><bdi>PE</bdi> is taken to mean <a href=\"/?q=a\"><bdi>lung clot</bdi></a> <span>(9 "
        "articles)</span>.</span>\n<span>It can also mean:</span>\n<ul>\n<li><a href=\"/?q=b\">"},
       {"can mean:"}},
      {"many meanings",
       [](PageRequest&, SearchResponse& r) {
         r.abbreviations = {{"PE", {7, AmbiguousAbbreviation::Sense{"m", 9, "a"}}, false}};
       },
       {"<details><summary>2 more meanings of <bdi>PE</bdi></summary>"},
       {}},
      {"sections that come first",
       [](PageRequest&, SearchResponse& r) {
         r.favoured_roles = {SectionRole::kTreatment, SectionRole::kSideEffects};
       },
       {"<p>Sections about treatment and side effects come first.</p>"},
       {}},
      {"left out",
       [](PageRequest&, SearchResponse& r) {
         r.dropped = {"what", "is", "is"};
       },
       {"Left out, because they say little: <bdi>what</bdi>, <bdi>is</bdi></p>"},
       {"<details>"}},
      {"much left out",
       [](PageRequest&, SearchResponse& r) { r.dropped = {"a", "b", "c", "d", "e", "f", "g"}; },
       {"<summary>7 words that say little were left out</summary>"},
       {}},
      {"diagnostics",
       [](PageRequest&, SearchResponse& r) {
         r.diagnostics = {{"a bracket is not closed", 0, 1}};
       },
       {"<p>A bracket is not closed.</p>"},
       {}},
      {"order",
       [](PageRequest& q, SearchResponse&) { q.sort = SortOrder::kReviewed; },
       {"<a href=\"/?q=cough&amp;sort=reviewed\" aria-current=\"true\">Latest review</a>",
        "<a href=\"/?q=cough\">Best match</a>"},
       {}},
      {"filters in use",
       [](PageRequest& q, SearchResponse&) {
         q.filters = {"source:CDC", "language:es"};
       },
       {"<a href=\"/?q=cough&amp;filter=language:es\"><span class=\"hidden\">Remove the filter "
        "</span><span>Publisher: <bdi>CDC</bdi></span>",
        "Language: <bdi>Spanish</bdi>"},
       {}},
      {"facets",
       [](PageRequest&, SearchResponse& r) {
         r.facets = {{"source", {{"CDC", 30}, {"A \"B\"", 15}}}, {"language", {{"en", 45}}}};
       },
       {"<h3>Publisher</h3>",
        "<a href=\"/?q=cough&amp;filter=source:CDC\" rel=\"nofollow\"><bdi>CDC</bdi> "
        "<span>30</span></a>",
        "<li><bdi>A &quot;B&quot;</bdi> <span>15</span></li>", "href=\"#filters\""},
       {"<h3>Language</h3>", "estimates"}},
      {"years",
       [](PageRequest&, SearchResponse& r) {
         r.facets = {
             {"reviewed",
              {{"2011", 9}, {"2020", 5}, {"2015", 4}, {"2014", 3}, {"2013", 2}, {"2012", 1}}}};
         r.facets_are_exact = false;
       },
       {"<bdi>2020</bdi> <span>5</span></a></li>\n<li><a href=\"/?q=cough&amp;filter="
        "reviewed:2015\"",
        "<summary>More</summary>", "These numbers are estimates."},
       {}},
      {"nothing",
       [](PageRequest& q, SearchResponse& r) {
         r.hits.clear();
         r.total = 0;
         q.filters = {"source:CDC"};
       },
       {"<h1>No results for \u201c<bdi>cough</bdi>\u201d</h1>", "Check the spelling",
        "<a href=\"/?q=cough\">Search without the filters</a>"},
       {"<ol", "Sort by"}},
      {"cut off with nothing",
       [](PageRequest&, SearchResponse& r) {
         r.hits.clear();
         r.total = 0;
         r.truncated = true;
       },
       {"<h1>The search took too long</h1>"},
       {"No results"}},
  };
  for (const Said& row : rows) {
    SCOPED_TRACE(row.name);
    PageRequest request{.query = "cough"};
    SearchResponse response{.query = "cough", .total = 45, .limit = 10, .hits = {some_hit()}};
    row.change(request, response);
    const std::string html = search_content({.request = request, .response = response}).main;
    for (const char* part : row.html) EXPECT_THAT(html, HasSubstr(part));
    for (const char* part : row.not_html) EXPECT_THAT(html, Not(HasSubstr(part)));
  }
}

TEST(SearchPage, TitlesSayWhatIsSearchedFor) {
  const SearchResponse response{.query = "cough", .total = 45, .hits = {some_hit()}};
  const PageRequest first{.query = "cough"};
  const PageRequest second{.query = "cough", .page = 2};
  EXPECT_EQ(search_content({.request = first, .response = response}).title, "cough");
  EXPECT_EQ(search_content({.request = second, .response = response}).title, "cough, page 2");
  const SearchResponse all{.total = 45, .hits = {some_hit()}};
  EXPECT_EQ(search_content({.request = first, .response = all}).title, "All articles");
}

TEST(SearchPage, TheStartSaysWhatThereIs) {
  IndexMetadata metadata;
  metadata.articles = 1234;
  EXPECT_THAT(start_content("Ask", metadata).main, HasSubstr("Searches 1,234 health articles. "));
  metadata.sources = {{"A", 1000}, {"B", 234}};
  EXPECT_THAT(start_content("Ask", metadata).main,
              HasSubstr("Searches 1,234 health articles from 2 publishers. "));
}

TEST(ArticlePage, ShowsTheWholeArticle) {
  const Article article{.id = "a",
                        .url = "https://a.example/",
                        .title = "Asthma",
                        .source = "CDC",
                        .language = "es",
                        .reviewed = "2019-05",
                        .names = {"Bronchial asthma"},
                        .reviewers = {"Bo Smith"},
                        .sections = {{"", 0, "", "First.\n\nSecond.\nLine."},
                                     {"Signs", 4, "x", "Cough."},
                                     {"Night", 4, "", ""}}};
  const PageContent content = article_content(article);
  EXPECT_EQ(content.title, "Asthma");
  EXPECT_THAT(content.main,
              AllOf(HasSubstr("<article lang=\"es\">\n<h1 dir=\"auto\">Asthma</h1>"),
                    HasSubstr("<dt>Also called</dt><dd><bdi>Bronchial asthma</bdi></dd>"),
                    HasSubstr("<dt>Last reviewed</dt><dd>May 2019</dd>"),
                    HasSubstr("<dt>Reviewed by</dt><dd><bdi>Bo Smith</bdi></dd>"),
                    HasSubstr("<a href=\"https://a.example/\">"), Not(HasSubstr("Written by")),
                    HasSubstr("<section id=\"section-1\">\n<p dir=\"auto\">First.</p>\n"
                              "<p dir=\"auto\">Second.<br>\nLine.</p>"),
                    HasSubstr("<section id=\"section-2\">\n<h2 dir=\"auto\">Signs</h2>"),
                    HasSubstr("<section id=\"section-3\">\n<h3 dir=\"auto\">Night</h3>")));
}

}  // namespace
}  // namespace medlar
