// A snippet as HTML: escaped first, marked after, so that no text of an article becomes an element.
#include "query/render/html_marks.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace medlar {
namespace {

TEST(HtmlMarks, Escape) {
  struct Row {
    std::string text;
    std::string html;
  };
  for (const Row& row : {
           Row{"", ""},
           Row{"plain \u03b2-blockers", "plain \u03b2-blockers"},
           Row{"& < > \" '", "&amp; &lt; &gt; &quot; &#39;"},
           Row{"p < 0.05 & n > 3", "p &lt; 0.05 &amp; n &gt; 3"},
           Row{"&amp;", "&amp;amp;"},
           Row{"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
           Row{"<mark>", "&lt;mark&gt;"},
       }) {
    EXPECT_EQ(escape_html(row.text), row.html);
  }
}

TEST(HtmlMarks, Marks) {
  struct Row {
    const char* decision;
    std::string text;
    std::vector<TextRange> matches;
    std::string html;
  };
  for (const Row& row : {
           Row{"none", "bone cement", {}, "bone cement"},
           Row{"nothing at all", "", {}, ""},
           Row{"at the beginning", "bone cement", {{0, 4}}, "<mark>bone</mark> cement"},
           Row{"at the end", "bone cement", {{5, 11}}, "bone <mark>cement</mark>"},
           Row{"everything", "bone", {{0, 4}}, "<mark>bone</mark>"},
           Row{"two", "bone cement", {{0, 4}, {5, 11}}, "<mark>bone</mark> <mark>cement</mark>"},
           Row{"adjacent", "5mg", {{0, 1}, {1, 3}}, "<mark>5</mark><mark>mg</mark>"},
           Row{"multi-byte",
               "\u00e9\u00e9 ni\u00f1o",
               {{5, 10}},
               "\u00e9\u00e9 <mark>ni\u00f1o</mark>"},
           Row{"escaped inside and around",
               "<a> b&c \"d\"",
               {{4, 7}},
               "&lt;a&gt; <mark>b&amp;c</mark> &quot;d&quot;"},
           Row{"offsets are those of the text",
               "&&& x",
               {{4, 5}},
               "&amp;&amp;&amp; <mark>x</mark>"},
       }) {
    EXPECT_EQ(marked_html({.text = row.text, .matches = row.matches}), row.html) << row.decision;
  }
}

}  // namespace
}  // namespace medlar
