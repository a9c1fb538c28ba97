// Every form that topics come in, and what is said of those that are none.
#include "query/evaluation/topics.h"

#include <string>

#include <gtest/gtest.h>

#include "tests/query/evaluation/evaluating.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

/// "qid=text|qid=text"
std::string read(std::string_view text, std::string_view wording = {}) {
  const auto topics = parse_topics(text, "f", wording);
  if (!topics) return error_of(topics);
  std::string all;
  for (const Topic& topic : *topics) {
    all += (all.empty() ? "" : "|") + topic.qid + "=" + topic.text;
  }
  return all;
}

struct Row {
  std::string_view what;
  std::string_view text;
  std::string_view read;
  std::string_view wording = {};
};

constexpr std::string_view kTrec = R"(<top>
<num> Number: 301
<title> International Organized Crime
<desc> Description:
Identify organizations that
participate in crime.
<narr> Narrative:
A relevant document must name one.
</top>

<top>
<num> 302 </num>
<title>
Poliomyelitis and Post-Polio
</title>
<desc>Is it under control?</desc>
</top>
)";

constexpr std::string_view kTrecXml = R"(<?xml version="1.0"?>
<topics task="t">
  <topic number="1"><query>heart &amp; lung</query><question>What of
    the heart?</question></topic>
  <topic number=" 2 "><query></query><question>Second &lt;b&gt;</question></topic>
</topics>
)";

constexpr std::string_view kLiveQa = R"(<?xml version="1.0" encoding="UTF-8"?>
<LiveQA2017-Medical-Test-Questions>
  <NLM-QUESTION qid="TQ1">
    <Original-Question qfile="1.xml">
      <SUBJECT>bone cement</SUBJECT>
      <MESSAGE>Does it
        leak?</MESSAGE>
    </Original-Question>
    <NIST-PARAPHRASE>Can bone cement leak?</NIST-PARAPHRASE>
    <NLM-Summary>Does bone cement leak?</NLM-Summary>
  </NLM-QUESTION>
  <NLM-QUESTION qid="TQ20">
    <Original-Question><SUBJECT/><MESSAGE>Gout</MESSAGE></Original-Question>
    <NIST-PARAPHRASE></NIST-PARAPHRASE>
    <NLM-SUMMARY>What is gout?</NLM-SUMMARY>
  </NLM-QUESTION>
</LiveQA2017-Medical-Test-Questions>
)";

