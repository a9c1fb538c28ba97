#include "corpus/cleaning/copy_sketch.h"

#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace medlar {
namespace {

/// The sketch of so many words, counted from `first`.
CopySketch sketch_of(int first, int words) {
  std::string text;
  for (int i = first; i < first + words; ++i) text += fmt::format("word{} ", i);
  Article article;
  article.title = "Gout";
  article.sections.push_back({.text = text});
  return copy_sketch(compared_text(article));
}

TEST(CopySketch, ResemblanceIsAboutThePartThatTextsShare) {
  constexpr int kWords = 1000;
  const CopySketch one = sketch_of(0, kWords);
  struct Row {
    int first;  // of the other text's words
    double shared;
  };
  for (const Row& row : {Row{0, 1}, Row{111, 0.8}, Row{333, 0.5}, Row{667, 0.2}, Row{2000, 0}}) {
    const CopySketch other = sketch_of(row.first, kWords);
    EXPECT_NEAR(resemblance(one, other), row.shared, row.shared == 1 ? 0 : 0.15) << row.first;
    EXPECT_EQ(resemblance(one, other), resemblance(other, one));
  }
}

TEST(CopySketch, OfFewWordsThatAreLikeManyResemblanceIsSmall) {
  EXPECT_LT(resemblance(sketch_of(0, 60), sketch_of(0, 1000)), 0.2);
  EXPECT_NEAR(resemblance(sketch_of(0, 60), sketch_of(0, 70)), 0.85, 0.15);
}

TEST(CopySketch, ATextTooShortToBeANearCopyResemblesNone) {
  EXPECT_EQ(resemblance(sketch_of(0, 20), sketch_of(0, 20)), 0);
  EXPECT_EQ(sketch_of(0, 20).exact, sketch_of(0, 20).exact);
  EXPECT_NE(sketch_of(0, 20).exact, sketch_of(0, 21).exact);
}

}  // namespace
}  // namespace medlar
