// What a page's markup becomes: sections, lines, and what is left out.
#include <algorithm>

#include "tests/corpus/readers/reading.h"

namespace medlar {
namespace {

struct Row {
  std::string_view html;
  std::string_view sections;
};

TEST(Html, TextJoinsAsOnTheScreen) {
  const Row rows[] = {
      {"<p><b>osteo</b>porosis  and\n\t bones</p>", "[0 ]\nosteoporosis and bones\n"},
      {"<p>one</p><p>two</p>", "[0 ]\none\n\ntwo\n"},
      {"<div>one<div>two</div>three</div>", "[0 ]\none\n\ntwo\n\nthree\n"},
      {"<p>line<br>next</p>", "[0 ]\nline\nnext\n"},
      {"one<br><br>two", "[0 ]\none\n\ntwo\n"},
      {"<p>one <span>two</span> <i>three</i></p>", "[0 ]\none two three\n"},
      {"<p>a&nbsp;b</p>", "[0 ]\na b\n"},
      {"<p>It&#146;s &quot;ok&quot; &amp; fine &eacute;</p>", "[0 ]\nIt’s \"ok\" & fine é\n"},
      {"<ul><li>one</li><li>two<ul><li>deep</li></ul></li></ul><p>after</p>",
       "[0 ]\none\ntwo\ndeep\n\nafter\n"},
      {"<ul><li><p>one</p></li><li><p>two</p></li></ul>", "[0 ]\none\ntwo\n"},
      {"<dl><dt>Dose</dt><dd>5 mg</dd></dl>", "[0 ]\nDose\n5 mg\n"},
      {"<pre>a\n  b\n\nc</pre>", "[0 ]\na\n  b\n\nc\n"},
      {"<figure><img alt=x><figcaption>A bone</figcaption></figure><p>t</p>",
       "[0 ]\nA bone\n\nt\n"},
      // Cells end in "; " unless their text brings its own end.
      {"<table><caption>Doses</caption><tr><th>Drug</th><th>Dose</th></tr>"
       "<tr><td>A <p>b</p></td><td>Once.</td><td>x</td></tr></table>",
       "[0 ]\nDoses\n\nDrug; Dose\nA b; Once. x\n"},
      // A table with headings lays out the page.
      {"<table><tr><td><h2>Left</h2><p>one</p></td><td><p>two</p></td></tr></table>",
       "[2 Left]\none\n\ntwo\n"},
      // Footnote marks keep off words; exponents and ordinals with letters do not.
      {"<p>the spine<sup>1</sup>After</p>", "[0 ]\nthe spine¹ After\n"},
      {"<p>known.<sup><a href=#r>2</a>,<a href=#r>3</a></sup> Next</p>", "[0 ]\nknown.²,³ Next\n"},
      {"<p>the 1<sup>st</sup> CO<sub>2</sub></p>", "[0 ]\nthe 1st CO2\n"},
      {"<p>a study<sup>[12]</sup>. It</p>", "[0 ]\na study[12]. It\n"},
      {"<p>10<sup>9</sup>/L, kg/m<sup>2</sup>, 10<sup>-9</sup></p>", "[0 ]\n10⁹/L, kg/m², 10⁻⁹\n"},
      {"<p>Ca<sup>2+</sup> and CD4<sup>+</sup> cells</p>", "[0 ]\nCa2+ and CD4+ cells\n"},
      {"<p>given <sup>131</sup>I and [<sup>18</sup>F]FDG</p>", "[0 ]\ngiven 131I and [18F]FDG\n"},
      {"<p><sup>1</sup>Doe J. A book.</p>", "[0 ]\n¹ Doe J. A book.\n"},
  };
  for (const Row& row : rows)
    EXPECT_EQ(shown(read_one("html", row.html)), row.sections) << row.html;
}

TEST(Html, HeadingsOpenSections) {
  const Row rows[] = {
      {"<p>intro</p><h2 id=a>One</h2><p>x</p><h3>Two</h3><p>y</p>",
       "[0 ]\nintro\n[2 One #a]\nx\n[3 Two]\ny\n"},
      {"<title>Asthma - Clinic</title><h1>Asthma</h1><p>x</p>", "[0 ]\nx\n"},
      {"<title>Asthma - Clinic</title><h1>Wheezing</h1><p>x</p>", "[1 Wheezing]\nx\n"},
      // The anchor may stand on the wrapper that the heading opens, or right before it.
      {"<section id=s><div><h2>One</h2></div><p>x</p><h2>Two</h2><p>y</p></section>",
       "[2 One #s]\nx\n[2 Two]\ny\n"},
      {"<a name=old></a><h2>One</h2><p>x</p>", "[2 One #old]\nx\n"},
      {"<div id=banner></div><h2>One</h2><p>x</p>", "[2 One]\nx\n"},
      {"<h2>FAQ</h2><details><summary>Why?</summary><p>x</p></details>"
       "<details><summary>How?</summary>y</details><p>after</p>",
       "[2 FAQ]\n\n[3 Why?]\nx\n[3 How?]\ny\n[2 FAQ]\nafter\n"},
      {"<h2>Two <br> lines</h2><p>x</p>", "[2 Two lines]\nx\n"},
      {"<h2></h2><p>x</p>", "[0 ]\nx\n"},
      {"<ul><li><h3>Card</h3>text</li></ul>", "[3 Card]\ntext\n"},
  };
  for (const Row& row : rows)
    EXPECT_EQ(shown(read_one("html", row.html)), row.sections) << row.html;
}

TEST(Html, AnUnclosedHeadingDoesNotSwallowTheText) {
  const std::string text(600, 'x');
  const Article article = read_one("html", "<h2>" + text);
  ASSERT_EQ(article.sections.size(), 1U);
  EXPECT_EQ(article.sections[0].text, text);
}

constexpr std::string_view kArticle =
    "<p>Sciatica is pain along the nerve that runs from the lower back down each of the legs.</p>"
    "<p>Most people get better within some weeks, without any operation or strong medicines.</p>";

TEST(Html, FurnitureIsLeftOutWithItsReason) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"<nav>Gone</nav>", "navigation"},
      {"<aside>Gone</aside>", "aside"},
      {"<footer>Gone</footer>", "footer"},
      {"<header>Gone</header>", "site header"},
      {"<script>Gone</script>", "script"},
      {"<noscript>Gone</noscript>", "noscript"},
      {"<button>Gone</button>", "form control"},
      {"<select><option>Gone</select>", "form control"},
      {"<svg><text>Gone</text></svg>", "drawing"},
      {"<div hidden>Gone</div>", "hidden"},
      {"<div aria-hidden=true>Gone</div>", "hidden"},
      {"<div style='color:red; Display : None'>Gone</div>", "hidden"},
      {"<div role=navigation>Gone</div>", "navigation"},
      {"<div class='x share-buttons'>Gone</div>", "sharing"},
      {"<div class=cookieBanner>Gone</div>", "cookie notice"},
      {"<div class=newsletter_signup>Gone</div>", "newsletter"},
      {"<div class=ad-box>Gone</div>", "advertising"},
      {"<div id=breadcrumbs>Gone</div>", "breadcrumb"},
      {"<a class=skip-link href=#m>Gone</a>", "skip link"},
      {"<div id=sidebar-right>Gone</div>", "sidebar"},
      {"<div class=related-pages>Gone</div>", "related pages"},
  };
  for (const auto& [html, reason] : rows) {
    const Article article =
        read_one("html", std::string(kArticle) + std::string(html), keeping_dropped());
    EXPECT_EQ(all_text(article).find("Gone"), std::string::npos) << html;
    ASSERT_EQ(article.dropped.size(), 1U) << html;
    EXPECT_EQ(article.dropped[0].reason, reason);
    EXPECT_EQ(article.dropped[0].text, "Gone");
  }
}

