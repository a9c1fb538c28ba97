#include "indexer/format/forward_index.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/forward_texts.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

using Places = std::vector<std::uint32_t>;

const std::vector<ForwardArticle> kArticles = {
    {{"title", "bone cement"},
     {"name", "cement"},
     {"text", "the bone and the cement"},
     {"author", "bone"}},
    {},
    {{"title", "5ht3 +5 ht3 receptor"}, {"section", "ht3 ht3"}}};

Places places_of(const ForwardIndex& index, std::uint32_t article, std::string_view field,
                 std::string_view stem) {
  WordPlaces places;
  const std::uint32_t words[] = {index.find(stem).value_or(index.words())};
  index.find_places(article, *find_field(field), words, places);
  return places.at(0);
}

TEST(ForwardIndex, SaysWhereWordsStand) {
  const TempDir dir;
  const ForwardIndex index = forward_index_of(kArticles, dir.path());
  EXPECT_EQ(index.articles(), 3U);
  EXPECT_EQ(index.words(), 8U);
  EXPECT_TRUE(index.is_sound());
  struct Row {
    std::uint32_t article;
    const char* field;
    const char* stem;
    Places places;
  };
  // The texts of the first article begin at 1000, 2002, 3003 and 4008.
  for (const Row& row :
       {Row{1, "text", "bone", {1000, 3004}}, Row{1, "text", "cement", {1001, 2002, 3007}},
        Row{1, "title", "bone", {1000}}, Row{1, "name", "cement", {2002}},
        Row{1, "name", "bone", {}}, Row{1, "author", "bone", {4008}},
        Row{1, "text", "receptor", {}}, Row{1, "text", "unknown", {}}, Row{2, "text", "bone", {}},
        Row{3, "text", "5ht3", {1000}}, Row{3, "text", "5", {1000}},
        Row{3, "text", "ht3", {1001, 2003, 2004}}, Row{3, "section", "ht3", {2003, 2004}},
        Row{0, "text", "bone", {}}, Row{4, "text", "bone", {}}}) {
    EXPECT_EQ(places_of(index, row.article, row.field, row.stem), row.places)
        << row.article << " " << row.field << ":" << row.stem;
  }
}

TEST(ForwardIndex, SeveralWordsAreFoundAtOnce) {
  const TempDir dir;
  const ForwardIndex index = forward_index_of(kArticles, dir.path());
  WordPlaces places;
  const std::uint32_t words[] = {*index.find("cement"), *index.find("the"), *index.find("cement")};
  index.find_places(1, *find_field("text"), words, places);
  EXPECT_EQ(places, (WordPlaces{{1001, 2002, 3007}, {3003, 3006}, {1001, 2002, 3007}}));
  index.find_places(2, *find_field("text"), words, places);
  EXPECT_EQ(places, WordPlaces(3)) << "nothing is left of the article before";
}

TEST(ForwardIndex, PlacesMayBeLeftOut) {
  const TempDir dir;
  auto writer = ForwardIndexWriter::create(dir / "shard").value();
  std::vector<Token> tokens(3);
  tokens[0].term = "one";
  tokens[1].term = "six";
  tokens[1].position = 5;
  tokens[2].term = "far";
  tokens[2].position = 1'000'000;
  writer.add_text(*find_field("text"), tokens);
  ASSERT_TRUE(writer.end_article());
  ASSERT_TRUE(writer.finish());
  ASSERT_TRUE(merge_forward_indexes({dir / "shard"}, dir / "forward"));
  const ForwardIndex index = ForwardIndex::open(dir / "forward").value();
  EXPECT_EQ(places_of(index, 1, "text", "six"), Places{1005});
  EXPECT_EQ(places_of(index, 1, "text", "far"), Places{1'001'000});
}

/// Each stretch as "section: bytes @ place of the words that it has".
std::vector<std::string> stretches_of(const ForwardIndex& index, std::uint32_t article,
                                      const std::vector<std::string>& stems) {
  std::vector<std::uint32_t> words;
  for (const std::string& stem : stems) words.push_back(index.find(stem).value_or(index.words()));
  std::vector<std::string> found;
  const bool is_whole = index.visit_stretches(article, words, [&](const WordsOfStretch& stretch) {
    std::string row =
        fmt::format("{}: {}-{} @ {}", stretch.section, stretch.from.begin,
                    stretch.end ? std::to_string(*stretch.end) : "end", stretch.from.position);
    for (std::size_t i = 0; i < stems.size(); ++i) {
      if ((stretch.words >> i & 1U) != 0) row += " " + stems[i];
    }
    found.push_back(std::move(row));
  });
  if (!is_whole) found.emplace_back("damaged");
  return found;
}

