// Judgments in their three forms, and what is said of lines that are none.
#include "query/evaluation/qrels.h"

#include <map>
#include <string>

#include <gtest/gtest.h>

#include "tests/query/evaluation/evaluating.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

/// "qid docno grade, ..." by qid and docno.
std::string read(std::string_view text) {
  const auto qrels = parse_qrels(text, "f");
  if (!qrels) return error_of(qrels);
  std::string all;
  for (const auto& [qid, grades] : qrels->topics) {
    for (const auto& [docno, grade] : std::map<std::string, int>(grades.begin(), grades.end())) {
      all += fmt::format("{}{} {} {}", all.empty() ? "" : ", ", qid, docno, grade);
    }
  }
  return all;
}

TEST(Qrels, EveryForm) {
  struct Row {
    std::string_view what;
    std::string_view text;
    std::string_view read;
  };
  for (const Row& row : {
           Row{"TREC", "1 0 a 2\n1 0 b 0\n2 0 a 1\n", "1 a 2, 1 b 0, 2 a 1"},
           Row{"tabs and runs of blanks", "1\t0\ta\t2\n 1  Q0   b  0 \n", "1 a 2, 1 b 0"},
           Row{"CRLF, blank lines, comments", "# x\r\n1 0 a 2\r\n\r\n1 0 b 0\r\n", "1 a 2, 1 b 0"},
           Row{"negative grades are kept", "1 0 a -1\n1 0 b -2\n", "1 a -1, 1 b -2"},
           Row{"qids in byte order", "10 0 a 1\n9 0 a 1\nB 0 a 1\na 0 a 1\n",
               "10 a 1, 9 a 1, B a 1, a a 1"},
           Row{"BEIR", "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\n", "q1 d1 2, q1 d2 0"},
           Row{"BEIR without its header", "q1\td1\t2\nq1\td2\t1\n", "q1 d1 2, q1 d2 1"},
           Row{"ids with a blank", "query-id\tcorpus-id\tscore\nq 1\ta page\t2\n", "q_1 a_page 2"},
           Row{"that would be four columns", "q1\ta page\t2\nq1\tthe next page\t1\n",
               "q1 a_page 2, q1 the_next_page 1"},
           Row{"MedQuAD", "1 4-Excellent a\n1 1-Incorrect b\n1 2-Related c\n1\t3-Incomplete\td\n",
               "1 a 3, 1 b 0, 1 c 1, 1 d 2"},
           Row{"a header that judges nothing is no topic",
               "query-id\tcorpus-id\tscore\n1\tquery-id\t1\n", "1 query-id 1"},
       }) {
    EXPECT_EQ(read(row.text), row.read) << row.what;
  }
}

TEST(Qrels, TheHighestGradeIsOfAllTopics) {
  EXPECT_EQ(parse_qrels("1 0 a 1\n2 0 a 3\n2 0 b 0\n", "f")->highest_grade, 3);
  EXPECT_EQ(parse_qrels("1 0 a -1\n", "f")->highest_grade, 0);
}

TEST(Qrels, ErrorsNameThePlaceAndTheRemedy) {
  const std::string any =
      " | a line is: query-id TAB corpus-id TAB score; or: qid 0 docno grade; or: qid 1-Incorrect "
      "docno, with labels 1 to 4";
  const std::string trec = " | a line is: qid 0 docno grade";
  const std::string beir = " | a line is: query-id TAB corpus-id TAB score";
  const std::string medquad = " | a line is: qid 1-Incorrect docno, with labels 1 to 4";
  struct Row {
    std::string_view what;
    std::string_view text;
    std::string error;
  };
  for (const Row& row : {
           Row{"empty", "", "f holds no judgments" + trec},
           Row{"comments only", "#\n\n", "f holds no judgments" + trec},
           Row{"a header only", "query-id\tcorpus-id\tscore\n", "f holds no judgments" + trec},
           Row{"prose", "\nwhat is this\n", "f:2: not a judgment" + any},
           Row{"a run", "1 Q0 a 1 2.5 tag\n", "f:1: not a judgment" + any},
           Row{"a grade that is a word", "1 0 a relevant\n", "f:1: not a judgment" + any},
           Row{"a column short", "1 0 a 1\n1 0 b\n", "f:2: not a judgment" + trec},
           Row{"a column more", "1 0 a 1\n\n1 0 b 1 x\n", "f:3: not a judgment" + trec},
           Row{"a fraction", "1 0 a 1\n1 0 b 0.5\n", "f:2: not a judgment" + trec},
           Row{"a plus", "1 0 a 1\n1 0 b +1\n", "f:2: not a judgment" + trec},
           Row{"too great", "1 0 a 1\n1 0 b 99999999999\n", "f:2: not a judgment" + trec},
           Row{"BEIR among TREC", "1 0 a 1\n1\tb\t1\n", "f:2: not a judgment" + trec},
           Row{"TREC among BEIR", "1\tb\t1\n1 0 a 1\n", "f:2: not a judgment" + beir},
           Row{"BEIR without an id", "1\tb\t1\n1\t\t1\n", "f:2: not a judgment" + beir},
           Row{"a second header",
               "query-id\tcorpus-id\tscore\n1\tb\t1\nquery-id\tcorpus-id\tscore\n",
               "f:3: not a judgment" + beir},
           Row{"label 5", "1 4-Excellent a\n1 5-Best b\n", "f:2: not a judgment" + medquad},
           Row{"label 0", "1 4-Excellent a\n1 0-None b\n", "f:2: not a judgment" + medquad},
           Row{"twice", "1 0 a 1\n1 0 b 1\n1 0 a 1\n",
               "f:3: a is judged twice for topic 1 | keep one of its judgments"},
           Row{"twice, as a run writes it", "q\ta b\t1\nq\ta_b\t1\n",
               "f:2: a_b is judged twice for topic q | keep one of its judgments"},
       }) {
    EXPECT_EQ(read(row.text), row.error) << row.what;
  }
  EXPECT_EQ(parse_qrels("x", "f").error().code, ErrorCode::kBadInput);
}

TEST(Qrels, Files) {
  const TempDir dir;
  EXPECT_EQ(read_qrels(dir.file("bom",
                                "\xEF\xBB\xBF"
                                "1 0 a 1\n"))
                ->topics.begin()
                ->first,
            "1");
  EXPECT_EQ(read_qrels(dir.file("latin", "1 0 ni\xf1o 1\n")).error().code, ErrorCode::kBadInput);
  EXPECT_EQ(read_qrels(dir / "gone").error().code, ErrorCode::kUnreadable);
}

}  // namespace
}  // namespace medlar
