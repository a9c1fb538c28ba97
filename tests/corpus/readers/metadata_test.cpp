// What a page says about itself.
#include "corpus/readers/page_facts.h"
#include "tests/corpus/readers/reading.h"

namespace medlar {
namespace {

using Names = std::vector<std::string>;

TEST(Metadata, Title) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"<title>Asthma - Clinic</title><h1>Asthma</h1>", "Asthma"},
      {"<title>Asthma | Clinic</title><h1>ASTHMA</h1>", "ASTHMA"},
      {"<title>X-ray - what to know - Clinic</title><h1>X-ray - what to know</h1>",
       "X-ray - what to know"},
      {"<title>Gout: flares - Health Library</title><h1>Gout</h1>", "Gout: flares"},
      {"<title>Low back pain - causes</title>", "Low back pain - causes"},
      {"<title>Asthma - Clinic</title><meta property=og:site_name content=Clinic>", "Asthma"},
      {"<title>Asthma - Clinic</title><meta property=og:title content=Asthma>", "Asthma"},
      {"<h1>Only a <i>heading</i></h1>", "Only a heading"},
      {"<meta property=og:title content='From og'><p>x</p>", "From og"},
      {"<p>nothing</p>", ""},
  };
  for (const auto& [html, title] : rows) EXPECT_EQ(read_one("html", html).title, title) << html;
}

struct Row {
  std::string_view html;
  std::string Article::*field;
  std::string_view value;
};

TEST(Metadata, SingleFacts) {
  const Row rows[] = {
      {"<link rel=canonical href=https://a.example/x><meta property=og:url "
       "content=https://b.example>",
       &Article::url, "https://a.example/x"},
      {"<link rel=canonical href=/relative><p>x", &Article::url, ""},
      {"<meta property=og:url content=https://b.example/y>", &Article::url, "https://b.example/y"},
      {"<html lang=en-GB><p>x", &Article::language, "en"},
      {"<html lang=es><p>x", &Article::language, "es"},
      {"<meta http-equiv=content-language content=fr-CA>", &Article::language, "fr"},
      {"<p>x", &Article::language, "en"},
      {"<link rel=canonical href=https://www.a.example:80/x>", &Article::source, "a.example"},
      {"<meta property=og:site_name content='The Clinic'>", &Article::source, "The Clinic"},
      {"<script type=application/ld+json>{\"@type\":\"Article\",\"publisher\":{\"name\":\"NIH\"}}"
       "</script>",
       &Article::source, "NIH"},
      {"<p>Last reviewed: <time datetime=2020-03-02>March</time></p>", &Article::reviewed,
       "2020-03-02"},
      {"<p><b>Last reviewed:</b> 2 March 2020 by A. Nurse</p>", &Article::reviewed, "2020-03-02"},
      {"<dl><dt>Page last reviewed</dt><dd>2 March 2020</dd></dl>", &Article::reviewed,
       "2020-03-02"},
      {"<p>Última revisión: 3 de mayo de 2021</p>", &Article::reviewed, "2021-05-03"},
      {"<meta name=last-reviewed content=2019-05>", &Article::reviewed, "2019-05"},
      {"<script type=application/ld+json>[{\"lastReviewed\":\"2021-01-02\"}]</script>"
       "<p>Last reviewed: 2019</p>",
       &Article::reviewed, "2021-01-02"},
      {"<p>Reviewed guidelines say so</p>", &Article::reviewed, ""},
      {"<p>Medically reviewed by <a>Ann Roe, MD</a> on <time datetime=2021-05-03>May 3</time></p>",
       &Article::reviewed, "2021-05-03"},
      {"<p>Reviewed: 25/04/2019</p><p>Updated: 03/04/2020</p>", &Article::updated, "2020-04-03"},
      {"<p>a <a>report</a> published in 2011. It</p>", &Article::updated, ""},
      {"<p>Gout<br>Updated in 2011</p>", &Article::updated, "2011"},
      {"<p>Updated: 03/04/2020</p>", &Article::updated, "2020"},
      {"<p>Published: 3 May 2019 | Updated: 4 May 2020</p>", &Article::updated, "2020-05-04"},
      {"<table><tr><th>Published</th><td>1975</td></tr></table>", &Article::updated, ""},
      {"<meta property=article:modified_time content=2020-02-03T04:05:06Z>"
       "<meta property=article:published_time content=2010-01-01>",
       &Article::updated, "2020-02-03"},
      {"<meta name=DC.Date content=2010-01-01>", &Article::updated, "2010-01-01"},
      {"<p>Last updated: November 21, 2008</p>", &Article::updated, "2008-11-21"},
      {"<time datetime=2018-01-02>x</time>", &Article::updated, "2018-01-02"},
      {"<script type=application/ld+json>{\"@graph\":[{\"@type\":\"WebSite\",\"dateModified\":"
       "\"2001\"},{\"@type\":\"WebPage\",\"dateModified\":\"2020-10-10\"}]}</script>",
       &Article::updated, "2020-10-10"},
      {"<script type=application/ld+json>{\"audience\":{\"audienceType\":\"Patient\"}}</script>",
       &Article::audience, "Patient"},
      {"<script type=application/ld+json>{broken</script><meta name=audience content=Clinician>",
       &Article::audience, "Clinician"},
  };
  for (const Row& row : rows)
    EXPECT_EQ(read_one("html", row.html).*row.field, row.value) << row.html;
}

struct ListRow {
  std::string_view html;
  Names Article::*field;
  Names values;
};

TEST(Metadata, Lists) {
  const ListRow rows[] = {
      {"<meta name=author content='A. Writer'>", &Article::authors, {"A. Writer"}},
      {"<meta property=article:author content=https://a.example/me>", &Article::authors, {}},
      {"<script type=application/ld+json>{\"author\":[{\"name\":\"A\"},\"B\"]}</script>"
       "<meta name=author content=C>",
       &Article::authors,
       {"A", "B"}},
      {"<script type=application/ld+json>{\"reviewedBy\":{\"@type\":\"Person\",\"name\":\"Dr R\"}}"
       "</script>",
       &Article::reviewers,
       {"Dr R"}},
      {"<script type=application/ld+json>{\"about\":{\"alternateName\":[\"wheeze\",\"BA\"]}}"
       "</script>",
       &Article::names,
       {"wheeze", "BA"}},
      {"<p>Also called: wheezing (noisy breath, tight chest), BA and reactive airways</p>",
       &Article::names,
       {"wheezing (noisy breath, tight chest)", "BA", "reactive airways"}},
      {"<p>También llamado: ciática y dolor ciático. Es común.</p>",
       &Article::names,
       {"ciática", "dolor ciático"}},
      {"<p>Also called the silent disease, it</p>", &Article::names, {}},
      {"<p>Medically reviewed by <a>Ann Roe, MD</a> and Leo Poe</p>",
       &Article::reviewers,
       {"Ann Roe, MD", "Leo Poe"}},
      // A line "By" may stand above another page's teaser: cleaning looks in the article only.
      {"<p>By Ann Roe</p>", &Article::authors, {}},
  };
  for (const ListRow& row : rows)
    EXPECT_EQ(read_one("html", row.html).*row.field, row.values) << row.html;
}

TEST(Metadata, HostOfAnAddress) {
  EXPECT_EQ(host_of("https://www.niddk.nih.gov/health?x"), "niddk.nih.gov");
  EXPECT_EQ(host_of("http://user@a.example:8080"), "a.example");
  EXPECT_EQ(host_of("no address"), "");
}

}  // namespace
}  // namespace medlar
