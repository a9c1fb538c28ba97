// What is syntax and what is text: each query with its lexemes, one letter for the kind.
//   w text   q quoted (u where it never closes)   p prefix   f field   ( )   - minus
//   & AND    | OR    ! NOT    ~n NEAR/n
#include "query/query_lexer.h"

#include <random>
#include <string>

#include <gtest/gtest.h>

namespace medlar {
namespace {

std::string shown(const Lexeme& lexeme) {
  const std::string text = "[" + std::string(lexeme.text) + "]";
  switch (lexeme.kind) {
    case Lexeme::Kind::kText:
      return "w" + text;
    case Lexeme::Kind::kPhrase:
      return (lexeme.is_closed ? "q" : "u") + text;
    case Lexeme::Kind::kPrefix:
      return "p" + text;
    case Lexeme::Kind::kField:
      return "f" + text;
    case Lexeme::Kind::kOpen:
      return "(";
    case Lexeme::Kind::kClose:
      return ")";
    case Lexeme::Kind::kMinus:
      return "-";
    case Lexeme::Kind::kAnd:
      return "&";
    case Lexeme::Kind::kOr:
      return "|";
    case Lexeme::Kind::kNot:
      return "!";
    case Lexeme::Kind::kNear:
      return "~" + std::to_string(lexeme.distance);
  }
  return "?";
}

std::string lexed(std::string_view query) {
  std::string line;
  for (const Lexeme& lexeme : lex_query(query)) {
    if (!line.empty()) line += ' ';
    line += shown(lexeme);
  }
  return line;
}

struct Row {
  const char* decision;
  std::string query;
  const char* lexemes;
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.decision; }

class QueryLexemes : public testing::TestWithParam<Row> {};

TEST_P(QueryLexemes, AreAsDecided) {
  EXPECT_EQ(lexed(GetParam().query), GetParam().lexemes) << GetParam().decision;
}

INSTANTIATE_TEST_SUITE_P(
    Words, QueryLexemes,
    testing::Values(
        Row{"words", "pulmonary  embolism", "w[pulmonary] w[embolism]"}, Row{"nothing", "", ""},
        Row{"blanks of every kind", " \t\r\n\u00a0\u3000\u2009", ""},
        Row{"a wide blank separates", "bone\u3000cement\u00a0spine", "w[bone] w[cement] w[spine]"},
        Row{"control characters separate",
            std::string("a\0b\x1f"
                        "c\x7f"
                        "d",
                        7),
            "w[a] w[b] w[c] w[d]"},
        Row{"text is not split further", "HER2/neu 5-HT3", "w[HER2/neu] w[5-HT3]"},
        Row{"operators are capitals", "a and b or c not d",
            "w[a] w[and] w[b] w[or] w[c] w[not] w[d]"},
        Row{"operators", "a AND b OR c NOT d", "w[a] & w[b] | w[c] ! w[d]"},
        Row{"operators stand alone", "ANDY NOTHING ORAL", "w[ANDY] w[NOTHING] w[ORAL]"}));

INSTANTIATE_TEST_SUITE_P(
    Quotes, QueryLexemes,
    testing::Values(Row{"ASCII", "\"bone cement\"", "q[bone cement]"},
                    Row{"typographic", "\u201cbone cement\u201d", "q[bone cement]"},
                    Row{"German", "\u201ebone cement\u201c", "q[bone cement]"},
                    Row{"guillemets", "\u00abbone cement\u00bb", "q[bone cement]"},
                    Row{"opened by one, closed by another", "\u201cbone cement\"",
                        "q[bone cement]"},
                    Row{"never closed", "spine \"bone cement", "w[spine] u[bone cement]"},
                    Row{"empty", "\"\"", "q[]"}, Row{"a single mark", "\"", "u[]"},
                    Row{"syntax inside is text", "\"a AND (b) title:c\"", "q[a AND (b) title:c]"},
                    Row{"a quotation ends a word", "a\"b\"c", "w[a] q[b] w[c]"}));

INSTANTIATE_TEST_SUITE_P(
    Minus, QueryLexemes,
    testing::Values(Row{"before a word", "-smoking", "- w[smoking]"},
                    Row{"before a quotation", "-\"a b\"", "- q[a b]"},
                    Row{"before a bracket", "-(a b)", "- ( w[a] w[b] )"},
                    Row{"before a field", "-title:a", "- f[title] w[a]"},
                    Row{"behind a bracket", "(-a)", "( - w[a] )"},
                    Row{"between blanks it is a dash", "5 - 10", "w[5] w[-] w[10]"},
                    Row{"within a word", "type-1", "w[type-1]"},
                    Row{"at a word's end", "beta- blocker", "w[beta-] w[blocker]"},
                    Row{"two are no operator", "-- --a", "w[--] w[--a]"}, Row{"alone", "-", "w[-]"},
                    Row{"before a closing bracket", "(a -)", "( w[a] w[-] )"},
                    Row{"glued to a quotation", "\"a\"-b", "q[a] w[-b]"},
                    Row{"glued to a bracket", "(a)-b", "( w[a] ) w[-b]"},
                    Row{"other dashes are text", "\u2013a \u2212b", "w[\u2013a] w[\u2212b]"}));

INSTANTIATE_TEST_SUITE_P(
    FieldsAndStars, QueryLexemes,
    testing::Values(Row{"a field", "title:asthma", "f[title] w[asthma]"},
                    Row{"with a quotation", "title:\"a b\"", "f[title] q[a b]"},
                    Row{"with a bracket", "title:(a b)", "f[title] ( w[a] w[b] )"},
                    Row{"no such field", "Re:NDC# subject:pain", "w[Re:NDC#] w[subject:pain]"},
                    Row{"names are written small", "Title:asthma", "w[Title:asthma]"},
                    Row{"at the end it is text", "title:", "w[title:]"},
                    Row{"before a blank it is text", "title: asthma", "w[title:] w[asthma]"},
                    Row{"colons in the value", "url:https://a.example:80/b",
                        "f[url] w[https://a.example:80/b]"},
                    Row{"a prefix", "thromb*", "p[thromb]"},
                    Row{"a prefix in a field", "title:thromb*", "f[title] p[thromb]"},
                    Row{"stars elsewhere are text", "* *a a*b a** **",
                        "w[*] w[*a] w[a*b] w[a**] w[**]"}));

INSTANTIATE_TEST_SUITE_P(
    Near, QueryLexemes,
    testing::Values(Row{"with a distance", "a NEAR/3 b", "w[a] ~3 w[b]"},
                    Row{"without", "a NEAR b", "w[a] ~10 w[b]"}, Row{"too small", "NEAR/0", "~1"},
                    Row{"too great", "NEAR/1000", "~50"},
                    Row{"greater than a number can be", "NEAR/99999999999999999999", "~10"},
                    Row{"nonsense", "NEAR/x NEAR/ NEAR/-3 NEAR/3x", "~10 ~10 ~10 ~10"},
                    Row{"small letters", "near/3", "w[near/3]"}));

TEST(QueryLexer, LexemesCoverWhatTheySay) {
  constexpr unsigned kSeed = 20261123;
  SCOPED_TRACE(testing::Message() << "seed " << kSeed);
  std::mt19937 random(kSeed);
  const std::vector<std::string> pieces{
      "a",   "b",     " ", "-",     "\"", "(", ")",      ":", "*",      "/",    "AND", "OR",
      "NOT", "NEAR/", "3", "title", "id", "é", "\u201c", "«", "\u00a0", "\xff", "\n",  "\u3000"};
  for (int round = 0; round < 5000; ++round) {
    std::string query;
    for (int i = 0; i < 16; ++i) query += pieces[random() % pieces.size()];
    std::size_t reached = 0;
    for (const Lexeme& lexeme : lex_query(query)) {
      ASSERT_LE(reached, lexeme.begin) << query;
      ASSERT_LT(lexeme.begin, lexeme.end) << query;
      ASSERT_LE(lexeme.end, query.size()) << query;
      const std::string_view whole =
          std::string_view(query).substr(lexeme.begin, lexeme.end - lexeme.begin);
      ASSERT_NE(whole.find(lexeme.text), std::string_view::npos) << query;
      reached = lexeme.end;
    }
  }
}

}  // namespace
}  // namespace medlar