TEST(Topics, EveryForm) {
  for (const Row& row : {
           Row{"TSV", "1\tbone cement\nq-2\tgout\n", "1=bone cement|q-2=gout"},
           Row{"its only wording by name", "1\tgout\n", "1=gout", "text"},
           Row{"the order is the file's", "9\ta\n10\tb\n1\tc\n", "9=a|10=b|1=c"},
           Row{"no line end at the end", "1\ta", "1=a"},
           Row{"CRLF", "1\ta b\r\n2\tc\r\n", "1=a b|2=c"},
           Row{"blank lines and comments", "# qid, text\n\n1\ta\n  \n#2\tb\n3\tc\n", "1=a|3=c"},
           Row{"empty text", "1\t\n2\t  \n3\tc\n", "1=|2=|3=c"},
           Row{"further tabs are blanks", "1\ta\tb  c\n", "1=a b c"},
           Row{"blanks around the qid", " 1 \ta\n", "1=a"},
           Row{"other letters", "1\tni\u00f1o \u7cd6\n", "1=ni\u00f1o \u7cd6"},
           Row{"a text like a tag", "1\t<b> or {\n", "1=<b> or {"},

           Row{"TREC", kTrec, "301=International Organized Crime|302=Poliomyelitis and Post-Polio"},
           Row{"its titles by name", kTrec,
               "301=International Organized Crime|302=Poliomyelitis and Post-Polio", "title"},
           Row{"its descriptions", kTrec,
               "301=Identify organizations that participate in crime.|302=Is it under control?",
               "desc"},
           Row{"a wording that not all have", kTrec,
               "301=A relevant document must name one.|302=", "narr"},
           Row{"TREC of 1992", "<top>\n<num> Number:  051\n<title> Topic:  Airbus\n</top>\n",
               "051=Airbus"},
           Row{"TREC with CRLF", "<top>\r\n<num> 1\r\n<title> a\r\n b\r\n</top>\r\n", "1=a b"},
           Row{"a top without end", "<top>\n<num> 1\n<title> a\n<top>\n<num> 2\n<title> b\n",
               "1=a|2=b"},
           Row{"signs that are no tags", "<top><num> 1 <title> a <5 and b < c <X></top>",
               "1=a <5 and b < c <X>"},
           Row{"a comment before TREC", "# mine\n<top><num> 1 <title> a</top>", "1=a"},

           Row{"XML", kTrecXml, "1=heart & lung|2="},
           Row{"XML, another element", kTrecXml, "1=What of the heart?|2=Second <b>", "question"},
           Row{"XML without elements",
               "<topics><topic number=\"1\"> A man\n of 45. </topic></topics>", "1=A man of 45."},
           Row{"XML, empty topic", "<topics><topic number=\"1\"/></topics>", "1="},
           Row{"XML, id or qid",
               "<t><topic id=\"a\"><q>x</q></topic><topic qid=\"b\"><q>y</q></topic></t>",
               "a=x|b=y"},

           Row{"BEIR",
               "{\"_id\": \"PLAIN-1\", \"text\": \"a  b\", \"metadata\": {}}\n"
               "{\"_id\": 2, \"text\": \"\"}\r\n",
               "PLAIN-1=a b|2="},
           Row{"other keys",
               "{\"qid\": \"1\", \"query\": \"a\"}\n{\"id\": \"2\", \"text\": \"b\"}\n", "1=a|2=b"},
           Row{"a qid as a run writes it", "{\"_id\": \"a b\", \"text\": \"x\"}\n", "a_b=x"},
           Row{"a comment before BEIR", "# mine\n{\"_id\": \"1\", \"text\": \"x\"}\n", "1=x"},

           Row{"LiveQA-Med", kLiveQa, "1=bone cement Does it leak?|20=Gout"},
           Row{"its message by name", kLiveQa, "1=bone cement Does it leak?|20=Gout", "original"},
           Row{"its paraphrase", kLiveQa, "1=Can bone cement leak?|20=", "paraphrase"},
           Row{"its summary", kLiveQa, "1=Does bone cement leak?|20=What is gout?", "summary"},
       }) {
    EXPECT_EQ(read(row.text, row.wording), row.read) << row.what;
  }
}

