// Which words are taken for two, and which never are.
#include "corpus/cleaning/glued_words.h"

#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace medlar {
namespace {

/// The word's parts with '|' between, as found in `text`; the word itself where it is left whole.
std::string divided(std::string_view word, std::string_view text) {
  CorpusWords words;
  words.add(text);
  for (const GluedWord& glued : find_glued_words(words)) {
    if (glued.word == word)
      return glued.word.substr(0, glued.split) + "|" + glued.word.substr(glued.split);
  }
  return std::string(word);
}

/// The words, each in a sentence of its own; all that are divided.
std::vector<std::string> divided_among(const std::vector<std::string>& written,
                                       const std::string& text) {
  CorpusWords words;
  words.add(text);
  for (const std::string& word : written) words.add("Then " + word + " again.");
  std::vector<std::string> divided;
  for (const GluedWord& glued : find_glued_words(words)) divided.push_back(glued.word);
  return divided;
}

/// What a corpus of health articles says over and over.
std::string corpus() {
  std::string text;
  for (int i = 0; i < 200; ++i) {
    text +=
        "The pain may come from a compression fracture of the spine due to osteoporosis. Call the "
        "doctor in case of a heart attack, fever and pulmonary embolism. It is a form of the "
        "disease and can be treated by a therapist. As a rule there are two types of it. The "
        "insulin of the pancreas is now here, and no where else. Put it on the arm for an hour. "
        "He can not sleep in to the day. The fore arm hurts, the man in black says to the "
        "patient's heart doctor. Take it up to two times a day.\n";
  }
  return text;
}

TEST(GluedWords, AreDividedWhereTheBlankWasLost) {
  CorpusWords words;
  words.add(corpus());
  const std::vector<std::string> expected{
      "and|pulmonary",        "heart|attack", "due|to",    "of|the", "from|a",
      "compression|fracture", "in|case",      "doctor|in", "up|to",  "patient's|heart"};
  for (std::string word : expected) {
    word.erase(word.find('|'), 1);
    words.add("Then " + word + " again.");
  }
  std::vector<std::string> found;
  for (const GluedWord& glued : find_glued_words(words)) {
    found.push_back(glued.word.substr(0, glued.split) + "|" + glued.word.substr(glued.split));
  }
  EXPECT_THAT(found, testing::UnorderedElementsAreArray(expected));
}

TEST(GluedWords, NoTrueWordIsDivided) {
  const std::vector<std::string> words{
      // Their parts are frequent words.
      "therapist", "nowhere", "into", "cannot", "insulin", "forearm", "pancreas", "today",
      "together", "another", "become", "inform", "atone", "island", "maybe", "without", "upon",
      "within", "forget", "office", "handsome", "carpet", "season", "capable", "isle",
      // Diseases and medicines.
      "osteoporosis", "hypothyroidism", "asthma", "ibuprofen", "metformin", "warfarin",
      "atorvastatin", "sertraline", "methotrexate", "adalimumab", "infliximab", "sorafenib",
      "omeprazole", "esomeprazole", "hydroxychloroquine", "mesothelioma", "tobramycin",
      "ondansetron", "andexanet", "isotretinoin", "orlistat", "formoterol", "nonalcoholic",
      "neuroinflammatory", "gingivalis", "pneumoniae", "kyphoplasty", "antihypertensive",
      // Words of other languages.
      "enfermedad", "corazón", "tratamiento", "bonjour", "maladie", "gesundheit"};
  EXPECT_THAT(divided_among(words, corpus()), testing::IsEmpty());
}

TEST(GluedWords, NoNameIsDivided) {
  const std::vector<std::string> names{
      "Inman", "Tobin",   "Asher",      "Andover", "Goodman", "Lowman",   "Hashimoto", "Theis",
      "Orman", "Raynaud", "Huntington", "Toman",   "Ofodile", "Andresen", "Forbes",    "Isaman"};
  EXPECT_THAT(divided_among(names, corpus()), testing::IsEmpty());
}

TEST(GluedWords, AnAcronymIsLeftWhole) {
  EXPECT_EQ(divided("asa", corpus() + "Then ASA helps. Then ASA helps."), "asa");
}

TEST(GluedWords, AWordWrittenOftenIsNoAccident) {
  std::string text = corpus();
  for (int i = 0; i < 100; ++i) text += "Then heartattack again. ";
  EXPECT_EQ(divided("heartattack", text), "heartattack");
}

TEST(GluedWords, AnEndingThatIsAWordIsDividedOff) {
  EXPECT_EQ(divided("cementlike", "Then a cementlike mixture of cement."), "cement|like");
  EXPECT_EQ(divided("glutenfree", "Then a glutenfree meal."), "gluten|free");
  EXPECT_EQ(divided("childlike", "Then a childlike smile."), "childlike");
}

TEST(GluedWords, AreFoundInASinglePageToo) {
  const std::string page =
      "Surgeries that relieve pain fromcompression fracturesof the spine due toosteoporosis, "
      "tumors, or other conditions. Possible problems include nerve damage, infection, "
      "andpulmonary embolism.";
  EXPECT_EQ(divided("fromcompression", page), "from|compression");
  EXPECT_EQ(divided("fracturesof", page), "fractures|of");
  EXPECT_EQ(divided("toosteoporosis", page), "to|osteoporosis");
  EXPECT_EQ(divided("andpulmonary", page), "and|pulmonary");
  CorpusWords words;
  words.add(page);
  EXPECT_EQ(find_glued_words(words).size(), 4U);
}

TEST(GluedWords, OfNothingAreNone) { EXPECT_TRUE(find_glued_words(CorpusWords()).empty()); }

}  // namespace
}  // namespace medlar
