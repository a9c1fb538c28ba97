// How a corpus's words are counted.
#include "corpus/cleaning/corpus_words.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace medlar {
namespace {

using testing::ElementsAre;
using testing::Pair;

CorpusWords counted(std::string_view text) {
  CorpusWords words;
  words.add(text);
  return words;
}

TEST(CorpusWordsTest, CountsRunsOfLettersWithTheirCaseFolded) {
  const CorpusWords words = counted("The heart, the Niño; LA NIÑA (heart) B12 5mg m²");
  EXPECT_EQ(words.of("the").free, 2U);
  EXPECT_EQ(words.of("heart").free, 2U);
  EXPECT_EQ(words.of("niño").free, 1U);
  EXPECT_EQ(words.of("niña").shouted, 1U);
  EXPECT_EQ(words.of("absent").total(), 0U);
  EXPECT_EQ(words.of("b").total(), 0U) << "a part of a code";
  EXPECT_EQ(words.of("mg").total(), 0U);
  EXPECT_THAT(words.words(), ElementsAre("heart", "la", "m", "niña", "niño", "the"));
}

TEST(CorpusWordsTest, TellsWhereHyphensStand) {
  const CorpusWords words = counted("anti-inflammatory, state-of-the-art like flu-like");
  EXPECT_EQ(words.of("anti").opens, 1U);
  EXPECT_EQ(words.of("inflammatory").closes, 1U);
  EXPECT_EQ(words.of("of").inside, 1U);
  EXPECT_EQ(words.of("like").free, 1U);
  EXPECT_EQ(words.of("like").closes, 1U);
}

TEST(CorpusWordsTest, TakesCapitalsInsideSentencesForNames) {
  const CorpusWords words = counted("Then came Crohn. Then Crohn left: Then\nThen he. MRI");
  EXPECT_EQ(words.of("then").names, 0U);
  EXPECT_EQ(words.of("crohn").names, 2U);
  EXPECT_EQ(words.of("mri").shouted, 1U);
}

TEST(CorpusWordsTest, CountsPairsWithOneBlankBetween) {
  const CorpusWords words = counted("heart attack. Heart attack, heart  attack heart-attack");
  EXPECT_EQ(words.side_by_side("heart", "attack"), 2U);
  EXPECT_EQ(words.side_by_side("attack", "heart"), 1U);
  EXPECT_EQ(words.side_by_side("heart", "failure"), 0U);
  EXPECT_EQ(words.chance_meetings(), 0U);
}

TEST(CorpusWordsTest, KeepsWhatFollowsAContraction) {
  const CorpusWords words = counted("a patient'sheart, the patient\u2019sheart; don't, it's");
  EXPECT_THAT(words.contracted(), ElementsAre(Pair("patient'sheart", 2U)));
}

TEST(CorpusWordsTest, SumsDoNotDependOnWhoCounted) {
  const std::string one = "the heart attack of the Heart";
  const std::string other = "heart attack heart-felt patient'sheart";
  CorpusWords all = counted(one);
  all.add(other);
  CorpusWords merged = counted(other);
  merged.merge(counted(one));
  EXPECT_EQ(merged.words(), all.words());
  EXPECT_EQ(merged.size(), all.size());
  EXPECT_EQ(merged.contracted(), all.contracted());
  EXPECT_EQ(merged.side_by_side("heart", "attack"), all.side_by_side("heart", "attack"));
  for (const auto word : all.words()) {
    EXPECT_EQ(merged.of(word).free, all.of(word).free) << word;
    EXPECT_EQ(merged.of(word).opens, all.of(word).opens) << word;
  }
}

TEST(CorpusWordsTest, ReadsBrokenTextWithoutHarm) {
  for (const char* text :
       {"\xC3", "a\xC3", "\xE2\x80", "'", "\u2019", "'s", "-", "a'", "\xFF\xFE"}) {
    EXPECT_LE(counted(text).words().size(), 1U) << text;
  }
}

}  // namespace
}  // namespace medlar
