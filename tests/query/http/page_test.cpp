// The addresses of pages and of their files, as requests and responses.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "query/http/page_files.h"
#include "query/http/page_frame.h"
#include "tests/query/http/html_check.h"
#include "tests/query/http/service.h"

namespace medlar {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST_F(ServiceTest, AnswersPages) {
  struct Row {
    const char* target;
    int status;
    const char* text;
  };
  for (const Row& row : {
           Row{"/", 200, "Searches 9 health articles"},
           Row{"/?q=", 200, "Searches 9"},
           Row{"/?q=+%0a", 200, "Searches 9"},
           Row{"/?language=es", 200, "name=\"language\" value=\"es\""},
           Row{"/?q=asthma", 200, "<title>asthma \u2013 Health search</title>"},
           Row{"/?q=asthma", 200, "Last reviewed 15 January 2020 by <bdi>Bo Smith</bdi>"},
           Row{"/?q=asthma&language=en", 200, "name=\"language\" value=\"en\""},
           Row{"/?q=cough&sort=title&page=1", 200, "aria-current=\"true\">Title</a>"},
           Row{"/?q=cough&page=2", 200, "There is no page 2"},
           Row{"/?filter=source:cdc", 200, "<h1>2 results</h1>"},
           Row{"/?q=cough&filter=reviewed:2019", 200, "<h1>1 result "},
           Row{"/?q=zzzz", 200, "No results"},
           Row{"/?q=asthna", 200,
               "Showing results for <b><bdi>asthma</bdi></b>. Search instead for <a "
               "href=\"/?q=asthna&amp;correct=no\">"},
           Row{"/?q=asthna&correct=no", 200,
               "Did you mean <a href=\"/?q=Asthma\"><bdi>Asthma</bdi></a>?"},
           Row{"/?q=%3Cb%3E", 200, "value=\"&lt;b&gt;\""},
           Row{"/articles/asthma", 200, "<h2 dir=\"auto\">Symptoms</h2>"},
           Row{"/articles/folder/copd.txt", 200, "COPD"},
           Row{"/?page=0", 400, "Page is a whole number from 1 to 100."},
           Row{"/?q=a&page=101", 400, "Page is a whole number from 1 to 100."},
           Row{"/?q=a&page=1x", 400, "Page is a whole number"},
           Row{"/?q=a&page=1&page=2", 400, "Page is a whole number"},
           Row{"/?q=a&sort=best", 400, "Sort is relevance, reviewed or title."},
           Row{"/?q=a&pages=1", 400, "the nearest is page"},
           Row{"/?q=a&limit=5", 400, "There is no such parameter"},
           Row{"/?q=a&filter=b", 400, "A filter is field:value"},
           Row{"/?q=a&q=b", 400, "Q came more than once"},
           Row{"/?language=%22", 400, "Language is the tag"},
           Row{"/?q=%ff", 400, "cannot be understood"},
           Row{"/articles/none", 404, "There is no such page"},
           Row{"/articles/asthma?x=1", 400, "takes no parameters"},
       }) {
    const HttpResponse response = get(row.target);
    EXPECT_EQ(response.status, row.status) << row.target;
    EXPECT_THAT(response.body, HasSubstr(row.text)) << row.target;
    EXPECT_EQ(value_of(response, "Content-Type"), "text/html; charset=utf-8") << row.target;
    EXPECT_THAT(value_of(response, "Content-Security-Policy"),
                HasSubstr("script-src 'self'; connect-src 'self'"));
    EXPECT_EQ(response.body.find("noindex") == std::string::npos,
              response.body.find("<body class=\"start\">") != std::string::npos)
        << row.target;
  }
}

TEST_F(ServiceTest, PagesAreNotSentTwice) {
  for (const char* target : {"/", "/?q=asthma", "/articles/asthma"}) {
    const std::string tag = value_of(get(target), "ETag");
    ASSERT_NE(tag, "") << target;
    const HttpResponse again = get(target, {{"If-None-Match", tag}});
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.body, "");
  }
  EXPECT_NE(value_of(get("/?q=asthma"), "ETag"), value_of(get("/v1/search?q=asthma"), "ETag"));
  const std::string before = value_of(get("/"), "ETag");
  use({.site_name = "Another"});
  EXPECT_NE(value_of(get("/"), "ETag"), before);
  EXPECT_THAT(get("/").body, HasSubstr("<h1 class=\"site\">Another</h1>"));
}

