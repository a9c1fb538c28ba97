// What people see at a terminal: the layout, its width, and that no article steers the terminal.
#include "query/render/terminal_renderer.h"

#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corpus/analysis/utf8.h"
#include "tests/support/understood_response.h"

namespace medlar {
namespace {

using testing::HasSubstr;
using testing::Not;
using Marks = TerminalStyle::Marks;

Hit a_hit() {
  Hit hit;
  hit.rank = 1;
  hit.id = "a-1";
  hit.url = "https://a.example/1";
  hit.title = "Bone cement";
  hit.reviewed = "2008-11-21";
  hit.section_heading = "Uses";
  hit.section_anchor = "uses";
  hit.snippet = {.text = "Surgeons use cement.", .matches = {{13, 19}}};
  hit.score = 2.5;
  return hit;
}

std::string rendered(const Hit& hit, const TerminalStyle& style = {}) {
  SearchResponse response;
  response.hits = {hit};
  return render_terminal(response, style);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

TEST(TerminalRenderer, Layout) {
  EXPECT_EQ(rendered(a_hit()),
            " 1. Bone cement\n"
            "    https://a.example/1#uses | Uses | reviewed 2008-11-21\n"
            "    Surgeons use *cement*.\n");
}

TEST(TerminalRenderer, WhatIsUnknownIsLeftOut) {
  Hit hit;
  hit.rank = 12;
  hit.id = "a-12";
  EXPECT_EQ(rendered(hit), "12. a-12\n    a-12\n");
  EXPECT_EQ(render_terminal({}, {}), "");
}

TEST(TerminalRenderer, HitsAreApart) {
  SearchResponse response;
  response.hits = {a_hit(), a_hit()};
  EXPECT_THAT(render_terminal(response, {}), HasSubstr("*cement*.\n\n 1. Bone"));
}

TEST(TerminalRenderer, Colours) {
  EXPECT_EQ(rendered(a_hit(), {.marks = Marks::kColor}),
            " 1. \x1b[1mBone cement\x1b[0m\n"
            "    https://a.example/1#uses | Uses | reviewed 2008-11-21\n"
            "    Surgeons use \x1b[1;33mcement\x1b[0m.\n");
}

TEST(TerminalRenderer, OtherPlacesOfTheSameText) {
  Hit hit = a_hit();
  hit.also_at = {{"a-2", "https://b.example/2", "B"}, {"a-3", "", "C\x1b"}};
  hit.copies = 2;
  EXPECT_THAT(rendered(hit), HasSubstr("*cement*.\n    also at: https://b.example/2, a-3\n"));
  hit.copies = 12;
  EXPECT_THAT(rendered(hit), HasSubstr("a-3 and 10 more\n"));
}

TEST(TerminalRenderer, Explains) {
  Hit hit = a_hit();
  hit.parts = {{"cement", 2.0}, {"bone", 0.5}};
  EXPECT_THAT(rendered(hit), HasSubstr("       2.0000  cement\n"
                                       "       0.5000  bone\n"
                                       "       2.5000  score\n"));
}

TEST(TerminalRenderer, Marks) {
  struct Row {
    const char* decision;
    std::string text;
    std::vector<TextRange> matches;
    std::string line;
  };
  for (const Row& row : {
           Row{"none", "bone cement", {}, "    bone cement\n"},
           Row{"at both ends", "bone cement", {{0, 4}, {5, 11}}, "    *bone* *cement*\n"},
           Row{"adjacent", "5mg", {{0, 1}, {1, 3}}, "    *5**mg*\n"},
           Row{"over a blank", "bone cement", {{0, 11}}, "    *bone* *cement*\n"},
           Row{"within a word", "\u201cbone\u201d", {{3, 7}}, "    \u201c*bone*\u201d\n"},
           Row{"no snippet", "", {}, ""},
       }) {
    Hit hit = a_hit();
    hit.snippet = {.text = row.text, .matches = row.matches};
    const std::string text = rendered(hit);
    EXPECT_EQ(text.substr(text.find('\n', text.find("https")) + 1), row.line) << row.decision;
  }
}

TEST(TerminalRenderer, SnippetsKeepToTheWidth) {
  constexpr unsigned kSeed = 20261123;
  SCOPED_TRACE(testing::Message() << "seed " << kSeed);
  std::mt19937 random(kSeed);
  const std::vector<std::string> words{"a", "ni\u00f1o", "cement", "osteoporosis,",
                                       "\u03b2-blocker"};
  for (int round = 0; round < 500; ++round) {
    Hit hit = a_hit();
    hit.snippet = {};
    for (unsigned n = random() % 40; n > 0; --n) {
      if (!hit.snippet.text.empty()) hit.snippet.text += ' ';
      const std::size_t begin = hit.snippet.text.size();
      hit.snippet.text += words[random() % words.size()];
      if (random() % 2 == 0) hit.snippet.matches.push_back({begin, hit.snippet.text.size()});
    }
    const std::size_t width = 40 + random() % 60;
    std::string words_shown;
    const auto lines = lines_of(rendered(hit, {.width = width}));
    for (std::size_t i = 2; i < lines.size(); ++i) {
      ASSERT_LE(count_characters(lines[i]), width) << lines[i];
      if (!words_shown.empty()) words_shown += ' ';
      words_shown += lines[i].substr(4);
    }
    std::erase(words_shown, '*');
    ASSERT_EQ(words_shown, hit.snippet.text);
  }
}

TEST(TerminalRenderer, NarrowTerminalsAndLongWords) {
  Hit hit = a_hit();
  hit.snippet = {.text = "short " + std::string(200, 'x') + " words"};
  EXPECT_EQ(lines_of(rendered(hit, {.width = 0})).size(), 5U);  // a word too long has its own line
}

TEST(TerminalRenderer, ControlCharactersNeverReachTheTerminal) {
  const std::string nasty =
      "a\x1b[31m\r\n\t\x07\x7f \u0085\u009b2J \u009d0;x\u009c b" + std::string("\0", 1);
  SearchResponse response;
  response.hits = {a_hit()};
  Hit& hit = response.hits[0];
  hit.id = hit.url = hit.title = hit.section_heading = hit.section_anchor = hit.reviewed = nasty;
  hit.snippet = {.text = nasty, .matches = {{0, nasty.size()}}};
  hit.parts = {{nasty, 1}};
  response.query = nasty;
  response.dropped = {nasty};
  response.corrected = response.suggested = nasty;
  response.concepts = {{nasty, nasty, {nasty}, 0, 1}};
  response.added = {nasty, nasty + "!"};
  response.abbreviations = {{nasty, {{nasty, 1, nasty}}, false}, {nasty, {{nasty, 1, ""}}, true}};
  const SearchResponse found = response;
  SearchResponse nothing = response;
  nothing.hits.clear();
  for (const std::string& text :
       {render_terminal(found, {}), render_summary(found), render_summary(nothing)}) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto c = static_cast<unsigned char>(text[i]);
      ASSERT_TRUE(c >= 0x20 || c == '\n') << static_cast<int>(c);
      ASSERT_NE(c, 0x7f);
      ASSERT_TRUE(c != 0xC2 || static_cast<unsigned char>(text[i + 1]) >= 0xA0) << text;
    }
  }
}

TEST(TerminalRenderer, Summary) {
  SearchResponse response;
  response.query = "the asthma";
  EXPECT_EQ(render_summary(response), "no article found for: the asthma\n");
  response.hits = {a_hit(), a_hit()};
  response.hits[0].rank = 11;
  response.hits[1].rank = 12;
  response.total = 40;
  response.took_ms = 1.25;
  response.dropped = {"the", "of"};
  response.diagnostics = {{"a bracket is not closed", 0, 1}};
  EXPECT_THAT(render_summary(response),
              HasSubstr("11 to 12 of 40 articles, 1.2 ms\nleft out of the query: the of\n"
                        "note: a bracket is not closed\n"));
  response.total_is_exact = false;
  EXPECT_THAT(render_summary(response), HasSubstr("11 to 12 of about 40 articles"));
}

TEST(TerminalRenderer, SummaryTellsHowTheQueryWasUnderstood) {
  SearchResponse response = understood_response();
  EXPECT_THAT(render_summary(response),
              HasSubstr("searched for how is PE or heart attack treated (not with --no-correct)\n"
                        "did you mean how is PE or hard attack treated?\n"
                        "PE is taken to mean pulmonary embolism (1123 articles); it can also mean "
                        "pre-eclampsia (40 articles)\n"
                        "also searched for PE: pulmonary embolism; hart attack: myocardial "
                        "infarction, MI (not with --no-expand)\n"
                        "sections about treatment and side effects come first\n"
                        "left out of the query: how is\n"));
  response.abbreviations.front().is_decided = false;
  EXPECT_THAT(render_summary(response),
              HasSubstr("PE can mean pulmonary embolism (1123 articles), pre-eclampsia (40 "
                        "articles)\n"));
  response.concepts = {{"a", "a", std::vector<std::string>(30, "x"), 0, 1}};
  EXPECT_THAT(render_summary(response), HasSubstr("x, x and 21 more (not with"));
}

}  // namespace
}  // namespace medlar
