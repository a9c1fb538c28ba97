// Where sentences end, with '|' between them.
#include "corpus/analysis/sentences.h"

#include <string>

#include <gtest/gtest.h>

namespace medlar {
namespace {

std::string split(const char* language, const std::string& text) {
  SentenceSplitter splitter(language);
  std::string shown;
  for (const SentenceSpan span : splitter.split(text)) {
    if (!shown.empty()) shown += '|';
    shown += text.substr(span.begin, span.end - span.begin);
  }
  return shown;
}

TEST(SentencesTest, EnglishBoundaries) {
  struct Row {
    const char* text;
    const char* sentences;
  };
  for (const Row& row : {
           Row{"One here. Two there.", "One here.|Two there."},
           Row{"Ask Dr. Smith today. He knows.", "Ask Dr. Smith today.|He knows."},
           Row{"Use fruit, e.g. Apples or pears. Eat.", "Use fruit, e.g. Apples or pears.|Eat."},
           Row{"See J. Vasc. Surg. 2004 for more. Read it.",
               "See J. Vasc. Surg. 2004 for more.|Read it."},
           Row{"Take 2.5 mg daily. Stop then.", "Take 2.5 mg daily.|Stop then."},
           Row{"It hurts! Why? Rest.", "It hurts!|Why?|Rest."},
           Row{"first item\nsecond item", "first item|second item"},
           Row{"One para.\n\nTwo para.", "One para.|Two para."},
           Row{"  blanks   around.   ", "blanks   around."},
           Row{"about 5 p.m. on Monday", "about 5 p.m. on Monday"},
           Row{"", ""},
       }) {
    EXPECT_EQ(split("en", row.text), row.sentences);
  }
}

TEST(SentencesTest, SpanishBoundaries) {
  EXPECT_EQ(split("es", "El Dr. Pérez vino. ¿Qué dijo? Nada."),
            "El Dr. Pérez vino.|¿Qué dijo?|Nada.");
}

}  // namespace
}  // namespace medlar
