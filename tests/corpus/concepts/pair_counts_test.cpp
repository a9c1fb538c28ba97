#include "corpus/concepts/pair_counts.h"

#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace medlar {
namespace {

std::string shown(const PairCounts& counts) {
  std::string all;
  for (const auto& text : counts.texts()) {
    all += fmt::format("{} {} {}\n", text.text, text.counted, text.estimated);
  }
  return all;
}

TEST(PairCounts, AreExactWhileTheyAreFew) {
  PairCounts counts(10);
  for (std::uint64_t article = 0; article < 5; ++article) counts.add("a", article);
  counts.add("b", 3);
  EXPECT_EQ(shown(counts), "a 5 5\nb 1 1\n");
}

TEST(PairCounts, KeepWhatIsFrequentWithinTheirLimit) {
  PairCounts counts(100);
  for (std::uint64_t article = 0; article < 5000; ++article) {
    counts.add(fmt::format("rare {}", article), article);
    if (article % 5 == 0) counts.add("frequent", article);
  }
  const auto texts = counts.texts();
  EXPECT_LE(texts.size(), 100U);
  EXPECT_GE(texts.size(), 30U);
  EXPECT_EQ(texts.front().text, "frequent");
  EXPECT_NEAR(static_cast<double>(texts.front().estimated), 1000.0, 700.0);
}

TEST(PairCounts, DoNotDependOnTheOrder) {
  constexpr std::uint64_t kArticles = 3000;
  const auto add = [](PairCounts& counts, std::uint64_t article) {
    counts.add(fmt::format("rare {}", article), article);
    counts.add(fmt::format("frequent {}", article % 7), article);
  };
  PairCounts one(64);
  for (std::uint64_t article = 0; article < kArticles; ++article) add(one, article);
  PairCounts backwards(64);
  for (std::uint64_t article = kArticles; article-- > 0;) add(backwards, article);
  EXPECT_EQ(shown(backwards), shown(one));

  for (const bool is_reversed : {false, true}) {
    std::vector<PairCounts> parts(4, PairCounts(64));
    // Parts of very different sizes: one never has to leave anything out.
    for (std::uint64_t article = 0; article < kArticles; ++article) {
      add(parts[article < 40 ? 0 : 1 + article % 3], article);
    }
    if (is_reversed) std::swap(parts[0], parts[3]);
    PairCounts all(64);
    for (PairCounts& part : parts) all.merge(std::move(part));
    EXPECT_EQ(shown(all), shown(one));
  }
}

}  // namespace
}  // namespace medlar
