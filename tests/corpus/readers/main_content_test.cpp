// The article of a whole page with all that stands around it: what stays in, what goes.
#include <string>

#include "tests/corpus/readers/reading.h"

namespace medlar {
namespace {

constexpr std::string_view kBefore =
    "<html><head><title>Shin splints - Anytown Clinic</title></head><body>"
    "<div class=top-bar><a href=/>Home</a> <a href=/find>Find a doctor</a> <a href=/pay>Pay a "
    "bill</a> <a href=/visit>Plan your visit</a></div>"
    "<div class=layout><div class=content-column><h1>Shin splints</h1>"
    "<p>Shin splints are a pain along the inner edge of the shinbone. They come to runners, to "
    "dancers and to soldiers, mostly when training has become harder within a few weeks.</p>"
    "<h2>Symptoms</h2>"
    "<p>The pain is dull at first and goes away while you move. Later it stays for hours, and the "
    "bone is tender where you press it, over a length of several centimetres.</p>";

constexpr std::string_view kAfter =
    "<p>Most people are well again after two to four weeks of rest. Swimming and cycling keep you "
    "fit in the meantime, as long as they do not hurt.</p>"
    "<h2>Prevention</h2>"
    "<p>Raise the length of your runs by no more than a tenth each week, and replace your shoes "
    "before their soles are worn out. Softer ground helps as well.</p></div>";

constexpr std::string_view kEnd =
    "<div class=links><a href=/a>Careers at the clinic</a> <a href=/b>For the press</a> <a "
    "href=/c>Privacy</a></div><p>\u00a9 2021 Anytown Clinic. All rights "
    "reserved.</p></div></body></html>";

std::string page(std::string_view inside, std::string_view behind = {}) {
  std::string html(kBefore);
  ((html += inside) += kAfter) += behind;
  return html += kEnd;
}

std::string dropped_text(const Article& article) {
  std::string all;
  for (const DroppedText& dropped : article.dropped) all += dropped.text + "\n";
  return all;
}

TEST(MainContent, IsTheWholeArticleAndNothingElse) {
  const Article article = read_one("html", page(""), keeping_dropped());
  const std::string text = all_text(article);
  for (const char* const kept : {"Shin splints are", "several centimetres", "Symptoms",
                                 "do not hurt", "Prevention", "Softer ground helps"}) {
    EXPECT_NE(text.find(kept), std::string::npos) << kept << "\n" << text;
  }
  for (const char* const gone : {"Find a doctor", "Careers", "rights reserved"}) {
    EXPECT_EQ(text.find(gone), std::string::npos) << gone;
    EXPECT_NE(dropped_text(article).find(gone), std::string::npos) << gone;
  }
}

TEST(MainContent, WhatBelongsToAnArticleStaysIn) {
  for (const std::string_view inside : {
           "<ul><li>STAYS</li><li>ice</li><li>rest</li></ul>",
           "<ol><li>Warm up.</li><li>STAYS</li><li>Stretch.</li></ol>",
           "<dl><dt>Rest</dt><dd>STAYS, for some days</dd><dt>Ice</dt><dd>ten minutes</dd></dl>",
           "<table><caption>Doses</caption><tr><th>Drug</th><th>Dose</th></tr><tr><td>STAYS</td>"
           "<td>400 mg</td></tr><tr><td>paracetamol</td><td>500 mg</td></tr></table>",
           "<figure><img src=x><figcaption>The shinbone and the muscles beside it: STAYS."
           "</figcaption></figure>",
           "<details><summary>Can I run on?</summary><p>STAYS: not until the pain is gone.</p>"
           "</details>",
           "<div class=accordion><h3><button aria-expanded=false>x</button>Can I run on?</h3>"
           "<div class=accordion-panel><p>STAYS: not until the pain is gone.</p></div></div>",
           "<div role=tabpanel><p>STAYS: adults may take a painkiller for some days.</p></div>",
           "<blockquote><p>STAYS, said a runner who had tried it.</p></blockquote>",
           "<div>STAYS: adults may take a painkiller for some days.<br><br>Children should ask a "
           "doctor first.</div>",
           "<p>See <a href=/mri>STAYS</a> for how the picture is made.</p>",
       }) {
    const std::string text = all_text(read_one("html", page(inside)));
    EXPECT_NE(text.find("STAYS"), std::string::npos) << inside << "\n" << text;
  }
}

TEST(MainContent, WhatDoesNotIsLeftOutWithAReason) {
  std::string comments;
  for (int i = 0; i < 30; ++i) {
    comments +=
        "<li class=comment><p>GONE: I have had this pain for months, and nothing that I tried did "
        "help me at all, so I gave up running in the end.</p></li>";
  }
  struct Row {
    std::string inside;
    std::string behind;
  };
  const Row rows[] = {
      {"<div style='display:none'><p>GONE, because nobody sees it.</p></div>", ""},
      {"<div class=share-links><a href=x>GONE</a> <a href=y>Share</a></div>", ""},
      {"<div class=newsletter-signup><p>GONE: get our news by mail each week.</p></div>", ""},
      {"", "<ul class=comments>" + comments + "</ul>"},
      {"",
       "<aside><h2>News</h2><p>GONE: the clinic opens a second house for children in the "
       "north of the town in May.</p></aside>"},
      {"",
       "<footer><p>GONE: what stands here is no substitute for the advice of a doctor, who "
       "knows you.</p></footer>"},
      {"", "<div class=related-articles><a href=a>GONE</a> <a href=b>Knee pain</a></div>"},
      {"",
       "<div class=cookie-notice><p>GONE: we use cookies to learn how our pages are read, and "
       "you may decline them.</p></div>"},
  };
  for (const Row& row : rows) {
    const Article article = read_one("html", page(row.inside, row.behind), keeping_dropped());
    EXPECT_EQ(all_text(article).find("GONE"), std::string::npos) << row.inside << row.behind;
    EXPECT_NE(all_text(article).find("Shin splints are"), std::string::npos);
    EXPECT_NE(dropped_text(article).find("GONE"), std::string::npos) << row.inside << row.behind;
  }
}

TEST(MainContent, AListIsOfOnePiece) {
  const std::string text = all_text(
      read_one("html", page("<ul><li>rest</li><li>ice, ten minutes at a time, three times a "
                            "day</li><li>1 2 3</li><li><a href=x>shoes</a></li></ul>")));
  EXPECT_NE(text.find("rest\nice, ten minutes at a time, three times a day\n1 2 3\nshoes"),
            std::string::npos)
      << text;
}

}  // namespace
}  // namespace medlar
