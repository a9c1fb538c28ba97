// Where texts can be taken up in the middle, and that they read on from there as from the
// beginning.
#include "corpus/concepts/landmarks.h"

#include <fstream>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/corpus/concepts/concept_names.h"
#include "tests/support/shared_data.h"

namespace medlar {
namespace {

TEST(Landmarks, BeginSentencesAndLines) {
  Analyzer analyzer("en");
  std::vector<Landmark> landmarks;
  // A bar stands before each.
  for (const std::string& marked : std::vector<std::string>{
           "",
           "Rest",
           "Rest. |Eat well! |Why? |10 mg.",
           "Rest.  Then eat.",
           "a list\n|of lines\n\n|and more\n- points\n",
           "He said: \"Rest.\" She said so. \"Eat.\"",
           "cement vs. bone. |Fig. |2 shows",
           "H. pylori. |St. John's wort. |Dr. Jones. |She",
           "take 5mg. It helps in (CVD). |It",
           "embolism.21Complications of it.3 The cement.1,2 The bone. [3] Next",
           "drugs,1 antibiotics,2 and others.4 the",
           "dolor. \u00bfQu\u00e9 es? |\u00c9l",
       }) {
    std::string text = marked;
    std::erase(text, '|');
    find_landmarks(text, analyzer.analyze(text), landmarks);
    std::string found = text;
    for (auto at = landmarks.rbegin(); at != landmarks.rend(); ++at) found.insert(at->begin, "|");
    EXPECT_EQ(found, marked);
  }
}

/// A text in whole and in stretches, read by the same analyzer and concepts.
class Stretches : public testing::Test {
 protected:
  void expect_read_as_whole(const std::string& text) {
    const auto whole_tokens = tokens_of(text, {});
    find_landmarks(text, analyzer_.analyze(text), landmarks_);
    const auto whole_names = names_of(text, {});
    std::vector<Landmark> from{{}};
    from.insert(from.end(), landmarks_.begin(), landmarks_.end());
    std::vector<ReadToken> tokens;
    std::vector<ReadName> names;
    bool has_looked_around = false;
    for (std::size_t i = 0; i < from.size(); ++i) {
      const std::size_t end = i + 1 < from.size() ? from[i + 1].begin : text.size();
      const std::string part = text.substr(from[i].begin, end - from[i].begin);
      for (ReadToken& token : tokens_of(part, from[i])) tokens.push_back(std::move(token));
      for (const ReadName& name : names_of(part, from[i])) names.push_back(name);
      has_looked_around = has_looked_around || matcher_.has_looked_around();
    }
    ASSERT_EQ(tokens, whole_tokens) << text;
    if (!has_looked_around) {
      ASSERT_EQ(names, whole_names) << text;
    }
    stretches_ += from.size();
  }

  std::size_t stretches_ = 0;

 private:
  using ReadToken = std::tuple<std::size_t, std::size_t, std::uint32_t, std::string>;
  using ReadName = std::tuple<std::size_t, std::size_t, std::uint32_t>;

  std::vector<ReadToken> tokens_of(std::string_view text, Landmark from) {
    std::vector<ReadToken> all;
    for (const Token& token : analyzer_.analyze(text)) {
      all.emplace_back(from.begin + token.begin, from.begin + token.end,
                       from.position + token.position, token.term);
    }
    return all;
  }

  std::vector<ReadName> names_of(std::string_view text, Landmark from) {
    std::vector<ReadName> all;
    for (const FoundName& name : matcher_.find(text, analyzer_.analyze(text))) {
      all.emplace_back(from.begin + name.begin, from.begin + name.end, name.name);
    }
    return all;
  }

  std::string bytes_ = table_of_lines({{"Medlar", R"(
hepatitis A
H. pylori infection
St. John's wort
lung cancer | pro: malignant neoplasm of the lung
urinary tract infection | abbr: UTI
information technology | abbr: IT
x-ray
pain | pro: ache
type 2 diabetes | lay: diabetes
pulmonary embolism | abbr: PE
asthma
blood pressure
)"}});
  ConceptTable table_ = ConceptTable::from_bytes(bytes_).value();
  Analyzer analyzer_{"en"};
  ConceptMatcher matcher_{table_, "en"};
  std::vector<Landmark> landmarks_;
};

TEST_F(Stretches, OfAnyTextAreReadAsInTheWhole) {
  static const std::vector<std::string> kPieces{
      "cancer", "Lung",      "St",         "John's",
      "wort",   "H",         "pylori",     "Infection",
      "A",      "UTI",       "uti",        "PE",
      "pe",     "x-ray",     "X",          "ray",
      "5mg",    "2.5",       "type",       "2",
      "[1]",    "[2, 3]",    "embolism.2", "drugs,1",
      "(1)",    "U.S",       "et al",      "hepatitis",
      "CD4+",   "ni\u00f1o", "\u00c9l",    "\u7cd6\u5c3f\u75c5",
      "\u00b2", "of",        "the",        "Pain"};
  static const std::vector<std::string> kGaps{
      " ",  " ", " ",  ". ",  ". ", "? ", "! ",   "\n", ".\n", "\n\n",    "\r\n", "-",
      "- ", ".", ", ", ".  ", ": ", "; ", ". \"", "; ", ".) ", "\u2019 ", "",     ".1 "};
  std::mt19937 random(20261130);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (unsigned n = random() % 20; n > 0; --n) {
      text += kPieces[random() % kPieces.size()] + kGaps[random() % kGaps.size()];
    }
    expect_read_as_whole(text);
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(stretches_, 40'000U);
}

TEST_F(Stretches, OfRealTextsAreReadAsInTheWhole) {
  MEDLAR_NEED_SHARED_DATA("medquad/docs.jsonl");
  std::ifstream articles(shared_data("medquad/docs.jsonl"));
  std::string line;
  for (std::size_t number = 0; std::getline(articles, line); ++number) {
    if (number % 10 != 0) continue;
    expect_read_as_whole(nlohmann::json::parse(line).at("text").get<std::string>());
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(stretches_, 10'000U);
}

}  // namespace
}  // namespace medlar
