#include "corpus/cleaning/near_copy.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace medlar {
namespace {

constexpr std::string_view kText =
    "An ankle sprain happens when the foot rolls inwards and the bands that hold the joint "
    "stretch or tear. The outer side swells within the hour, bruises by the next day and hurts "
    "when it bears weight.\n\n"
    "Rest the foot and keep it raised on a cushion. Put a cold pack in a towel against the "
    "swelling for 15 minutes at a time. An elastic bandage holds the joint, but it must come off "
    "at night. Adults may take 400 mg of ibuprofen with food when the pain keeps them awake.\n\n"
    "Ask for an x-ray when you cannot walk four steps, or when the bone itself is tender. Most "
    "people walk normally after a fortnight, and balance exercises make it less likely that the "
    "ankle gives way again.";

constexpr std::string_view kFrame =
    "Riverside Hospital library. Search, find a doctor, book a visit or call 555 0100 any day.";

using Changes = std::vector<std::pair<std::string_view, std::string_view>>;

std::string changed(std::string_view text, const Changes& changes) {
  std::string result(text);
  for (const auto& [from, to] : changes) {
    const std::size_t at = result.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    if (at != std::string::npos) result.replace(at, from.size(), to);
  }
  return result;
}

ShingledText text_of(std::string_view title, std::string_view text,
                     std::string_view language = "en") {
  Article article;
  article.title = title;
  article.language = language;
  article.sections.push_back({.text = std::string(text)});
  return ShingledText(compared_text(article));
}

struct Row {
  std::string_view what;
  Changes changes;
  bool is_copy;
};

TEST(NearCopy, AChangeIsOneOfWordingOrOfMeaning) {
  const std::vector<Row> rows{
      {"nothing", {}, true},
      {"words of the same meaning", {{"happens", "occurs"}, {"hurts", "aches"}}, true},
      {"a word put in", {{"Rest the foot", "Always rest the sore foot"}}, true},
      {"a sentence more", {{"cushion.", "cushion. A stool does as well."}}, true},
      {"a citation mark put in", {{"or tear.", "or tear. [12]"}}, true},
      {"another dose", {{"400 mg", "800 mg"}}, false},
      {"another unit", {{"400 mg", "400 ml"}}, false},
      {"another time", {{"15 minutes", "15 hours"}}, false},
      {"for others", {{"Adults may", "Children may"}}, false},
      {"a denial", {{"may take", "may not take"}}, false},
      {"a denial taken out", {{"cannot walk", "walk"}}, false},
      {"at another time of day", {{"at night", "in the morning"}}, false},
      {"the contrary", {{"less likely", "more likely"}}, false},
      {"another word here and there",
       {{"the joint", "the knee"}, {"the joint", "the knee"}, {"ankle gives", "knee gives"}},
       true},
  };
  for (const Row& row : rows) {
    const auto a = text_of("Ankle sprain", kText);
    const auto b = text_of("Ankle sprain", changed(kText, row.changes));
    EXPECT_EQ(are_near_copies(a, b, TitleSays::kSubject), row.is_copy) << row.what;
    EXPECT_EQ(are_near_copies(b, a, TitleSays::kSubject), row.is_copy) << row.what << ", turned";
  }
}

TEST(NearCopy, AWordExchangedThroughoutIsTheSubject) {
  const std::string text =
      "Povidol is a tablet against itching. Swallow Povidol with water after a meal. People with "
      "weak kidneys need less Povidol than others, so tell the pharmacist about your kidneys. "
      "Keep Povidol in its box, away from light and damp. Side effects of Povidol are a dry "
      "mouth and sleep. Nobody should drive a car on the first day with Povidol.";
  std::string other = text;
  for (std::size_t at; (at = other.find("Povidol")) != std::string::npos;) {
    other.replace(at, 7, "Garanex");
  }
  EXPECT_FALSE(
      are_near_copies(text_of("Leaflet", text), text_of("Leaflet", other), TitleSays::kSubject));
}

TEST(NearCopy, AFrameIsNoneOfTheArticle) {
  const std::string framed = std::string(kFrame) + "\n\n" + std::string(kText) + "\n\n" +
                             "Copyright 2014. All rights reserved. Privacy, terms, contact.";
  EXPECT_TRUE(are_near_copies(text_of("Ankle sprain", kText), text_of("Ankle sprain", framed),
                              TitleSays::kSubject));
  std::string grown(kText);
  for (int i = 0; i < 8; ++i) {
    grown += " A sprain of number " + std::to_string(i) + " needs another kind of care.";
  }
  EXPECT_FALSE(are_near_copies(text_of("Ankle sprain", kText), text_of("Ankle sprain", grown),
                               TitleSays::kSubject))
      << "as much again about the subject";
}

TEST(NearCopy, TheFirstAndTheLastWordsCountAsWell) {
  const std::string text(kText);
  const std::string frame = " " + std::string(kFrame);
  const auto are_copies = [](const std::string& a, const std::string& b) {
    const bool are = are_near_copies(text_of("Ankle sprain", a), text_of("Ankle sprain", b),
                                     TitleSays::kSubject);
    EXPECT_EQ(are_near_copies(text_of("Ankle sprain", b), text_of("Ankle sprain", a),
                              TitleSays::kSubject),
              are);
    return are;
  };
  EXPECT_TRUE(are_copies(text, text + " Good luck."));
  EXPECT_TRUE(are_copies("First aid. " + text, "At home. " + text));
  EXPECT_FALSE(are_copies("Adults. " + text, "Children. " + text));
  EXPECT_FALSE(are_copies(text + " Rest for 10 days.", text + " Rest for 14 days."));
  EXPECT_FALSE(are_copies(text + " Rest for 10 days.", text + " Rest for 14 days." + frame));
}

TEST(NearCopy, TitlesMustSayTheSame) {
  const auto a = text_of("Ankle sprain", kText);
  const auto b = text_of("Ankle sprain", changed(kText, {{"happens", "occurs"}}));
  EXPECT_TRUE(are_near_copies(a, b, TitleSays::kSubject));
  EXPECT_FALSE(are_near_copies(a, b, TitleSays::kLittle)) << "then no word may be another";
  const auto c = text_of("Knee sprain", kText);
  EXPECT_FALSE(are_near_copies(a, c, TitleSays::kSubject));
  EXPECT_FALSE(are_near_copies(a, text_of("Ankle sprain", kText, "es"), TitleSays::kSubject));
}

TEST(NearCopy, ShortTextsAreNone) {
  const std::string_view text = "Call the poison centre at once. Do not wait for a sign.";
  EXPECT_FALSE(
      are_near_copies(text_of("Poison", text), text_of("Poison", text), TitleSays::kSubject));
}

}  // namespace
}  // namespace medlar