TEST(Html, WhatOnlyLooksLikeFurnitureStays) {
  for (const std::string_view html :
       {"<section id=social-anxiety><h2>x</h2><p>Stays</p></section>",
        "<div id=related-conditions>Stays</div>", "<div class=drug-related-death>Stays</div>",
        "<div class=shared>Stays</div>", "<div class=header>Stays</div>",
        "<div hidden=until-found>Stays</div>", "<form>Stays</form>",
        "<article><header>Stays</header></article>"}) {
    const Article article = read_one("html", std::string(html) + std::string(kArticle));
    EXPECT_NE(all_text(article).find("Stays"), std::string::npos) << html;
  }
}

TEST(Html, NothingThatHoldsTheTextIsLeftOut) {
  for (const std::string_view open :
       {"<div class=sidebar>", "<div style='display:none'>", "<div class='modal'>", "<aside>",
        "<form class=newsletter>", "<div id=ads>"}) {
    const Article article = read_one("html", std::string(open) + std::string(kArticle));
    EXPECT_NE(all_text(article).find("Sciatica"), std::string::npos) << open;
  }
}

TEST(Html, MainIsPreferredWhenItHoldsMostOfTheText) {
  const std::string article(kArticle);
  EXPECT_EQ(shown(read_one("html", "<div>Menu</div><main>" + article + "</main>")),
            shown(read_one("html", article)));
  const std::string shorter = "<main>Hello</main>" + article;
  EXPECT_NE(all_text(read_one("html", shorter)).find("Sciatica"), std::string::npos);
}

TEST(Html, BytesAreDecodedAsDeclared) {
  EXPECT_EQ(read_one("html", "<meta charset=iso-8859-1><p>caf\xE9 \x93ok\x94</p>").sections[0].text,
            "café “ok”");
  const Result<ReadResult> result = read_as("html", "<meta charset=utf-8><p>it\x92s</p>");
  ASSERT_TRUE(result);
  EXPECT_EQ(result->articles[0].sections[0].text, "it’s");
  EXPECT_EQ(result->repaired, 1U);
}

}  // namespace
}  // namespace medlar
