// What the packed lists of words know.
#include "corpus/analysis/known_words.h"

#include <gtest/gtest.h>

namespace medlar {
namespace {

TEST(KnownWords, TellWordsFromWhatIsNone) {
  for (const char* word : {"of", "the", "heart", "osteoporosis", "therapist", "nowhere", "zygote",
                           "aardvark", "colour", "color", "niño", "corazón"}) {
    EXPECT_TRUE(is_known_word(word, kWholeBand)) << word;
  }
  for (const char* word :
       {"", "a", "andpulmonary", "oftheheart", "qqqq", "zzzzzzzzz", "\xff\xfe", "don't",
        "averyveryveryveryveryveryveryveryveryveryveryveryveryveryveryverylongword"}) {
    EXPECT_FALSE(is_known_word(word, kWholeBand)) << word;
  }
}

TEST(KnownWords, HaveTheBandOfTheSmallestListThatHasThem) {
  EXPECT_EQ(find_known_word("heart")->band, 10);
  EXPECT_LE(find_known_word("kidney")->band, 50);
  EXPECT_GT(find_known_word("zygote")->band, find_known_word("egg")->band);
  EXPECT_FALSE(is_known_word("zygote", 10));
}

TEST(KnownWords, TellNamesAndSpanishFromEnglishWords) {
  EXPECT_TRUE(find_known_word("tobin")->is_name);
  EXPECT_FALSE(find_known_word("goodness")->is_name);
  EXPECT_TRUE(find_known_word("niño")->is_spanish);
  EXPECT_TRUE(find_known_word("enfermedad")->is_spanish);
  EXPECT_FALSE(find_known_word("hospital")->is_spanish);
}

}  // namespace
}  // namespace medlar
