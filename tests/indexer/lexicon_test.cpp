#include "indexer/format/lexicon.h"

#include <gtest/gtest.h>

#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

const WordCounts kWords{{{"thrombosis", "thrombosi"}, 5},
                        {{"thrombus", "thrombus"}, 2},
                        {{"thrombi", "thrombi"}, 1},
                        {{"throat", "throat"}, 9},
                        {{"asthma", "asthma"}, 7},
                        {{"ni\xC3\xB1o", "nino"}, 1},
                        {{"nino", "nino"}, 3},
                        {{"actual", "actual"}, 1},
                        {{"actual", "actu"}, 4}};

std::string found(const Lexicon& lexicon, std::string_view prefix) {
  std::string all;
  for (const LexiconWord& word : lexicon.with_prefix(prefix)) {
    all.append(all.empty() ? "" : " ").append(word.word);
    all.append("/").append(word.stem).append("/").append(std::to_string(word.count));
  }
  return all;
}

TEST(Lexicon, IsATextFileSortedByBytes) {
  const TempDir dir;
  ASSERT_TRUE(write_lexicon(kWords, dir / "words"));
  EXPECT_EQ(read_file(dir / "words"),
            "actual\tactu\t4\nactual\tactual\t1\nasthma\tasthma\t7\nnino\tnino\t3\n"
            "ni\xC3\xB1o\tnino\t1\nthroat\tthroat\t9\nthrombi\tthrombi\t1\n"
            "thrombosis\tthrombosi\t5\nthrombus\tthrombus\t2\n");
}

TEST(Lexicon, FindsTheWordsThatBeginSo) {
  const TempDir dir;
  ASSERT_TRUE(write_lexicon(kWords, dir / "words"));
  const auto lexicon = Lexicon::open(dir / "words");
  ASSERT_TRUE(lexicon);
  const std::pair<std::string_view, std::string_view> table[] = {
      {"thromb", "thrombi/thrombi/1 thrombosis/thrombosi/5 thrombus/thrombus/2"},
      {"thrombosis", "thrombosis/thrombosi/5"},
      {"thrombosisx", ""},
      {"actual", "actual/actu/4 actual/actual/1"},
      {"a", "actual/actu/4 actual/actual/1 asthma/asthma/7"},
      {"ni\xC3", "ni\xC3\xB1o/nino/1"},
      {"zz", ""},
      {"0", ""},
      {"\xff", ""},
  };
  for (const auto& [prefix, words] : table) EXPECT_EQ(found(*lexicon, prefix), words) << prefix;
  EXPECT_EQ(lexicon->with_prefix("").size(), kWords.size());
}

TEST(Lexicon, FindsEachOfManyWords) {
  const TempDir dir;
  WordCounts many;
  for (int i = 0; i < 2000; ++i) {
    const std::string word =
        "w" + std::string(static_cast<std::size_t>(i % 7), 'x') + std::to_string(i);
    many[{word, word}] = static_cast<std::uint64_t>(i) + 1;
  }
  ASSERT_TRUE(write_lexicon(many, dir / "words"));
  const auto lexicon = Lexicon::open(dir / "words");
  ASSERT_TRUE(lexicon);
  for (const auto& [word, count] : many) {
    const auto words = lexicon->with_prefix(word.first);
    ASSERT_FALSE(words.empty()) << word.first;
    EXPECT_EQ(words.front().word, word.first);
    EXPECT_EQ(words.front().count, count);
  }
}

TEST(Lexicon, MayBeEmpty) {
  const TempDir dir;
  ASSERT_TRUE(write_lexicon({}, dir / "words"));
  EXPECT_TRUE(Lexicon::open(dir / "words")->with_prefix("a").empty());
}

TEST(Lexicon, MissingIsDamage) {
  const TempDir dir;
  const auto lexicon = Lexicon::open(dir / "words");
  ASSERT_FALSE(lexicon);
  EXPECT_EQ(lexicon.error().code, ErrorCode::kIndexDamaged);
}

TEST(Lexicon, DamagedLinesNeverCrash) {
  const TempDir dir;
  for (const std::string_view text :
       {"a", "a\n", "\n\n\n", "\t\t\n", "a\tb\n", "a\tb\tc\n", "b\tb\t1\na\ta\t1", "a\ta\t1\nb\tb",
        "a\ta\t99999999999999999999999\n", "\xff\xfe\n\ta\t"}) {
    dir.file("words", text);
    const auto lexicon = Lexicon::open(dir / "words");
    ASSERT_TRUE(lexicon);
    for (const std::string_view prefix : {"", "a", "b", "\xff", "\t"}) {
      EXPECT_LE(lexicon->with_prefix(prefix).size(), 3U);
    }
  }
}

TEST(Lexicon, CannotBeWrittenIntoAMissingFolder) {
  const TempDir dir;
  const auto written = write_lexicon(kWords, dir / "missing" / "words");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::kInputOutput);
}

}  // namespace
}  // namespace medlar
