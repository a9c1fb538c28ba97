// A page saved from the web as plain text: what becomes of it, seen from outside.
#include <algorithm>

#include "tests/cli/tiny_corpus.h"
#include "tests/support/shared_data.h"

namespace medlar {
namespace {

using nlohmann::json;

json as_json(const std::string& path) {
  const MedlarOutcome outcome = run_medlar({"cat", path, "--format", "json"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  return json::parse(outcome.out);
}

std::string roles_of(const json& article) {
  std::string roles;
  for (const json& section : article["sections"]) {
    roles += (roles.empty() ? "" : " ") + section["role"].get<std::string>();
  }
  return roles;
}

std::string text_of(const json& article, std::string_view role) {
  for (const json& section : article["sections"]) {
    if (section["role"] == role) return section["text"];
  }
  return {};
}

constexpr std::string_view kPage =
    "Skip to content\nThe Library Sign In, Sign Up\n\nFont Size\n\nMending the spine\n\n"
    "Cement is put into the broken bone through a needle, and it hardens within minutes like a "
    "cast. Most people have less pain.21Complications are rare.\n\n"
    "1. Doe J, et al. (2007). An overview.Journal of Examples, 3(2): 11-19.\n\n"
    "Author Wilma Testwright, MPH\nPrimary Medical Reviewer Ivor Dummett, MD - Family Medicine\n"
    "Last Updated: 7 October 2009\nThis is not intended to replace the advice of a doctor.\n\n"
    "Top Picks\n\nBowl of lentils\nCheap, quick, filling.\n\nJoints Newsletter\n";

TEST(SavedPage, IsTakenApart) {
  const TempDir dir;
  const json article = as_json(dir.file("page.txt", kPage));
  EXPECT_EQ(article["title"], "Mending the spine");
  EXPECT_EQ(roles_of(article), "other references credits disclaimer");
  EXPECT_EQ(article["reviewed"], "2009-10-07");
  EXPECT_EQ(article["updated"], "2009-10-07");
  EXPECT_EQ(article["authors"], json({"Wilma Testwright, MPH"}));
  EXPECT_EQ(article["reviewers"], json({"Ivor Dummett, MD"}));
  const std::string text = article["text"];
  EXPECT_NE(text.find("less pain.²¹ Complications are rare."), std::string::npos) << text;
  EXPECT_EQ(text.find("lentils"), std::string::npos) << text;
  EXPECT_EQ(article["dropped"].size(), 5U) << article["dropped"];
}

TEST(SavedPage, IsFoundByItsWordsAndShownByItsSentences) {
  const TempDir dir;
  dir.file("pages/page.txt", kPage);
  const std::string index = (dir / "index").string();
  ASSERT_EQ(run_medlar({"index", (dir / "pages").string(), "--index", index}).status, 0);
  const auto query = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"query", "--index", index, "--format", "json"});
    const MedlarOutcome outcome = run_medlar(std::move(arguments));
    return outcome.status == 0 ? json::parse(outcome.out)["hits"][0]["snippet"]["text"].dump()
                               : std::string("nothing");
  };
  EXPECT_NE(query({"\"pain complications\""}), "nothing") << "neighbours across the mark";
  EXPECT_EQ(query({"21"}), "nothing") << "a mark is no word";
  EXPECT_EQ(query({"lentils"}), "nothing") << "promotions are not indexed";
  EXPECT_NE(query({"author:testwright"}), "nothing");
  EXPECT_NE(query({"cement", "--filter", "reviewed:2009"}), "nothing");
  for (const char* const word : {"Dummett", "Examples", "advice"}) {
    const std::string snippet = query({word});
    EXPECT_NE(snippet, "nothing") << word;
    EXPECT_EQ(snippet.find(word), std::string::npos) << "end matter is not shown";
  }
}

TEST(SavedPage, TheOneThatTheProjectBeganWith) {
  MEDLAR_NEED_SHARED_DATA("seed/vertebroplasty.txt");
  const json article = as_json(shared_data("seed/vertebroplasty.txt"));
  EXPECT_EQ(roles_of(article), "other references credits disclaimer");
  EXPECT_EQ(article["reviewed"], "2008-11-21");
  EXPECT_EQ(article["updated"], "2008-11-21");
  EXPECT_EQ(article["authors"], json({"Shannon Erstad, MBA/MPH"}));
  EXPECT_EQ(article["reviewers"], json({"Anne C. Poinier, MD", "Kirtly Jones, MD"}));
  EXPECT_TRUE(text_of(article, "references").starts_with("1. Nussbaum DA"));
  EXPECT_TRUE(text_of(article, "credits").starts_with("Author Shannon Erstad"));
  EXPECT_TRUE(text_of(article, "disclaimer").starts_with("This information is not intended"));
  const std::string body = text_of(article, "other");
  EXPECT_NE(body.find("embolism.²¹ Complications are more common"), std::string::npos);
  EXPECT_TRUE(body.ends_with("long lasting.")) << body;
}

}  // namespace
}  // namespace medlar
