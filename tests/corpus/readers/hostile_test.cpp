// Pages that are broken, huge or made to hurt: none may crash, hang, lose text without need, or
// produce anything but clean UTF-8. Each must be read within seconds, even with sanitizers.
#include <chrono>
#include <functional>

#include <gtest/gtest.h>

#include "corpus/readers/markup_guard.h"
#include "corpus/readers/xml_document.h"
#include "tests/corpus/readers/reading.h"

namespace medlar {
namespace {

using namespace std::string_view_literals;

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::string with_attributes(std::size_t count) {
  std::string out = "<p";
  for (std::size_t i = 0; i < count; ++i) out += " a" + std::to_string(i) + "=1";
  return out + ">kept</p>";
}

struct Row {
  std::string_view what;
  std::string html;
  std::string_view must_hold;  // text that must not be lost: it is in the article, or was dropped
};

std::vector<Row> hostile_pages() {
  return {
      {"300 nested tags", repeated("<div>", 300) + "kept", "kept"},
      {"100,000 nested tags", repeated("<div>", 100'000) + "kept", "kept"},
      {"100,000 nested tags with text", repeated("<div>w ", 100'000) + "kept", "kept"},
      {"100,000 nested tags with ids", repeated("<div id=x>", 100'000) + "<h2>H</h2>kept", "kept"},
      {"nested lists", repeated("<ul><li>", 20'000) + "kept", "kept"},
      {"nested details", repeated("<details><summary>s</summary>", 5'000) + "kept", "kept"},
      {"nested tables", repeated("<table><tr><td>", 5'000) + "kept", "kept"},
      {"nested links", repeated("<a href=x>", 20'000) + "kept", "kept"},
      {"nested superscripts", repeated("<sup>", 20'000) + "kept", "kept"},
      {"100,000 nested labels", repeated("<b>last reviewed<i>x", 100'000) + "kept", "kept"},
      {"100,000 labels side by side", repeated("last reviewed<i>x</i>", 100'000) + "kept", "kept"},
      {"misnested inline tags", repeated("<b><i><u>", 10'000) + "kept", "kept"},
      {"100,000 attributes", with_attributes(100'000), "kept"},
      {"401 attributes", with_attributes(401), "kept"},
      {"800,000 attributes in small tags",
       repeated("<p a b c d e f g h>x</p>", 100'000) + "<script x>if (a < b)</script>kept", "kept"},
      {"nested lists with text", repeated("<ul><li>w ", 50'000) + "kept", "kept"},
      {"nested articles with text", repeated("<article class=post><h1>x</h1>w ", 20'000) + "kept",
       "kept"},
      {"an attribute of 1 MB", "<img src=\"data:" + std::string(1 << 20, 'A') + "\">kept", "kept"},
      {"a quote that never closes", "<a href=\"x>kept</a><p>also kept", "kept"},
      {"an unclosed comment", "<p>before</p><!-- kept <p>kept too", "kept too"},
      {"an unclosed title", "<title>Title<p>kept", "kept"},
      {"an unclosed script", "<p>kept</p><script>if (a < b", "kept"},
      {"unclosed everything", "<html><body><div><p><b>kept <i>text", "kept text"},
      {"no tags", "kept", "kept"},
      {"1 MB of <", std::string(1 << 20, '<') + "p>kept", ""},
      {"1 MB of &", std::string(1 << 20, '&') + "<p>kept", "kept"},
      {"100,000 unclosed quotes", repeated("<a b='>", 100'000) + "<p>x", ""},
      {"100,000 comment starts", repeated("<!-- ", 100'000) + "kept", "kept"},
      {"100,000 script starts", repeated("<script>", 100'000) + "x", ""},
      {"NUL at the start and inside", std::string("\0<p>ke\0pt</p>"sv), "kept"},
      {"bytes that are not UTF-8", "<meta charset=utf-8><p>é\xFF\xC3(é é é kept", "kept"},
      {"numeric references to nothing", "<p>&#0;&#xD800;&#xFFFF;&#1;&#99999999999;kept", "kept"},
      {"noncharacters",
       "<p>a\xEF\xBF\xBE"
       "b\xEF\xBF\xBF kept",
       "kept"},
      {"an external entity", "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><p>&x;kept",
       "kept"},
      {"an empty page", "", ""},
      {"white space", " \n\t ", ""},
      {"only markup", "<html><head></head><body></body></html>", ""},
      {"a frameset", "<frameset><frame src=x></frameset>", ""},
      {"deep JSON-LD",
       "<script type=application/ld+json>" + repeated("[", 100'000) + "</script><p>kept", "kept"},
  };
}

TEST(Hostile, PagesAreReadWholeInTime) {
  for (const Row& row : hostile_pages()) {
    const auto start = std::chrono::steady_clock::now();
    const Result<ReadResult> result = read_as("html", row.html, keeping_dropped());
    const auto elapsed = std::chrono::steady_clock::now() - start;
    EXPECT_LT(elapsed, std::chrono::seconds(10)) << row.what;
    if (!result) {
      EXPECT_TRUE(row.must_hold.empty()) << row.what << ": " << result.error().message;
      continue;
    }
    const Article& article = result->articles.at(0);
    std::string text = all_text(article);
    for (const DroppedText& dropped : article.dropped) text += "\n" + dropped.text;
    EXPECT_NE(text.find(row.must_hold), std::string::npos) << row.what;
    EXPECT_TRUE(all_clean(article)) << row.what;
  }
}

TEST(Hostile, PagesOfNothingButTagsAreNamed) {
  const Result<ReadResult> result = read_as("html", repeated("<p>x", kMostTags + 1));
  ASSERT_TRUE(result);
  EXPECT_TRUE(result->articles.empty());
  ASSERT_EQ(result->rejections.size(), 1U);
  EXPECT_EQ(result->rejections[0].code, "too_many_tags");
  // Where HTML is a part of something else, the record that holds it is refused.
  EXPECT_FALSE(XmlDocument::parse_html(repeated("<p>x", kMostTags + 1)));
  EXPECT_TRUE(XmlDocument::parse_html(repeated("<p>x", kMostTags)));
}

TEST(Hostile, BinaryIsAnErrorInEveryFormat) {
  for (const ReaderInfo& reader : readers()) {
    const Result<ReadResult> result = read_as(reader.name, "\x89PNG\r\n\x1A\n\0\0\0\rIHDR"sv);
    ASSERT_FALSE(result) << reader.name;
    EXPECT_EQ(result.error().code, ErrorCode::kBadInput);
  }
}

TEST(Hostile, EveryFormatSurvivesEveryPage) {
  for (const ReaderInfo& reader : readers()) {
    for (const Row& row : hostile_pages()) {
      const Result<ReadResult> result = read_as(reader.name, row.html);
      if (!result) continue;
      for (const Article& article : result->articles) {
        EXPECT_TRUE(all_clean(article)) << reader.name << ": " << row.what;
      }
    }
  }
}

TEST(Hostile, EntityBombsHaveNothingToExpand) {
  std::string dtd = "<!DOCTYPE Document [<!ENTITY a0 \"lol\">";
  for (int i = 1; i < 10; ++i) {
    const std::string below = "&a" + std::to_string(i - 1) + ";";
    dtd += "<!ENTITY a" + std::to_string(i) + " \"" + repeated(below, 10) + "\">";
  }
  const Article article = read_one(
      "medquad", dtd +
                     "]><Document id='1' source='S'><QAPairs><QAPair><Answer>&a9; kept</Answer>"
                     "</QAPair></QAPairs></Document>");
  EXPECT_EQ(article.sections.at(0).text, "&a9; kept");
}

TEST(Hostile, OversizedTagsAreRefusedInXml) {
  const Result<ReadResult> result = read_as("medquad", with_attributes(100'000));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kBadInput);
}

TEST(MarkupGuard, OrdinaryPagesAreNotCopied) {
  constexpr std::string_view kPage =
      "<!doctype html><!-- a > b --><title>x</title><a href='a>b' title=\"c\">d</a> 1 < 2 <br/>";
  std::string storage;
  EXPECT_EQ(guarded_html(kPage, storage).data(), kPage.data());
}

TEST(MarkupGuard, XmlReferences) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"<a>&amp;&lt;&#946;&#x3b2;</a>", "<a>&amp;&lt;&#946;&#x3b2;</a>"},
      {"<a>&alpha;&nbsp;&mdash;</a>", "<a>α\xC2\xA0—</a>"},
      {"<a>&product; AT&T &</a>", "<a>&amp;product; AT&amp;T &amp;</a>"},
      {"<a t='&eacute;'/>", "<a t='é'/>"},
      {"<a><![CDATA[&x; <]]><!-- &x; --></a>", "<a><![CDATA[&x; <]]></a>"},
      {"<!DOCTYPE a [<!ENTITY x '>'>]><a/>", "<a/>"},
      {"<a><!-- never closed</a>", "<a> never closed</a>"},
      {"<a>p < 0.05</a>", "<a>p &lt; 0.05</a>"},
  };
  for (const auto& [xml, guarded] : rows) {
    const Result<std::string> result = guarded_xml(xml);
    ASSERT_TRUE(result) << xml;
    EXPECT_EQ(*result, guarded);
  }
}

}  // namespace
}  // namespace medlar
