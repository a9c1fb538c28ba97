// How pairs of words are counted, few and many.
#include "corpus/cleaning/pair_sketch.h"

#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "corpus/split_mix.h"

namespace medlar {
namespace {

constexpr std::uint64_t kFew = 1000;
constexpr std::uint64_t kMany = PairSketch::kMostCounted + 1000;

/// Each of the pairs from `begin` to before `end` as often as its number modulo 3, and once more.
PairSketch counted(std::uint64_t begin, std::uint64_t end) {
  std::vector<std::uint64_t> pairs;
  for (std::uint64_t pair = begin; pair < end; ++pair) {
    for (std::uint64_t times = 0; times <= pair % 3; ++times) pairs.push_back(split_mix(pair));
  }
  PairSketch sketch;
  sketch.add(pairs);
  return sketch;
}

TEST(PairSketchTest, CountsFewPairsOneByOne) {
  const PairSketch sketch = counted(0, kFew);
  EXPECT_EQ(sketch.chance_meetings(), 0U);
  for (std::uint64_t pair = 0; pair < kFew; ++pair) {
    ASSERT_EQ(sketch.of(split_mix(pair)), pair % 3 + 1) << pair;
  }
  EXPECT_EQ(sketch.of(split_mix(kFew)), 0U);
}

TEST(PairSketchTest, NeverCountsTooFewOfMany) {
  const PairSketch sketch = counted(0, kMany);
  std::uint64_t wrong = 0;
  for (std::uint64_t pair = 0; pair < kMany; ++pair) {
    ASSERT_GE(sketch.of(split_mix(pair)), pair % 3 + 1) << pair;
    if (sketch.of(split_mix(pair)) > pair % 3 + 1) ++wrong;
  }
  EXPECT_LT(wrong, kMany / 100);
}

TEST(PairSketchTest, StopsAtTheGreatestCount) {
  PairSketch sketch;
  sketch.add(std::vector<std::uint64_t>(70'000, 7));
  EXPECT_EQ(sketch.of(7), 65'535U);
}

TEST(PairSketchTest, CountsDoNotDependOnWhoCounted) {
  // Where each part was kept one by one or in a sketch, and where only the sum is too large.
  for (const std::uint64_t middle : {kFew, kMany / 2, kMany - kFew}) {
    const PairSketch all = counted(0, kMany);
    PairSketch merged = counted(middle, kMany);
    merged.merge(counted(0, middle));
    EXPECT_EQ(merged.chance_meetings(), all.chance_meetings()) << middle;
    for (std::uint64_t pair = 0; pair < kMany + kFew; ++pair) {
      ASSERT_EQ(merged.of(split_mix(pair)), all.of(split_mix(pair))) << middle << ' ' << pair;
    }
  }
}

}  // namespace
}  // namespace medlar
