// The attacks on pages: in what is asked, in every parameter, in headers, and in every field of an
// article. HtmlCheck holds each answer to the few forms that our pages have.
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "query/http/page_frame.h"
#include "query/render/article_page.h"
#include "query/render/search_page.h"
#include "query/render/search_page_filters.h"
#include "tests/query/http/attack_texts.h"
#include "tests/query/http/html_check.h"
#include "tests/query/http/service.h"

namespace medlar {
namespace {

using testing::HasSubstr;
using testing::Not;

void expect_inert_page(const HttpResponse& response, std::string_view attack) {
  EXPECT_EQ(HtmlCheck::fault(response.body), "") << attack << "\n" << response.body;
  EXPECT_EQ(header(response.headers, "Content-Type"), "text/html; charset=utf-8") << attack;
  const std::string_view policy = header(response.headers, "Content-Security-Policy");
  EXPECT_THAT(policy, HasSubstr("default-src 'none'")) << attack;
  EXPECT_THAT(policy, Not(HasSubstr("unsafe"))) << attack;
  for (const HttpHeader& row : response.headers) {
    EXPECT_TRUE(std::ranges::all_of(row.value, [](char c) { return c >= 0x20 && c < 0x7F; }))
        << attack << " in " << row.name;
  }
}

TEST(HtmlCheck, FindsFaults) {
  EXPECT_EQ(HtmlCheck::fault("<p class=\"a\">a &amp; b</p>\n"), "");
  for (const char* html : {"<p>",
                           "</p>",
                           "<p></b>",
                           "<p><b></p></b>",
                           "<img src=\"/a\">",
                           "<p onclick=\"a\"></p>",
                           "<p class=a></p>",
                           "<p class='a'></p>",
                           "<p class=\"a\"id=\"b\"></p>",
                           "<p>a < b</p>",
                           "<p>a > b</p>",
                           "<p>a &b</p>",
                           "<p>&nbsp;</p>",
                           "<p>\"</p>",
                           "<!-- a -->",
                           "<a href=\"javascript:a\"></a>",
                           "<a href=\"//a.example\"></a>",
                           "<a href=\"data:a\"></a>",
                           "<script>a</script>",
                           "<script src=\"https://a.example/\"></script>",
                           "<style></style>",
                           "<p>\x01</p>",
                           "<p>\u202e</p>",
                           "<p>\xff</p>",
                           "<p",
                           "<p style=\"a\"></p>",
                           "<p class=\"<\"></p>"}) {
    EXPECT_NE(HtmlCheck::fault(html), "") << html;
  }
}

TEST_F(ServiceTest, PagesShowAttackTextsAsText) {
  EXPECT_GE(texts_of_attack().size(), 60U);
  for (const std::string& text : texts_of_attack()) {
    SCOPED_TRACE(text);
    const std::string encoded = percent_encoded(text);
    for (const std::string& target :
         {"/?q=" + encoded, "/?q=asthma+" + encoded, "/?q=hostile&filter=source:" + encoded,
          "/?filter=audience:" + encoded + "&sort=title", "/?q=" + encoded + "&page=2"}) {
      const HttpResponse response = get(target);
      EXPECT_TRUE(response.status == 200 || response.status == 400) << response.status;
      expect_inert_page(response, target);
    }
  }
}

TEST_F(ServiceTest, ErrorPagesRepeatNothing) {
  for (const std::string& text : texts_of_attack()) {
    const std::string attack = "Zq9X" + text;
    const std::string encoded = percent_encoded(attack);
    for (const std::string& target :
         {"/?q=a&page=" + encoded, "/?q=a&sort=" + encoded, "/?q=a&language=" + encoded,
          "/?q=a&" + encoded + "=1", "/?q=a&filter=" + encoded, "/articles/" + encoded,
          "/articles/asthma?" + encoded, "/" + encoded, "/assets/../" + encoded + "?v=" + encoded,
          "/?q=a&q=" + encoded}) {
      const HttpResponse response = get(target, {{"Accept", "text/html," + attack},
                                                 {"X-Request-Id", attack + "!"},
                                                 {"Origin", attack},
                                                 {"If-None-Match", attack}});
      EXPECT_GE(response.status, 400) << target;
      EXPECT_THAT(response.body, Not(HasSubstr("Zq9X"))) << target;
      for (const HttpHeader& row : response.headers) EXPECT_THAT(row.value, Not(HasSubstr("Zq9X")));
      if (!target.starts_with("/assets/")) expect_inert_page(response, target);
    }
  }
}

TEST_F(ServiceTest, PagesOfHostileArticlesAreInert) {
  for (const char* target :
       {"/?q=hostile", "/?q=turned+words+alert", "/articles/script", "/articles/bidi",
        "/articles/data", "/articles/user", "/articles/break"}) {
    const HttpResponse response = get(target);
    EXPECT_EQ(response.status, 200) << target;
    expect_inert_page(response, target);
  }
  EXPECT_THAT(get("/articles/script").body,
              HasSubstr("<h1 dir=\"auto\">Markup &lt;/script&gt;&lt;script&gt;alert(1)"));
  const std::string page = get("/?q=hostile").body;
  for (const char* id : {"script", "bidi", "data", "user", "break"}) {
    EXPECT_THAT(page, HasSubstr(fmt::format("<a href=\"/articles/{}\">", id)))
        << "its own address is none to link to";
  }
}

/// Every text of a response and of an article at once.
TEST(PageAttacks, EveryFieldIsEscaped) {
  for (const std::string& text : texts_of_attack()) {
    SCOPED_TRACE(text);
    const std::string clean = valid_utf8(text);
    Hit hit{.rank = 1,
            .id = clean,
            .url = clean,
            .title = clean,
            .source = clean,
            .language = clean,
            .reviewed = clean,
            .updated = clean,
            .reviewers = {clean, clean}};
    hit.section_heading = "!" + clean;
    hit.section_anchor = clean;
    hit.snippet.text = clean;
    if (!clean.empty()) hit.snippet.matches = {{0, 1}};
    if (!is_ascii(clean)) hit.snippet.matches = {};
    Hit linked = hit;
    linked.url = "https://a.example/b#c";
    const std::vector<AmbiguousAbbreviation::Sense> senses(7, {clean, 2, clean});
    SearchResponse response{
        .query = clean,
        .corrected = clean,
        .suggested = clean,
        .added = {clean, clean},
        .concepts = {{clean, clean, {clean}, 0, 1}, {"b", "b", {clean, "c"}, 0, 1}},
        .abbreviations = {{clean, senses, false},
                          {"a", senses, true},
                          {"b", senses, true},
                          {"c", senses, true}},
        .favoured_roles = {SectionRole::kTreatment},
        .dropped = {clean},
        .diagnostics = {{clean, 0, 0}},
        .total = 2,
        .limit = 10,
        .hits = {hit, linked},
        .facets = {{clean, {{clean, 2}, {"b", 1}}}, {"language", {{clean, 2}, {"b", 1}}}}};
    const PageRequest request{.query = clean, .filters = {clean, "source:" + clean}, .page = 3};
    const SearchPage page{.request = request, .response = response};
    Article article{
        .id = clean,
        .url = clean,
        .title = clean,
        .source = clean,
        .language = clean,
        .audience = clean,
        .reviewed = clean,
        .updated = clean,
        .names = {clean},
        .authors = {clean},
        .reviewers = {clean},
        .sections = {{clean, 9, clean, clean + "\n\n" + clean}, {clean, -9, clean, ""}}};
    SearchResponse long_list = response;
    long_list.concepts.front().added.resize(20, clean);
    SearchResponse nothing = response;
    nothing.hits.clear();
    nothing.total = 0;
    for (const PageContent& content :
         {search_content(page), search_content({.request = request, .response = long_list}),
          search_content({.request = request,
          .response = nothing,
          .similar = {{.text = clean}, {.text = clean}, {.text = clean}}}),
          article_content(article), error_content(clean, clean)}) {
      HttpResponse sent;
      set_page(sent, content, {.query = clean, .language = clean}, {.site_name = clean});
      expect_inert_page(sent, text);
    }
  }
}

}  // namespace
}  // namespace medlar
