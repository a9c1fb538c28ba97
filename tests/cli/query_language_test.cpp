// The query language on a few articles: what each form finds.
#include <algorithm>
#include <sstream>

#include "tests/cli/tiny_corpus.h"

namespace medlar {
namespace {

/// The ids of a list, sorted: a table says what is found, not in which order.
std::string sorted(std::string ids) {
  std::vector<std::string> words;
  std::istringstream in(ids);
  for (std::string word; in >> word;) words.push_back(word);
  std::ranges::sort(words);
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : " ") + word;
  return ids.starts_with("error") ? ids : all;
}

TEST(QueryLanguage, EachFormFindsWhatItSays) {
  const TinyCorpus tiny;
  struct Row {
    std::string_view query;
    std::string_view found;
  };
  for (const Row& row : {
           // words: any of them, stemmed and folded
           Row{"cement", "cement"},
           Row{"CEMENTS", "cement"},
           Row{"cement asthma", "asthma cement"},
           Row{"zebra", ""},
           Row{"ni\xC3\xB1os", "asma"},
           Row{"ninos", "asma"},
           // phrases
           Row{"\"pulmonary embolism\"", "cement embolism"},
           Row{"\"embolism pulmonary\"", ""},
           Row{"\"blood clot\" cement", "embolism"},
           Row{"\"a blood clot\"", "embolism"},
           Row{"\"leak treatment\"", ""},  // not across a section's border
           // operators
           Row{"smoking AND cough", "asthma copd"},
           Row{"smoking OR cement", "asthma cement copd embolism"},
           Row{"smoking NOT cough", "embolism"},
           Row{"smoking -cough", "embolism"},
           Row{"smoking AND NOT cough", "embolism"},
           Row{"-\"bone cement\" embolism", "embolism"},
           Row{"smoking AND (steroids OR strength)", "asthma copd"},
           Row{"(smoking -steroids) AND cough", "copd"},
           Row{"and or not", "asthma"},  // in small letters they are words
           // fields
           Row{"title:embolism", "embolism"},
           Row{"title:\"pulmonary embolism\"", "embolism"},
           Row{"title:(bone OR asthma)", "asthma cement"},
           Row{"section:treatment", "asthma cement"},
           Row{"section:symptoms smoking", "asthma"},
           Row{"source:cdc", "asthma cement"},
           Row{"source:CDC smoking", "asthma"},
           Row{"source:cdc OR source:who", "asthma cement copd"},
           Row{"-source:cdc smoking", "copd embolism"},
           Row{"author:jones", "cement"},
           Row{"author:smith", "asthma"},
           Row{"jones", ""},
           Row{"language:es", "asma"},
           Row{"id:copd", "copd"},
           Row{"url:https://a.example/cement", "cement"},
           // dates
           Row{"reviewed:2008..2010", "cement"},
           Row{"reviewed:2012", "embolism"},
           Row{"reviewed:2012..", "asthma embolism"},
           Row{"reviewed:..2012", "cement embolism"},
           Row{"reviewed:2012-07..2012-07", "embolism"},
           Row{"smoking reviewed:2020", "asthma"},
           Row{"-reviewed:2000.. smoking", "copd"},
           // prefixes
           Row{"thromb*", "embolism"},
           Row{"smok*", "asthma copd embolism"},
           Row{"title:asth*", "asthma"},
           Row{"zzz*", ""},
           // NEAR
           Row{"blood NEAR/3 artery", "embolism"},
           Row{"artery NEAR/3 blood", "embolism"},
           Row{"blood NEAR/1 lung", ""},
           // what is no syntax is words
           Row{"cement:", "cement"},
           Row{"cement?", "cement"},
           Row{"\"cement", "cement"},
           Row{"(cement", "cement"},
           Row{"cement)", "cement"},
           Row{"nofield:cement", "cement"},
       }) {
    EXPECT_EQ(sorted(tiny.found({std::string(row.query)})), row.found) << row.query;
  }
}

TEST(QueryLanguage, TheTitleCountsMost) {
  const TinyCorpus tiny;
  EXPECT_EQ(tiny.found({"embolism"}), "embolism cement");
}

TEST(QueryLanguage, ArgumentsAreJoined) {
  const TinyCorpus tiny;
  EXPECT_EQ(tiny.query({"blood", "NEAR/3", "artery"}).out, tiny.query({"blood NEAR/3 artery"}).out);
  EXPECT_EQ(tiny.found({"\"pulmonary", "embolism\"", "-bone"}), "embolism");
}

}  // namespace
}  // namespace medlar