TEST(ForwardIndex, SaysWhichStretchesOfSectionsHaveWords) {
  const TempDir dir;
  const ForwardIndex index =
      forward_index_of({{{"title", "cement"},
                         {"section", "bone"},
                         {"text", "the bone and the cement of bone", {{9, 2}, {300, 5}}},
                         {"section", "bone"},
                         {"text", ""},
                         {"text", "x ray +xray bone cement", {{7, 2}}},
                         {"author", "bone"}},
                        {{"title", "bone"}}},
                       dir.path());
  EXPECT_TRUE(index.is_sound());
  using Rows = std::vector<std::string>;
  EXPECT_EQ(stretches_of(index, 1, {"bone", "cement"}),
            (Rows{"0: 0-9 @ 0 bone", "0: 9-300 @ 2 cement", "0: 300-end @ 5 bone",
                  "2: 7-end @ 2 bone cement"}));
  EXPECT_EQ(stretches_of(index, 1, {"of", "xray", "unknown"}),
            (Rows{"0: 300-end @ 5 of", "2: 0-7 @ 0 xray"}));
  EXPECT_EQ(stretches_of(index, 1, {}), Rows{});
  EXPECT_EQ(stretches_of(index, 2, {"bone"}), Rows{});
}

/// Words of one byte, of two and of three.
std::vector<ForwardArticle> articles_of_many_words() {
  std::vector<ForwardArticle> articles;
  for (unsigned article = 0; article < 200; ++article) {
    std::string words;
    for (unsigned i = 0; i < 100; ++i) {
      words += fmt::format("often{} some{} once{} ", i, i * article % 700, article * 100 + i);
    }
    articles.push_back({{"text", words}});
  }
  return articles;
}

TEST(ForwardIndex, FindsEachOfManyWords) {
  const TempDir dir;
  const ForwardIndex index = forward_index_of(articles_of_many_words(), dir.path());
  EXPECT_GT(index.words(), 20'000U);
  std::set<std::uint32_t> numbers;
  for (std::uint32_t word = 0; word < index.words(); ++word) {
    const std::string stem(index.stem(word));
    ASSERT_EQ(index.find(stem), word) << stem;
    EXPECT_FALSE(index.find(stem + "x")) << stem;
  }
  EXPECT_EQ(index.stem(index.words()), "");
  EXPECT_LT(index.find("often99"), 125U) << "one byte for the most frequent words";
  EXPECT_EQ(places_of(index, 200, "text", "once19999"), Places{1299});
}

TEST(ForwardIndex, IsTheSameHoweverItsShardsWereDivided) {
  const TempDir dir;
  const auto articles = articles_of_many_words();
  const auto merged = [&](const std::vector<std::size_t>& ends) {
    std::vector<std::filesystem::path> shards;
    std::size_t begin = 0;
    for (const std::size_t end : ends) {
      const auto at = [&](std::size_t n) {
        return articles.begin() + static_cast<std::ptrdiff_t>(n);
      };
      shards.push_back(dir / fmt::format("shard-{}", shards.size()));
      write_forward_shard({at(begin), at(end)}, shards.back());
      begin = end;
    }
    expect_done(merge_forward_indexes(shards, dir / "merged"));
    return read_file(dir / "merged");
  };
  const std::string whole = merged({200});
  EXPECT_TRUE(merged({1, 2, 90, 200}) == whole);
  EXPECT_TRUE(merged({0, 150, 150, 200}) == whole) << "shards without articles";
}

TEST(ForwardIndex, WhatIsDamagedIsRefusedOrGivesNothing) {
  const TempDir dir;
  forward_index_of(kArticles, dir.path());
  const std::string whole = read_file(dir / "forward");
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{7}, std::size_t{31}, whole.size() - 40, whole.size() - 1}) {
    const auto opened = ForwardIndex::open(dir.file("cut", whole.substr(whole.size() - size)));
    EXPECT_TRUE(!opened || !opened->is_sound()) << size << " bytes are left of the end";
    EXPECT_FALSE(ForwardIndex::open(dir.file("cut", whole.substr(0, size)))) << size;
  }
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const unsigned flip : {0x80U, 0x01U, 0xFFU}) {
      std::string bytes = whole;
      bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ flip);
      const auto opened = ForwardIndex::open(dir.file("flipped", bytes));
      if (!opened) continue;
      opened->is_sound();
      for (std::uint32_t article = 0; article < 5; ++article) {
        places_of(*opened, article, "text", "bone");
        stretches_of(*opened, article, {"bone"});
      }
    }
  }
  EXPECT_EQ(ForwardIndex::open(dir / "missing").error().code, ErrorCode::kIndexDamaged);
}

TEST(ForwardIndex, AShardThatCannotBeReadBackIsNotMerged) {
  const TempDir dir;
  write_forward_shard(kArticles, dir / "shard");
  std::string bytes = read_file(dir / "shard");
  bytes[4] = 127;  // a field that is none, behind the landmarks of one section
  const auto merged = merge_forward_indexes({dir.file("shard", bytes)}, dir / "forward");
  ASSERT_FALSE(merged);
  EXPECT_EQ(merged.error().code, ErrorCode::kInputOutput);
}

}  // namespace
}  // namespace medlar
