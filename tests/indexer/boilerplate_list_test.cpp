#include "indexer/format/boilerplate_list.h"

#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

Article article_of(std::string text) {
  Article article;
  article.source = "clinic";
  article.sections = {{.text = std::move(text)}};
  return article;
}

/// The list as lines: articles, source, text.
std::string lines(const std::vector<ListedBoilerplate>& list) {
  std::string all;
  for (const ListedBoilerplate& s : list) {
    all += std::to_string(s.articles) + " " + s.source + " " + s.text + "\n";
  }
  return all;
}

TEST(BoilerplateTally, CountsArticlesAndKeepsTheFirstText) {
  const Article loud = article_of("ASK US. Call\tus.");
  const Article soft = article_of("Ask us. Call\tus.");
  const std::vector<BoilerplateSentence> both{{0, 0, 7, 11}, {0, 8, 16, 22}, {0, 0, 7, 11}};
  const std::vector<BoilerplateSentence> one{{0, 0, 7, 11}, {0, 8, 16, 0}};
  BoilerplateTally early;
  early.add(loud, both, {0, 1});
  early.add(soft, one, {0, 2});
  BoilerplateTally late;
  late.add(soft, both, {2, 1});
  late.add(soft, one, {1, 1});
  const std::string expected = "4 clinic ASK US.\n2 clinic Call us.\n";
  BoilerplateTally merged = early;
  merged.add(BoilerplateTally(late));
  EXPECT_EQ(lines(merged.list()), expected);
  late.add(std::move(early));
  EXPECT_EQ(lines(late.list()), expected);
  EXPECT_EQ(late.size(), 2U);
}

TEST(BoilerplateTally, CutsLongTextsBetweenCharacters) {
  std::string text;
  while (text.size() <= kMaxListedBytes) text += "ñ!x";
  BoilerplateTally tally;
  tally.add(article_of(text), std::vector<BoilerplateSentence>{{0, 0, 1002, 5}}, {0, 1});
  const std::string listed = tally.list().front().text;
  EXPECT_LE(listed.size(), kMaxListedBytes);
  EXPECT_EQ(listed, text.substr(0, listed.size()));
  EXPECT_NE(static_cast<unsigned char>(text[listed.size()]) & 0xC0, 0x80);
}

TEST(BoilerplateList, IsReadAsWritten) {
  const TempDir dir;
  const auto file = dir / "boilerplate";
  const std::vector<ListedBoilerplate> list{
      {0xfedcba9876543210, 20, "clinic", "Pregunte a su enfermera, \"señor\"."}, {1, 3, "", "x"}};
  for (const auto& written : {list, std::vector<ListedBoilerplate>()}) {
    ASSERT_TRUE(write_boilerplate(written, file));
    const auto read = read_boilerplate(file);
    ASSERT_TRUE(read);
    EXPECT_EQ(lines(*read), lines(written));
    EXPECT_EQ(boilerplate_set(*read).size(), written.size());
    for (const auto& s : written) EXPECT_TRUE(boilerplate_set(*read).contains(s.print));
    EXPECT_FALSE(boilerplate_set(*read).contains(2));
  }
}

TEST(BoilerplateList, ADamagedFileIsAnError) {
  const TempDir dir;
  const auto file = dir / "boilerplate";
  ASSERT_TRUE(write_boilerplate({{7, 20, "clinic", "Ask us."}, {8, 21, "clinic", "Call."}}, file));
  std::ifstream in(file, std::ios::binary);
  const std::string whole(std::istreambuf_iterator<char>(in), {});
  const auto code_of = [&](const std::string& bytes) {
    dir.file("damaged", bytes);
    const auto read = read_boilerplate(dir / "damaged");
    return read ? ErrorCode::kUsage : read.error().code;
  };
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_EQ(code_of(whole.substr(0, size)), ErrorCode::kIndexDamaged) << size;
  }
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    EXPECT_EQ(code_of(changed), ErrorCode::kIndexDamaged) << at;
  }
  EXPECT_EQ(read_boilerplate(dir / "missing").error().code, ErrorCode::kIndexDamaged);
  EXPECT_FALSE(write_boilerplate({}, dir / "no" / "folder"));
}

}  // namespace
}  // namespace medlar