TEST(Topics, ErrorsNameThePlaceAndTheRemedy) {
  constexpr std::string_view kTsvHint = " | a line is: qid TAB text";
  constexpr std::string_view kJsonHint = R"( | a line is: {"_id": "qid", "text": "the question"})";
  constexpr std::string_view kTopHint = " | a topic has <num>, and <title> or <desc>";
  constexpr std::string_view kXmlHint =
      " | each has a number, as in <topic number=\"1\"> or <NLM-QUESTION qid=\"TQ1\">";
  constexpr std::string_view kNoTopics =
      "f holds no topics | topics are TSV (qid TAB text), TREC <top>, BEIR JSON Lines or "
      "LiveQA-Med XML";
  struct BadRow {
    std::string_view what;
    std::string_view text;
    std::string error;
    std::string_view wording = {};
  };
  for (const BadRow& row : {
           BadRow{"empty", "", std::string(kNoTopics)},
           BadRow{"comments only", "# a\n\n#b", std::string(kNoTopics)},
           BadRow{"XML without topics", "<a><b/></a>", std::string(kNoTopics)},
           BadRow{"no tab", "1\ta\n\n2 b\n", fmt::format("f:3: not a topic{}", kTsvHint)},
           BadRow{"no qid", "\ta\n", fmt::format("f:1: not a topic{}", kTsvHint)},
           BadRow{"a qid of two words", "1\ta\r\n1 2\tb\r\n",
                  fmt::format("f:2: not a topic{}", kTsvHint)},
           BadRow{"twice", "1\ta\n2\tb\n1\tc\n",
                  "f:3: topic 1 comes twice | give each topic its own qid"},
           BadRow{"twice in JSON", "{\"_id\": \"1\", \"text\": \"\"}\n{\"_id\": 1, \"text\": \"\"}",
                  "f:2: topic 1 comes twice | give each topic its own qid"},
           BadRow{"twice once written",
                  "{\"_id\":\"a b\",\"text\":\"\"}\n{\"_id\":\"a_b\",\"text\":\"\"}",
                  "f:2: topic a_b comes twice | give each topic its own qid"},
           BadRow{"twice in TREC", "<top><num>1<title>a</top>\n<top><num>1<title>b</top>",
                  "f:2: topic 1 comes twice | give each topic its own qid"},
           BadRow{"twice in XML", "<t><topic id=\"1\"/><topic id=\"1\"/></t>",
                  "f: topic 1 comes twice | give each topic its own qid"},
           BadRow{"broken JSON", "{\"_id\": \"1\", \"text\": \"\"}\n{\"_id\"\n",
                  fmt::format("f:2: not a topic{}", kJsonHint)},
           BadRow{"JSON without id", "{\"text\": \"a\"}",
                  fmt::format("f:1: not a topic{}", kJsonHint)},
           BadRow{"an id that is none", "{\"_id\": [1], \"text\": \"a\"}",
                  fmt::format("f:1: not a topic{}", kJsonHint)},
           BadRow{"JSON without text", "{\"_id\": \"1\"}",
                  fmt::format("f:1: not a topic{}", kJsonHint)},
           BadRow{"JSON that is no object", "{\"_id\": \"1\", \"text\": \"\"}\n[1]\n",
                  fmt::format("f:2: not a topic{}", kJsonHint)},
           BadRow{"a top without num", "\n<top>\n<title> a\n</top>\n",
                  fmt::format("f:2: a <top> without <num> or without text{}", kTopHint)},
           BadRow{"a top without text", "<top>\n<num> 1\n</top>\n",
                  fmt::format("f:1: a <top> without <num> or without text{}", kTopHint)},
           BadRow{"a num of two words", "<top> <num> 1 2 <title> a </top>",
                  fmt::format("f:1: a <top> without <num> or without text{}", kTopHint)},
           BadRow{"broken XML", "<topics><topic number=\"1\"><q>a</topic></topics>",
                  "f is not well-formed XML | xmllint --noout names the place"},
           BadRow{"a topic without number", "<t><topic><q>a</q></topic></t>",
                  fmt::format("f: a topic without number{}", kXmlHint)},
           BadRow{"a question without number", "<t><NLM-QUESTION qid=\"TQ\"/></t>",
                  fmt::format("f: a topic without number{}", kXmlHint)},
           BadRow{"an unknown wording", kLiveQa,
                  "f has no wording titel | it has: original, paraphrase, summary", "titel"},
           BadRow{"TSV has one", "1\ta\n", "f has no wording desc | it has: text", "desc"},
       }) {
    EXPECT_EQ(read(row.text, row.wording), row.error) << row.what;
  }
}

TEST(Topics, WhatIsWrongIsBadInputAndAWordingIsUsage) {
  EXPECT_EQ(parse_topics("1 a", "f").error().code, ErrorCode::kBadInput);
  EXPECT_EQ(parse_topics("", "f").error().code, ErrorCode::kBadInput);
  EXPECT_EQ(parse_topics("1\ta", "f", "x").error().code, ErrorCode::kUsage);
}

TEST(Topics, Files) {
  const TempDir dir;
  const auto topics = read_topics(dir.file("bom.tsv",
                                           "\xEF\xBB\xBF"
                                           "1\ta\r\n"));
  ASSERT_TRUE(topics) << error_of(topics);
  EXPECT_EQ(topics->front().qid, "1");
  for (const std::string_view bytes :
       {std::string_view("1\tna\xefve\n"), std::string_view("1\ta\0b\n", 6),
        std::string_view("\xff\xfe"
                         "1\0\t\0",
                         6)}) {
    const std::string file = dir.file("bad.tsv", bytes);
    EXPECT_EQ(error_of(read_topics(file)),
              file + " is not UTF-8 text | convert it: iconv -f LATIN1 -t UTF-8");
    EXPECT_EQ(read_topics(file).error().code, ErrorCode::kBadInput);
  }
  for (const std::string& path : {(dir / "gone").string(), dir.path().string()}) {
    EXPECT_EQ(error_of(read_topics(path)),
              "cannot read " + path + " | check that it is a file and that you may read it");
    EXPECT_EQ(read_topics(path).error().code, ErrorCode::kUnreadable);
  }
}

/// A million signs that could begin a tag: each is looked at once.
TEST(Topics, HostileMarkupTakesNoLongerThanItIsLong) {
  const std::string signs(1'000'000, '<');
  EXPECT_EQ(read("<top><num> 1 <title> " + signs), "1=" + signs);
  const std::string names(1'000'000, 'a');
  EXPECT_EQ(read("<top><num> 1 <title> <" + names), "1=<" + names);
}

}  // namespace
}  // namespace medlar
