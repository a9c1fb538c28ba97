// Words that are right though no list has them.
#include "query/spelling/word_forms.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace medlar {
namespace {

bool is_word(std::string_view word) {
  static const std::set<std::string_view> kWords{"polypectomy", "abscess", "smoke",  "menopausal",
                                                 "catheter",    "hailer",  "inject", "biopsy"};
  return kWords.contains(word);
}

TEST(WordForms, RegularOnesAreKnown) {
  for (const char* form : {"polypectomies", "abscesses", "catheters", "injecting", "injected"}) {
    EXPECT_TRUE(is_regular_form(form, is_word)) << form;
  }
  for (const char* none : {"biopsys", "abscesss", "smokeing", "catheteres", "injectt", "s", ""}) {
    EXPECT_FALSE(is_regular_form(none, is_word)) << none;
  }
}

TEST(WordForms, WordsBuiltOfOthersAreKnown) {
  EXPECT_TRUE(is_built_of("postmenopausal", is_word));
  EXPECT_FALSE(is_built_of("postmenoposal", is_word));
  EXPECT_FALSE(is_built_of("inhailer", is_word)) << "a beginning of two letters is often chance";
}

TEST(WordForms, AnotherBeginningIsAnotherWord) {
  EXPECT_TRUE(differ_in_beginning("premenopausal", "perimenopausal", is_word));
  EXPECT_TRUE(differ_in_beginning("postmenopausal", "premenopausal", is_word));
  EXPECT_FALSE(differ_in_beginning("premenoposal", "premenopausal", is_word));
  EXPECT_FALSE(differ_in_beginning("perscription", "prescription", is_word)) << "of no word";
}

TEST(WordForms, OneSlipIsOneSlip) {
  for (const auto& [a, b] :
       std::initializer_list<std::pair<const char*, const char*>>{{"statin", "statin"},
                                                                  {"statin", "staten"},
                                                                  {"statin", "sttain"},
                                                                  {"statin", "statn"},
                                                                  {"statin", "statins"},
                                                                  {"a", ""}}) {
    EXPECT_TRUE(are_one_slip_apart(a, b)) << a << " " << b;
    EXPECT_TRUE(are_one_slip_apart(b, a)) << a << " " << b;
  }
  for (const auto& [a, b] : std::initializer_list<std::pair<const char*, const char*>>{
           {"statin", "stitan"}, {"statin", "stains"}, {"statin", "sta"}, {"ab", "cd"}}) {
    EXPECT_FALSE(are_one_slip_apart(a, b)) << a << " " << b;
  }
}

}  // namespace
}  // namespace medlar
