#include "tests/corpus/readers/reading.h"

namespace medlar {
namespace {

using Names = std::vector<std::string>;

TEST(Markdown, BlocksBecomeSections) {
  const Article article =
      read_one("markdown",
               "# Warfarin\n\nIt *thins* the blood.\n\n## Doses\n\n- one\n- two\n"
               "\n| Drug | Dose |\n|---|---|\n| A | 5 mg |\n");
  EXPECT_EQ(article.title, "Warfarin");
  EXPECT_EQ(shown(article),
            "[0 ]\nIt thins the blood.\n[2 Doses]\none\ntwo\n\nDrug; Dose\nA; 5 mg\n");
}

TEST(Markdown, FrontMatter) {
  const Result<ReadResult> result = read_as("markdown",
                                            "---\ntitle: Statins\nurl: https://a.example/s\n"
                                            "last_reviewed: 2022-11-03\ndate: 3 May 2020\n"
                                            "author: [A, B]\nreviewed_by: Dr R\n"
                                            "also_called: lipid drugs; HMG\naudience: Patient\n"
                                            "language: es\nsource: Clinic\nid: s-1\nweight: 3\n"
                                            "---\n# Other\n\ntext\n");
  ASSERT_TRUE(result);
  const Article& article = result->articles.at(0);
  EXPECT_EQ(article.title, "Statins");
  EXPECT_EQ(article.url, "https://a.example/s");
  EXPECT_EQ(article.reviewed, "2022-11-03");
  EXPECT_EQ(article.updated, "2020-05-03");
  EXPECT_EQ(article.authors, (Names{"A", "B"}));
  EXPECT_EQ(article.reviewers, (Names{"Dr R"}));
  EXPECT_EQ(article.names, (Names{"lipid drugs", "HMG"}));
  EXPECT_EQ(article.audience, "Patient");
  EXPECT_EQ(article.language, "es");
  EXPECT_EQ(article.source, "Clinic");
  EXPECT_EQ(article.id, "s-1");
  EXPECT_EQ(shown(article), "[1 Other]\ntext\n");
  EXPECT_EQ(result->unused_keys, (std::map<std::string, std::size_t>{{"weight", 1}}));
}

TEST(Markdown, BrokenFrontMatterIsNamedAndNotLost) {
  const Result<ReadResult> result = read_as("markdown", "---\n: [unclosed\n---\ntext\n");
  ASSERT_TRUE(result);
  ASSERT_EQ(result->rejections.size(), 1U);
  EXPECT_EQ(result->rejections[0].code, "broken_front_matter");
  EXPECT_NE(all_text(result->articles.at(0)).find("unclosed"), std::string::npos);
}

TEST(Markdown, ARuleAtTheTopIsNoFrontMatter) {
  EXPECT_EQ(shown(read_one("markdown", "---\n\nonly a rule\n")), "[0 ]\nonly a rule\n");
}

}  // namespace
}  // namespace medlar
