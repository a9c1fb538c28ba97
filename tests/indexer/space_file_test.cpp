#include "indexer/format/space_file.h"

#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

/// Two dimensions: illnesses of the lungs to the right, of the joints upwards.
SpaceWords lungs_and_joints() {
  return {.dimensions = 2,
          .texts = {"asthma", "cough", "gout", "joint"},
          .importances = {2, 1, 2, 1},
          .places = {1, 0, 0.5, 0, 0, 1, 0, 0.25F}};
}

/// With four articles.
std::string space_bytes() {
  return with_articles(encode_space(lungs_and_joints()), 4) +
         std::string{127, 0, 0, 127, 64, 64, 0, 0};
}

TEST(SpaceFile, GivesBackWhatWasWritten) {
  const std::string bytes = space_bytes();
  const auto space = Space::from_bytes(bytes);
  ASSERT_TRUE(space);
  EXPECT_EQ(space->dimensions(), 2U);
  EXPECT_EQ(space->words(), 4U);
  EXPECT_EQ(space->articles(), 4U);
  EXPECT_EQ(space->text(2), "gout");
  EXPECT_EQ(space->importance(1), 1);
  EXPECT_EQ(space->find("joint"), 3U);
  for (const char* const unknown : {"", "a", "coughs", "zoster"}) {
    EXPECT_FALSE(space->find(unknown)) << unknown;
  }
  EXPECT_EQ(space->article(2)[1], 127);
  EXPECT_TRUE(space->article(0).empty());
  EXPECT_TRUE(space->article(5).empty());
}

TEST(SpaceFile, NearIsWhatPointsTheSameWay) {
  const std::string bytes = space_bytes();
  const auto space = Space::from_bytes(bytes);
  ASSERT_TRUE(space);
  const std::vector<SpaceWeight> text = {{0, 2}, {1, 1}};
  const Direction lungs(space->place(text));
  EXPECT_NEAR(lungs.cosine(space->article(1)), 1, 1e-6);
  EXPECT_NEAR(lungs.cosine(space->article(2)), 0, 1e-6);
  EXPECT_NEAR(lungs.cosine(space->article(3)), 0.7071, 1e-4);
  EXPECT_EQ(lungs.cosine(space->article(4)), 0);
  EXPECT_EQ(lungs.cosine({}), 0);
  EXPECT_TRUE(Direction(Place(2, 0)).is_none());
  EXPECT_EQ(Direction(Place(2, 0)).cosine(space->article(1)), 0);
}

TEST(SpaceFile, OfALongTextTheHeaviestWordsCount) {
  std::vector<SpaceWeight> text;
  for (std::uint32_t word = 0; word < 200; ++word) {
    text.push_back({word, word % 4 == 0 ? 2.0F : 1.0F});
  }
  keep_space_words(text);
  ASSERT_EQ(text.size(), kSpaceWords);
  for (std::size_t i = 0; i < text.size(); ++i) EXPECT_EQ(text[i].word, 4 * i);
}

TEST(SpaceFile, WhatIsDamagedIsRefused) {
  const TempDir dir;
  const std::string whole = space_bytes();
  const auto opens = [&dir](const std::string& bytes) {
    const auto file = SpaceFile::open(dir.file("space", bytes), 4);
    if (file) return true;
    EXPECT_EQ(file.error().code, ErrorCode::kIndexDamaged);
    return false;
  };
  EXPECT_TRUE(opens(whole));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(opens(whole.substr(0, size))) << size;
  }
  EXPECT_FALSE(opens(whole + "x"));
  // Whatever byte changes: refused, or read without harm.
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x81);
    if (!opens(changed)) continue;
    const auto space = Space::from_bytes(changed);
    ASSERT_TRUE(space);
    for (std::uint32_t word = 0; word <= space->words(); ++word) {
      EXPECT_LE(space->text(word).size(), whole.size());
    }
  }
  std::string not_a_number = whole;
  const float nan = std::numeric_limits<float>::quiet_NaN();
  std::memcpy(not_a_number.data() + 24 + 5 * 4, &nan, sizeof nan);
  EXPECT_TRUE(opens(not_a_number));
  EXPECT_EQ(Space::from_bytes(not_a_number)->importance(0), 0) << "it counts for nothing";
  EXPECT_FALSE(SpaceFile::open(dir / "missing", 4));
  EXPECT_FALSE(SpaceFile::open(dir.file("space", whole), 5)) << "another index's";
  EXPECT_TRUE(SpaceFile::open(dir.file("space", encode_space({})), 5)) << "nothing learnt";
}

}  // namespace
}  // namespace medlar
