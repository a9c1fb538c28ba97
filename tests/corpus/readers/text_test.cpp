#include <gmock/gmock.h>

#include "tests/corpus/readers/reading.h"

namespace medlar {
namespace {

constexpr std::string_view kParagraph =
    "Vertebroplasty is a surgery that relieves pain from fractures of the spine. Afterwards most "
    "people need weaker pain relievers and move better.";

std::string with_paragraph(std::string_view before, std::string_view after = {}) {
  return std::string(before) + std::string(kParagraph) + std::string(after);
}

TEST(Text, TheTitleIsTheLastTitleLikeLineBeforeTheText) {
  const std::pair<std::string, std::string_view> rows[] = {
      {with_paragraph("Mending the spine\n\n"), "Mending the spine"},
      {with_paragraph("Skip to content\nSign In\n\nFont Size\n\nMending the spine\n\n"),
       "Mending the spine"},
      {with_paragraph("Glaucoma\n\nLast reviewed: 5 May 2022\n\n"), "Glaucoma"},
      {with_paragraph("Glaucoma\n\nReviewed by Ann Roe\nUpdated May 2022\n\n"), "Glaucoma"},
      {with_paragraph("Glaucoma\n\nBy Ann Roe\n\n"), "Glaucoma"},
      {with_paragraph("Colonoscopy\n\nWhat is it?\n\n"), "Colonoscopy"},
      {with_paragraph("CT SCAN\n\n* * * * *\n\nHome | Search | Log in\n\n"), "CT SCAN"},
      {with_paragraph("Low back pain\nA guide for patients\n\n"), "Low back pain"},
      {"Gout", "Gout"},
      {"Gout\n\nIt hurts.", "Gout"},
      {std::string(kParagraph), "A page"},  // no title: the file's name
      {"", "A page"},
  };
  for (const auto& [text, title] : rows) EXPECT_EQ(read_one("text", text).title, title) << text;
}

TEST(Text, ParagraphsHeadingsAndLines) {
  const std::string paragraph(kParagraph);
  EXPECT_EQ(shown(read_one("text", with_paragraph("Title\n\n", "\n\nRisks\n\n" + paragraph))),
            "[0 ]\n" + paragraph + "\n[2 Risks]\n" + paragraph + "\n");
  EXPECT_EQ(
      shown(read_one("text", with_paragraph("Menu\n\nTitle\r\n\r\n", "\n \t\n\n\nShort one."))),
      "[0 ]\nMenu\n[0 ]\n" + paragraph + "\n\nShort one.\n");
}

TEST(Text, APageWithoutEmptyLinesHasHeadingsToo) {
  const std::string paragraph(kParagraph);
  std::string page = "Menu\nMending the spine\nBy Ann Roe, MD\n" + paragraph + "\nSymptoms\n" +
                     "Look out for:\npain\nstooping\nRisks\n" + paragraph + "\nIt is safe.";
  const Article article = read_one("text", page);
  EXPECT_EQ(article.title, "Mending the spine");
  EXPECT_EQ(shown(article), "[0 ]\nMenu\n[0 ]\nBy Ann Roe, MD\n" + paragraph +
                                "\n[2 Symptoms]\nLook out for:\npain\nstooping\n[2 Risks]\n" +
                                paragraph + "\nIt is safe.\n");
}

TEST(Text, HardWrappedLinesAreJoinedAndOthersAreNot) {
  const Article wrapped =
      read_one("text",
               "Title\n\nDetectors measure how much of the beam gets\n"
               "through the body and build the readings into\n"
               "slices. They can be stacked to show the bones\nfrom any angle.");
  EXPECT_THAT(shown(wrapped),
              testing::HasSubstr("gets through the body and build the readings into slices."));
  const Article credits = read_one("text", with_paragraph("T\n\n",
                                                          "\n\nAuthor Shannon\nEditor Kathleen M.\n"
                                                          "Primary Medical Reviewer Anne C., MD"));
  EXPECT_THAT(shown(credits), testing::HasSubstr("Author Shannon\nEditor Kathleen M.\nPrimary"));
  const Article list = read_one("text", with_paragraph("T\n\n", "\n\n- one\n- two\n1. three"));
  EXPECT_THAT(shown(list), testing::HasSubstr("- one\n- two\n1. three"));
}

TEST(Text, FurnitureOfASavedPageIsDropped) {
  const std::string page = with_paragraph(
      "Skip to content\nThe Library Sign In, Sign Up\n\nFont Size\n\nMending the spine\n\n",
      "\n\nSymptoms\n\n- pain\n- stooping\n\nMost people recover.\n\n"
      "Author Ann Roe, MD\nLast Updated: May 3, 2010\n\nTop Picks\n\n"
      "Bowl of lentils\nCheap, quick, filling.\n\nJoints Newsletter\n\n"
      "A fresh tip in your inbox every week.");
  const Article article = read_one("text", page, keeping_dropped());
  EXPECT_EQ(article.title, "Mending the spine");
  EXPECT_EQ(shown(article), "[0 ]\n" + std::string(kParagraph) +
                                "\n[2 Symptoms]\n- pain\n- stooping\n\nMost people recover.\n\n"
                                "Author Ann Roe, MD\nLast Updated: May 3, 2010\n");
  std::string dropped;
  for (const DroppedText& d : article.dropped) dropped += d.reason + ": " + d.text + "\n";
  EXPECT_EQ(dropped,
            "skip link: Skip to content\naccount: The Library Sign In, Sign Up\n"
            "page tools: Font Size\npromotion: Top Picks\n"
            "behind the article: Bowl of lentils\nCheap, quick, filling.\nJoints Newsletter\n"
            "newsletter: A fresh tip in your inbox every week.\n");
  EXPECT_TRUE(read_one("text", page).dropped.empty()) << "nobody asked";
}

TEST(Text, NoWordIsLost) {
  const std::string text =
      with_paragraph("alpha\n\nbeta gamma | delta\n\nepsilon\n\n", "\n\nzeta\n\neta\n\n\ntheta.");
  const std::string all = all_text(read_one("text", text));
  for (const std::string_view word :
       {"alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta."}) {
    EXPECT_THAT(all, testing::HasSubstr(std::string(word)));
  }
}

}  // namespace
}  // namespace medlar
