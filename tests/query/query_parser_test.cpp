// How a query is understood: the tree, then what was dropped, then what was said about it with the
// part of the query it was said of.
//   +asthma <- the AND asthma / dropped: the / note: ... [AND]
#include "query/query_parser.h"

#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace medlar {
namespace {

using namespace std::string_literals;

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

constexpr QueryLimits kLimits;

AnalyzerSet& analyzers() {
  static AnalyzerSet set;
  return set;
}

QueryTree parsed(std::string_view query, std::vector<std::string> index = {"en"},
                 std::string language = "") {
  return parse_query(query, {std::move(language), std::move(index)}, analyzers());
}

std::string shown(const QueryTree& tree, std::string_view query) {
  std::string line = to_string(tree.root);
  for (std::size_t i = 0; i < tree.dropped.size(); ++i) {
    line += (i == 0 ? " / dropped: " : " ") + tree.dropped[i];
  }
  for (const Diagnostic& d : tree.diagnostics) {
    line +=
        " / note: " + d.message + " [" + std::string(query.substr(d.begin, d.end - d.begin)) + "]";
  }
  return line;
}

struct Row {
  const char* decision;
  std::string query;
  std::string understood;
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.decision; }

class QueryTrees : public testing::TestWithParam<Row> {};

TEST_P(QueryTrees, AreAsDecided) {
  const Row& row = GetParam();
  EXPECT_EQ(shown(parsed(row.query), row.query), row.understood) << row.decision;
}

INSTANTIATE_TEST_SUITE_P(
    Words, QueryTrees,
    testing::Values(Row{"words are optional", "pulmonary embolism", "pulmonary embolism"},
                    Row{"as typed", "Crohn's DISEASE", "Crohn's DISEASE"},
                    Row{"punctuation is no word", "asthma, (severe)?!", "asthma severe"},
                    Row{"empty", "", ""}, Row{"blanks", " \t\n ", ""},
                    Row{"punctuation only", "?!... --- ::: ,,, ***", ""},
                    Row{"emoji only", "\U0001F600 \U0001F637", ""},
                    Row{"emoji beside words", "flu \U0001F637 now", "flu now"},
                    Row{"Chinese", "\u7cd6\u5c3f\u75c5", "\u7cd6\u5c3f\u75c5"}));

INSTANTIATE_TEST_SUITE_P(
    Compounds, QueryTrees,
    testing::Values(Row{"receptor", "5-HT3", "5-HT3"}, Row{"marker", "CD4+ count", "CD4+ count"},
                    Row{"a slash separates", "HER2/neu", "HER2 neu"},
                    Row{"all of it is excluded", "cancer -HER2/neu", "cancer -(+HER2 +neu)"},
                    Row{"all of it is required", "HER2/neu AND cancer", "+HER2 +neu +cancer"},
                    Row{"as one choice", "HER2/neu OR cancer", "((HER2 neu) cancer)"},
                    Row{"a dose", "aspirin 5mg", "aspirin 5mg"}));

INSTANTIATE_TEST_SUITE_P(
    Phrases, QueryTrees,
    testing::Values(
        Row{"required", "\"bone cement\" spine", "+\"bone cement\" spine"},
        Row{"typographic", "\u201cbone cement\u201d", "+\"bone cement\""},
        Row{"guillemets", "\u00abbone cement\u00bb", "+\"bone cement\""},
        Row{"never closed", "spine \"bone cement",
            "spine bone cement / note: a quotation mark is not closed; the words are looked for "
            "one "
            "by one [\"bone cement]"},
        Row{"of one word", "\"cement\"", "+cement"},
        Row{"of one stop word", "\"who\" guidelines", "+who guidelines"},
        Row{"of nothing", "\"\" asthma \" ,\"", "asthma"},
        Row{"stop words stay", "\"to be or not to be\"", "+\"to be or not to be\""},
        Row{"compounds by their parts", "\"x-ray\"", "+\"x-ray\""},
        Row{"syntax inside is text", "\"a AND (b)\"", "+\"a AND (b)\""},
        Row{"an inch mark opens nothing", "5'10\" tall",
            "5'10 tall / note: a quotation mark is not closed; the words are looked for one by one "
            "[\" tall]"}));

INSTANTIATE_TEST_SUITE_P(
    Operators, QueryTrees,
    testing::Values(
        Row{"AND", "asthma AND copd", "+asthma +copd"},
        Row{"OR", "asthma OR copd", "(asthma copd)"}, Row{"NOT", "asthma NOT copd", "asthma -copd"},
        Row{"small letters are words", "asthma or copd", "asthma copd / dropped: or"},
        Row{"AND binds closer than OR", "a1 AND b1 OR c1 AND d1", "((+a1 +b1) (+c1 +d1))"},
        Row{"OR binds closer than standing side by side", "a1 b1 OR c1 d1", "a1 (b1 c1) d1"},
        Row{"NOT binds closest", "a1 AND NOT b1 OR c1", "((+a1 -b1) c1)"},
        Row{"twice NOT", "a1 NOT NOT b1", "a1 +b1"},
        Row{"brackets first", "a1 AND (b1 OR c1)", "+a1 +(b1 c1)"},
        Row{"AND of a stop word", "the AND asthma", "+asthma / dropped: the"},
        Row{"leading", "AND asthma",
            "asthma / note: an operator without a word before it was ignored [AND]"},
        Row{"trailing", "asthma OR",
            "asthma / note: OR needs something on both sides and was ignored [OR]"},
        Row{"twice", "asthma AND AND copd",
            "asthma copd / note: an operator without a word before it was ignored [AND]"},
        Row{"NOT at the end", "asthma NOT",
            "asthma / note: NOT needs something to exclude and was ignored [NOT]"},
        Row{"a lone AND is a word", "AND", "AND"}, Row{"a lone OR is a word", "OR", "OR"},
        Row{"a lone NEAR is a word", "NEAR", "NEAR"},
        Row{"nothing but operators", "AND OR NOT",
            " / note: an operator without a word before it was ignored [AND]"
            " / note: OR needs something on both sides and was ignored [OR]"
            " / note: NOT needs something to exclude and was ignored [NOT]"}));

INSTANTIATE_TEST_SUITE_P(
    Minus, QueryTrees,
    testing::Values(Row{"a word", "asthma -smoking", "asthma -smoking"},
                    Row{"a phrase", "asthma -\"second hand\"", "asthma -\"second hand\""},
                    Row{"a bracket", "asthma -(copd smoking)", "asthma -(copd smoking)"},
                    Row{"a field", "asthma -title:copd", "asthma -title:copd"},
                    Row{"a dash between blanks", "5 - 10", "5 10"},
                    Row{"a hyphen", "type-1", "type-1"},
                    Row{"two dashes", "asthma --smoking", "asthma smoking"},
                    Row{"alone", "- asthma -", "asthma"},
                    Row{"only excluded", "-asthma", "-asthma"}));

INSTANTIATE_TEST_SUITE_P(
    Brackets, QueryTrees,
    testing::Values(
        Row{"around one word", "(asthma)", "asthma"}, Row{"around nothing", "asthma ()", "asthma"},
        Row{"nested", "((a1 b1) c1)", "((a1 b1) c1)"},
        Row{"never closed", "asthma (copd smoking",
            "asthma (copd smoking) / note: a bracket is not closed [(]"},
        Row{"never opened", "asthma) copd",
            "asthma copd / note: a closing bracket without an opening one was ignored [)]"},
        Row{"16 deep", repeated("(", 16) + "asthma" + repeated(")", 16), "asthma"},
        Row{"17 deep", repeated("(", 17) + "asthma" + repeated(")", 17),
            "asthma / note: brackets nested too deeply were ignored [(] / note: a closing bracket "
            "without an opening one was ignored [)]"},
        Row{"NOT 16 deep", repeated("NOT ", 16) + "asthma", "+asthma"},
        Row{"NOT 17 deep", repeated("NOT ", 17) + "asthma",
            "asthma / note: NOT nested too deeply was ignored [NOT]"}));

INSTANTIATE_TEST_SUITE_P(
    Fields, QueryTrees,
    testing::Values(Row{"a word", "title:asthma cough", "+title:asthma cough"},
                    Row{"a stop word stays", "title:the", "+title:the"},
                    Row{"a phrase", "title:\"bone cement\"", "+title:\"bone cement\""},
                    Row{"a bracket", "title:(bone cement)", "+(title:bone title:cement)"},
                    Row{"a bracket of one word", "title:(bone)", "title:bone"},
                    Row{"a compound", "title:HER2/neu", "+title:HER2 +title:neu"},
                    Row{"text is anywhere", "text:asthma", "+asthma"},
                    Row{"no such field", "Re:NDC# 0781", "NDC 0781 / dropped: Re"},
                    Row{"at the end", "asthma title:", "asthma title"},
                    Row{"before a blank", "title: asthma", "title asthma"},
                    Row{"before a closing bracket", "(asthma title:)",
                        "asthma / note: title: needs a value and was ignored [title:]"},
                    Row{"a keyword before a closing bracket", "(asthma source:)",
                        "asthma / note: source: needs a value and was ignored [source:]"},
                    Row{"an empty keyword", "asthma source:\"\"",
                        "asthma / note: source: needs a value and was ignored [source:]"},
                    Row{"before an operator", "title:AND asthma",
                        "asthma / note: title: needs a word or phrase and was ignored [title:]"
                        " / note: AND needs something on both sides and was ignored [AND]"},
                    Row{"a keyword", "source:cdc asthma", "+source:cdc asthma"},
                    Row{"a keyword of words", "source:\"mayo clinic\"", "+source:\"mayo clinic\""},
                    Row{"an address", "url:https://a.example:80/b-c?d=e",
                        "+url:https://a.example:80/b-c?d=e"},
                    Row{"an identifier with dashes", "id:GARD-0004", "+id:GARD-0004"},
                    Row{"either", "title:a1 OR title:b1", "(title:a1 title:b1)"},
                    Row{"excluded", "asthma -source:cdc", "asthma -source:cdc"}));

constexpr const char* kNoDate = ": needs a date or a range like 2008..2010 and was ignored [";

INSTANTIATE_TEST_SUITE_P(
    Dates, QueryTrees,
    testing::Values(
        Row{"range", "reviewed:2008..2010", "+reviewed:2008..2010"},
        Row{"open at the end", "reviewed:2008..", "+reviewed:2008.."},
        Row{"open at the beginning", "reviewed:..2010", "+reviewed:..2010"},
        Row{"one year", "reviewed:2008", "+reviewed:2008..2008"},
        Row{"months and days", "updated:2008-05..2010-11-21", "+updated:2008-05..2010-11-21"},
        Row{"of the other calendar", "reviewed:\"21 Nov 2008\"",
            "+reviewed:2008-11-21..2008-11-21"},
        Row{"a month of the last year", "reviewed:2010-05..2010", "+reviewed:2010-05..2010"},
        Row{"nonsense", "asthma reviewed:soon",
            "asthma / note: reviewed"s + kNoDate + "reviewed:soon]"},
        Row{"half nonsense", "asthma reviewed:2008..soon",
            "asthma / note: reviewed"s + kNoDate + "reviewed:2008..soon]"},
        Row{"open at either end", "asthma reviewed:..",
            "asthma / note: reviewed"s + kNoDate + "reviewed:..]"},
        Row{"no such day", "asthma reviewed:2008-02-31",
            "asthma / note: reviewed"s + kNoDate + "reviewed:2008-02-31]"},
        Row{"backwards", "reviewed:2010..2008",
            "+reviewed:2008..2010 / note: reviewed: the range ends before it begins and was turned "
            "round [reviewed:2010..2008]"}));

constexpr const char* kStar =
    " / note: '*' works behind one word of at least 3 letters, 2 times a query [";

INSTANTIATE_TEST_SUITE_P(
    Prefixes, QueryTrees,
    testing::Values(Row{"optional", "thromb* leg", "thromb* leg"},
                    Row{"in a field", "title:thromb*", "+title:thromb*"},
                    Row{"three letters", "\u00e1\u00e9\u00ed*", "\u00e1\u00e9\u00ed*"},
                    Row{"too short", "th* leg", "th leg"s + kStar + "th*]"},
                    Row{"too many", "abc* bcd* cde*", "abc* bcd* cde"s + kStar + "cde*]"},
                    Row{"of two words", "HER2/neu*", "HER2 neu"s + kStar + "HER2/neu*]"},
                    Row{"of a compound", "anti-inflam*", "anti-inflam*"}));

INSTANTIATE_TEST_SUITE_P(
    Near, QueryTrees,
    testing::Values(
        Row{"two words", "cough NEAR/3 blood", "+(cough NEAR/3 blood)~3"},
        Row{"three words", "cough NEAR/3 blood NEAR/5 sputum",
            "+(cough NEAR/3 blood NEAR/5 sputum)~5"},
        Row{"stop words stay", "cough NEAR/3 the", "+(cough NEAR/3 the)~3"},
        Row{"in a field", "title:cough NEAR/3 blood", "+title:(cough NEAR/3 blood)~3"},
        Row{"nothing on one side", "cough NEAR/3 !!", "cough"},
        Row{"nothing on either side", "!! NEAR/3 ??", ""},
        Row{"at the end", "cough NEAR/3",
            "cough / note: an operator without a word before it was ignored [NEAR/3]"},
        Row{"a phrase is not near", "cough NEAR/3 \"a b\"",
            "cough +\"a b\" / note: an operator without a word before it was ignored [NEAR/3]"}));

INSTANTIATE_TEST_SUITE_P(
    StopWords, QueryTrees,
    testing::Values(Row{"dropped", "what is the treatment of asthma",
                        "treatment asthma / dropped: what is the of"},
                    Row{"said once", "the cause of the cough of the child",
                        "cause cough child / dropped: the of"},
                    Row{"kept when nothing else is left", "who is it", "who is it"},
                    Row{"kept beside what is excluded", "who -cancer", "who -cancer"},
                    Row{"dropped beside a keyword", "the source:cdc", "+source:cdc / dropped: the"},
                    Row{"capitals are names", "WHO guidelines for asthma",
                        "WHO guidelines asthma / dropped: for"},
                    Row{"and so is IT", "IT band pain", "IT band pain"},
                    Row{"where all is capitals they tell nothing", "WHO HAS ASTHMA",
                        "ASTHMA / dropped: WHO HAS"},
                    Row{"the letter of a name", "vitamin a", "vitamin \"vitamin a\""},
                    Row{"the letter of a name in capitals", "Hepatitis A vaccine",
                        "Hepatitis \"Hepatitis A\" vaccine"},
                    Row{"an article is none", "a vitamin", "vitamin / dropped: a"},
                    Row{"in brackets", "(the) asthma (of)", "asthma / dropped: the of"}));

INSTANTIATE_TEST_SUITE_P(
    Prose, QueryTrees,
    testing::Values(
        Row{"operators are words",
            "my doctor says it is NOT cancer but I am worried - what should I do",
            "doctor cancer worried / dropped: my says it is NOT but I am what should do"},
        Row{"and so are dashes, brackets and colons",
            "I have a pain in my side (left) and it is -worse- title:now what is it",
            "pain side left worse title now / dropped: I have a in my and it is what"},
        Row{"a quotation also counts as a phrase",
            "what does it mean when my doctor says I have \"bone cement\" in me",
            "doctor bone cement \"bone cement\" / dropped: what does it mean when my says I have "
            "in "
            "me"},
        Row{"a list of alternatives is no prose",
            "(asthma AND children) OR (copd AND adults) NOT smoking",
            "((+asthma +children) (+copd +adults)) -smoking"},
        Row{"nor is a long one",
            "asthma OR copd OR bronchitis OR emphysema OR pneumonia OR cough OR croup AND child",
            "(asthma copd bronchitis emphysema pneumonia cough (+croup +child))"},
        Row{"shouted", "MY MOTHER TAKES ASPIRIN AND NOT IBUPROFEN",
            "MOTHER TAKES ASPIRIN IBUPROFEN / dropped: MY AND NOT"},
        Row{"a short line in capitals is not shouted", "ASPIRIN AND IBUPROFEN",
            "+ASPIRIN +IBUPROFEN"}));

const std::string kNul("as\0thma \0", 9);

INSTANTIATE_TEST_SUITE_P(
    Bytes, QueryTrees,
    testing::Values(Row{"NUL separates", kNul, "thma / dropped: as"},
                    Row{"invalid bytes separate", "as\xfftma caf\xc3 \xe2\x80",
                        "tma caf / dropped: as"},
                    Row{"positions are the query's own", "\xff\xff\xff asthma (",
                        "asthma / note: a bracket is not closed [(]"},
                    Row{"too long", "asthma " + repeated("x", 5000),
                        "asthma " + repeated("x", 4089) +
                            " / note: only the first 4096 bytes of the query are used [" +
                            repeated("x", 911) + "]"},
                    Row{"cut within a character", repeated(" ", 4095) + "\u00e9",
                        " / note: only the first 4096 bytes of the query are used [\xa9]"}));

TEST(QueryParser, PhrasesAndTheirWordsAreLimited) {
  std::string query;
  for (int i = 0; i < 10; ++i) query += "\"p" + std::to_string(i) + " q\" ";
  const QueryTree many = parsed(query);
  EXPECT_EQ(many.root.clauses.size(), kLimits.phrases);
  EXPECT_THAT(many.diagnostics, testing::SizeIs(2));

  const QueryTree mixed = parsed(repeated("a1 NEAR b1, ", 12) + "\"a b\" \"c d\"");
  EXPECT_EQ(mixed.root.clauses.size(), kLimits.phrases);

  const QueryTree longest = parsed("\"" + repeated("word ", 40) + "\"");
  ASSERT_EQ(longest.root.clauses.size(), 1U);
  EXPECT_EQ(longest.root.clauses[0].node.parts.size(), kLimits.phrase_words);

  const QueryTree near = parsed(repeated("word,", 40) + " NEAR " + repeated("word,", 40));
  ASSERT_EQ(near.root.clauses.size(), 1U);
  EXPECT_EQ(near.root.clauses[0].node.parts.size(), kLimits.phrase_words);
}

TEST(QueryParser, WhatGoesBeyondTheLimitsInForceIsSaid) {
  struct Case {
    QueryLimits limits;
    std::string query;
    std::string understood;
  };
  for (const Case& c : {
           Case{{.bytes = 12},
                "asthma cough gout",
                "asthma cough / note: only the first 12 bytes "
                "of the query are used [ gout]"},
           Case{{.depth = 0},
                "gout (asthma) -cough",
                "gout asthma cough / note: brackets nested too deeply were ignored [(]"
                " / note: a closing bracket without an opening one was ignored [)]"
                " / note: NOT nested too deeply was ignored [-]"},
           Case{{.depth = 1}, "gout (asthma) -cough", "gout asthma -cough"},
           Case{{.depth = 1},
                "gout -(asthma cough)",
                "gout asthma cough / note: brackets nested too deeply were ignored [(]"
                " / note: a closing bracket without an opening one was ignored [)]"},
           Case{{.depth = 17}, repeated("(", 17) + "gout" + repeated(")", 17), "gout"},
           Case{{.phrases = 1},
                "\"dry cough\" \"sore throat\"",
                "+\"dry cough\" / note: only the first phrase is used [\"sore throat\"]"},
           Case{{.phrases = 2},
                "\"dry cough\" a1 NEAR b1 \"sore throat\"",
                "+\"dry cough\" +(a1 NEAR b1)~10 / note: only the first 2 phrases are used "
                "[\"sore throat\"]"},
           Case{{.phrase_words = 2},
                "\"dry bad cough\"",
                "+\"dry bad cough\" / note: only the first 2 words of a phrase are used "
                "[\"dry bad cough\"]"},
           Case{{.wildcards = 0}, "thromb*", "thromb / note: '*' is not used here [thromb*]"},
           Case{{.wildcards = 1, .wildcard_letters = 1},
                "t* c*",
                "t* c / note: '*' works behind one word of at least 1 letter, once a query [c*]"},
           Case{
               {.wildcards = 3, .wildcard_letters = 5},
               "thro* throm* embol* cardi*",
               "thro throm* embol* cardi* / note: '*' works behind one word of at least 5 letters, "
               "3 times a query [thro*]"},
       }) {
    const QueryTree tree = parse_query(c.query, {"", {"en"}, c.limits}, analyzers());
    EXPECT_EQ(shown(tree, c.query), c.understood) << c.query;
  }
}

TEST(QueryParser, NodesHoldNoMoreThanTheLimitsInForce) {
  const QueryReading reading{"", {"en"}, {.phrase_words = 2, .wildcard_words = 5}};
  const QueryTree tree = parse_query("thromb* \"dry bad cough\"", reading, analyzers());
  ASSERT_EQ(tree.root.clauses.size(), 2U);
  EXPECT_EQ(tree.root.clauses[0].node.expansions, 5U);
  EXPECT_EQ(tree.root.clauses[1].node.parts.size(), 2U);
}

TEST(QueryParser, WordsHaveTheTermsOfEveryLanguage) {
  const QueryTree tree = parsed("vacunas", {"en", "es"});
  ASSERT_EQ(tree.root.clauses.size(), 1U);
  const QueryNode& word = tree.root.clauses[0].node;
  ASSERT_EQ(word.parts.size(), 1U);
  EXPECT_THAT(word.parts[0].stems, testing::ElementsAre("vacuna", "vacun"));
}

TEST(QueryParser, CompoundsHavePartsAndWholes) {
  const QueryTree tree = parsed("5-HT3 CD4+");
  ASSERT_EQ(tree.root.clauses.size(), 2U);
  const auto stems = [](const std::vector<QueryTerm>& terms) {
    std::vector<std::string> all;
    for (const QueryTerm& term : terms) all.push_back(term.stems.front());
    return all;
  };
  EXPECT_THAT(stems(tree.root.clauses[0].node.parts), testing::ElementsAre("5", "ht3"));
  EXPECT_THAT(stems(tree.root.clauses[0].node.wholes), testing::ElementsAre("5ht3"));
  EXPECT_THAT(stems(tree.root.clauses[1].node.parts), testing::ElementsAre("cd4"));
  EXPECT_THAT(stems(tree.root.clauses[1].node.wholes), testing::ElementsAre("cd4+"));
}

TEST(QueryParser, DiacriticsAreKept) {
  const QueryTree tree = parsed("ni\u00f1o asthma", {"en", "es"});
  ASSERT_EQ(tree.root.clauses.size(), 2U);
  EXPECT_EQ(tree.root.clauses[0].node.parts[0].exact, "ni\u00f1o");
  EXPECT_EQ(tree.root.clauses[1].node.parts[0].exact, "");
}

TEST(QueryParser, CompoundPrefixesAreJoined) {
  const QueryTree tree = parsed("anti-inflam*");
  ASSERT_EQ(tree.root.clauses.size(), 1U);
  EXPECT_EQ(tree.root.clauses[0].node.parts[0].stems.front(), "antiinflam");
}

TEST(QueryParser, LanguageIsToldByStopWords) {
  struct Case {
    const char* query;
    std::vector<std::string> index;
    const char* told;
    const char* language;
    const char* understood;
  };
  for (const Case& c : {
           Case{"what is asthma", {"en", "es"}, "", "en", "asthma / dropped: what is"},
           Case{"qu\u00e9 es el asma", {"en", "es"}, "", "es", "asma / dropped: qu\u00e9 es el"},
           Case{"\u00bfC\u00f3mo se trata la diabetes?",
                {"en", "es"},
                "",
                "es",
                "trata diabetes / dropped: C\u00f3mo se la"},
           Case{"diabetes", {"en", "es"}, "", "en", "diabetes"},
           Case{"diabetes", {"es", "en"}, "", "es", "diabetes"},
           Case{"la diabetes", {"en"}, "", "en", "la diabetes"},
           Case{"la diabetes", {"en"}, "es", "es", "diabetes / dropped: la"},
           Case{"vitamin a", {"en", "es"}, "en-GB", "en-GB", "vitamin \"vitamin a\""},
           Case{"the cough", {}, "", "en", "cough / dropped: the"},
           Case{"les fractures", {"fr"}, "", "fr", "les fractures"},
       }) {
    const QueryTree tree = parsed(c.query, c.index, c.told);
    EXPECT_EQ(tree.language, c.language) << c.query;
    EXPECT_EQ(shown(tree, c.query), c.understood);
  }
}

TEST(QueryTree, LeavesToFindInATextLeaveOutWhatIsExcluded) {
  const QueryTree tree = parsed("asthma (cough OR \"dry cough\") -smoking -(pipe title:cigar)");
  std::vector<std::string> leaves;
  for (const QueryNode* leaf : sought_leaves(tree.root)) leaves.push_back(to_string(*leaf));
  EXPECT_THAT(leaves, testing::ElementsAre("asthma", "cough", "\"dry cough\""));
}

/// What holds for every tree, whatever was typed.
void check(const std::string& query) {
  const QueryTree tree = parsed(query, {"en", "es"});
  to_string(tree.root);
  ASSERT_EQ(tree.root.kind, QueryNode::Kind::kGroup);
  for (const Diagnostic& d : tree.diagnostics) {
    ASSERT_FALSE(d.message.empty());
    ASSERT_LE(d.begin, d.end) << d.message;
    ASSERT_LE(d.end, query.size()) << d.message;
  }
  for (const QueryNode* leaf : sought_leaves(tree.root)) {
    if (leaf->kind == QueryNode::Kind::kKeyword || leaf->kind == QueryNode::Kind::kDateRange) {
      continue;
    }
    ASSERT_FALSE(leaf->parts.empty()) << to_string(*leaf);
    for (const QueryTerm& part : leaf->parts) ASSERT_FALSE(part.stems.empty());
    if (leaf->kind == QueryNode::Kind::kPhrase || leaf->kind == QueryNode::Kind::kNear) {
      ASSERT_GE(leaf->parts.size(), 2U) << to_string(*leaf);
      ASSERT_LE(leaf->parts.size(), kLimits.phrase_words) << to_string(*leaf);
    }
  }
}

TEST(QueryParser, HugeQueriesAreCheap) {
  const std::string words = repeated("asthma cough ", 1 << 17);
  for (const std::string& query :
       {words.substr(0, 4096),        words.substr(0, 1 << 20),     repeated("(", 100'000),
        repeated(")", 100'000),       repeated("(a ", 100'000),     repeated("()", 100'000),
        repeated("NOT ", 100'000),    repeated("-(", 100'000),      repeated("-\"", 100'000),
        repeated("\"", 100'000),      repeated("title:", 100'000),  repeated("title:(", 100'000),
        repeated("source:", 100'000), repeated("a NEAR ", 100'000), repeated("a OR ", 100'000),
        repeated("abc* ", 100'000),   repeated("a-", 100'000),      repeated("\xff", 100'000),
        repeated("\u00e9", 100'000),  std::string(100'000, '\0')}) {
    SCOPED_TRACE(query.substr(0, 12));
    check(query);
    EXPECT_LE(parsed(query).diagnostics.size(), 10U);
  }
}

TEST(QueryParser, AnyBytesGiveATree) {
  constexpr unsigned kSeed = 20261123;
  SCOPED_TRACE(testing::Message() << "seed " << kSeed);
  std::mt19937 random(kSeed);
  for (int round = 0; round < 4000; ++round) {
    std::string query(random() % 64, '\0');
    for (char& c : query) c = static_cast<char>(random());
    SCOPED_TRACE(testing::Message() << "round " << round);
    check(query);
    if (HasFatalFailure()) return;
  }
}

TEST(QueryParser, AnySyntaxGivesATree) {
  constexpr unsigned kSeed = 20261124;
  SCOPED_TRACE(testing::Message() << "seed " << kSeed);
  std::mt19937 random(kSeed);
  const std::vector<std::string> pieces{"a",
                                        "the",
                                        "asthma",
                                        "5-HT3",
                                        "CD4+",
                                        " ",
                                        " ",
                                        " ",
                                        " ",
                                        "-",
                                        "\"",
                                        "(",
                                        ")",
                                        ":",
                                        "*",
                                        "/",
                                        "AND",
                                        "OR",
                                        "NOT",
                                        "NEAR",
                                        "NEAR/3",
                                        "title:",
                                        "source:",
                                        "reviewed:",
                                        "2008",
                                        "..",
                                        "vitamin",
                                        "el",
                                        "ni\u00f1o",
                                        "\u201c",
                                        "\u201d",
                                        "\u00ab",
                                        "\u00bb",
                                        "\u00a0",
                                        "\xff",
                                        "\xe2\x80",
                                        "abc*",
                                        "text:",
                                        "id:",
                                        "!",
                                        "\n",
                                        "\U0001F600",
                                        "url:https://a.example/b"};
  for (int round = 0; round < 20000; ++round) {
    std::string query;
    for (unsigned n = random() % 24; n > 0; --n) query += pieces[random() % pieces.size()];
    SCOPED_TRACE(testing::Message() << "round " << round << ": " << query);
    check(query);
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace medlar