TEST_F(ServiceTest, BrowsersReadErrorsAsPagesAndProgramsAsJson) {
  const HttpHeader browser{"Accept", "text/html,application/xhtml+xml"};
  EXPECT_THAT(get("/nowhere", {browser}).body, HasSubstr("<h1>There is no such page</h1>"));
  EXPECT_EQ(error_code(get("/nowhere")), "not_found");
  EXPECT_EQ(error_code(get("/v1/nowhere", {browser})), "not_found");
  EXPECT_EQ(error_code(get("/v1/search", {browser})), "missing_parameter");
  EXPECT_THAT(get("/?q=" + std::string(9000, 'a')).body, HasSubstr("<h1>That is too long</h1>"));
  EXPECT_THAT(get("/?q=" + std::string(3000, 'a')).body, HasSubstr("A query is at most 2048"));
  const HttpResponse posted = ask({.method = "POST", .target = "/"});
  EXPECT_EQ(posted.status, 405);
  EXPECT_EQ(value_of(posted, "Allow"), "GET, HEAD, OPTIONS");
}

TEST(ErrorPage, SaysWhatToDo) {
  for (const ApiErrorInfo& info : kApiErrors) {
    const HttpResponse response = error_page({info.code}, {});
    EXPECT_EQ(response.status, info.status);
    EXPECT_EQ(HtmlCheck::fault(response.body), "");
    EXPECT_EQ(value_of(response, "Cache-Control"), "no-store");
    EXPECT_THAT(response.body, HasSubstr("Start a new search"));
    EXPECT_THAT(response.body, HasSubstr(info.status == 503   ? "Please try again in a moment."
                                         : info.status == 500 ? "This is our fault."
                                         : info.status == 404 ? "There is no such page"
                                         : info.status == 431 ? "delete the cookies"
                                         : info.status == 414 ? "Please use fewer words."
                                                              : "This address is not right"))
        << info.name;
  }
  EXPECT_EQ(value_of(error_page({ApiErrorCode::kUnavailable}, {}), "Retry-After"), "1");
}

TEST_F(ServiceTest, FilesOfThePageAreKeptByTheirVersion) {
  const std::string start = get("/").body;
  for (const PageFile& file : page_files()) {
    const std::string exact = page_file_address(file.name);
    const std::string loose = exact.substr(0, exact.find('?'));
    const HttpResponse response = get(exact);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, file.text);
    EXPECT_EQ(value_of(response, "Content-Type"), file.type);
    EXPECT_EQ(value_of(response, "Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(get(exact, {{"If-None-Match", value_of(response, "ETag")}}).status, 304);
    for (const std::string& other : {loose, loose + "?v=old"}) {
      EXPECT_EQ(value_of(get(other), "Cache-Control"), "public, max-age=3600");
    }
    EXPECT_EQ(error_code(get(loose + "?w=1")), "unknown_parameter");
    if (file.name != "embed.js") {
      EXPECT_THAT(start, HasSubstr("\"" + exact + "\""));
    }
  }
  for (const char* target : {"/assets/", "/assets/page.html", "/assets/../medlar.css",
                             "/assets//medlar.css", "/assets/medlar.css/"}) {
    EXPECT_EQ(error_code(get(target)), "not_found") << target;
  }
}

TEST_F(ServiceTest, PagesAreLoggedWithoutTheQuery) {
  get("/?q=embarrassing");
  EXPECT_THAT(log_, AllOf(HasSubstr("route=/ status=200"), HasSubstr("total=0"),
                          Not(HasSubstr("embarrassing"))));
  use({.log_queries = true});
  get("/?q=embarrassing");
  EXPECT_THAT(log_, HasSubstr("q=\"embarrassing\""));
}

}  // namespace
}  // namespace medlar
