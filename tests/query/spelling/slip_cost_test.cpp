// What slips cost, beside each other and beside what a word of that length may cost.
#include "query/spelling/slip_cost.h"

#include <string>

#include <gtest/gtest.h>

#include "corpus/analysis/sound_key.h"
#include "query/spelling/candidates.h"

namespace medlar {
namespace {

constexpr double kNoLimit = 100;

double cost(const std::string& typed, const std::string& meant) {
  return misspelling_cost({typed, sound_key(typed)}, {meant, sound_key(meant)}, kNoLimit);
}

TEST(SlipCost, IsNothingBetweenEqualWords) { EXPECT_EQ(slip_cost("gout", "gout", kNoLimit), 0); }

TEST(SlipCost, OfCommonerSlipsIsLess) {
  struct Row {
    const char* what;
    const char* commoner[2];
    const char* rarer[2];
  };
  for (const Row& row : std::initializer_list<Row>{
           {"doubled", {"cancer", "canccer"}, {"cancer", "cantcer"}},
           {"a vowel for a vowel", {"tumor", "tumer"}, {"tumor", "tukor"}},
           {"the key beside", {"liver", "lover"}, {"liver", "lizer"}},
           {"exchanged", {"fever", "fevre"}, {"fever", "febbr"}},
           {"not in the first letter", {"cough", "coubh"}, {"cough", "vough"}},
           {"one", {"sinus", "sinuz"}, {"sinus", "zinuz"}},
       }) {
    EXPECT_LT(slip_cost(row.commoner[0], row.commoner[1], kNoLimit),
              slip_cost(row.rarer[0], row.rarer[1], kNoLimit))
        << row.what;
  }
}

TEST(SlipCost, AboveTheLimitIsTold) {
  EXPECT_GT(slip_cost("abdomen", "kidneys", 1), 1);
  EXPECT_GT(slip_cost(std::string(500, 'a'), "asthma", 2), 2);
  EXPECT_LE(slip_cost("ab", "ba", 0.7 + 0.4), 0.7 + 0.4);
}

TEST(MisspellingCost, IsLowForWordsSpeltByEar) {
  for (const auto& [typed, meant] :
       std::initializer_list<std::pair<const char*, const char*>>{{"hemroids", "hemorrhoids"},
                                                                  {"numonia", "pneumonia"},
                                                                  {"stomack", "stomach"},
                                                                  {"arthritus", "arthritis"}}) {
    EXPECT_LE(cost(typed, meant), slip_allowance(std::string_view(typed).size()))
        << typed << " " << meant;
  }
}

TEST(MisspellingCost, IsHighForOtherWords) {
  for (const auto& [typed, meant] :
       std::initializer_list<std::pair<const char*, const char*>>{{"effexor", "flexor"},
                                                                  {"ocella", "cells"},
                                                                  {"dancer", "cancer"},
                                                                  {"fxtas", "extras"},
                                                                  {"schmorl", "school"},
                                                                  {"southern", "northern"},
                                                                  {"hydralazine", "hydroxyzine"},
                                                                  {"clonidine", "clonazepam"},
                                                                  {"celebrex", "cerebyx"}}) {
    EXPECT_GT(cost(typed, meant), slip_allowance(std::string_view(typed).size()))
        << typed << " " << meant;
  }
}

}  // namespace
}  // namespace medlar
