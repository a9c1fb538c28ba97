// The list of spellings: what is in it, and that damage is noticed.
#include "indexer/format/spelling_targets.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

const WordCounts kWords{{{"asthma", "asthma"}, 7},
                        {{"asthmatic", "asthma"}, 1},
                        {{"qqxqq", "qqxqq"}, 2},
                        {{"qqyqq", "qqyqq"}, 3},
                        {{"b12", "b12"}, 90},
                        {{"ni\xC3\xB1o", "nino"}, 4},
                        {{"andpulmonary", "andpulmonari"}, 9},
                        {{"of", "of"}, 900},
                        {{"actual", "actu"}, 4},
                        {{"actual", "actual"}, 1}};

const std::vector<std::pair<std::string, std::string>> kMisspellings{{"Ashma", "Asthma"},
                                                                     {"alot", "a lot"},
                                                                     {"ni\xC3\xB1"
                                                                      "a",
                                                                      "ni\xC3\xB1o"},
                                                                     {"ashma", "azure"},
                                                                     {"two words", "none"},
                                                                     {"-dash-", "none"}};

std::string written(const TempDir& dir) {
  const WordSplits glued(std::vector<WordSplit>{{"andpulmonary", {3}}});
  EXPECT_TRUE(write_spelling_targets({kWords, glued, kMisspellings}, dir / "spellings"));
  return read_file(dir / "spellings");
}

TEST(SpellingTargets, AreWordsThatMayBeMeant) {
  const TempDir dir;
  written(dir);
  const auto targets = SpellingTargets::open(dir / "spellings");
  ASSERT_TRUE(targets) << targets.error().message;
  EXPECT_TRUE(targets->is_as_written());
  std::set<std::string> found;
  std::size_t length = 0;
  for (std::uint32_t number = 0; number < targets->size(); ++number) {
    const auto target = targets->target(number);
    found.insert(std::string(target.word) + " " + std::to_string(target.count) +
                 (target.is_listed ? " listed" : ""));
    EXPECT_GE(target.word.size(), length);
    length = target.word.size();
    EXPECT_EQ(targets->key_signature(number), spelling_signature(target.key));
    EXPECT_LE(targets->first_of_length(length), number);
    EXPECT_GT(targets->first_of_length(length + 1), number);
  }
  EXPECT_EQ(found, (std::set<std::string>{"asthma 7 listed", "asthmatic 1 listed", "qqyqq 3",
                                          "ni\xC3\xB1o 4 listed", "actual 5 listed"}));
}

TEST(SpellingTargets, KnowMisspellings) {
  const TempDir dir;
  written(dir);
  const auto targets = SpellingTargets::open(dir / "spellings");
  ASSERT_TRUE(targets);
  for (const auto& [wrong, right] :
       std::initializer_list<std::pair<const char*, const char*>>{{"ashma", "asthma"},
                                                                  {"alot", "a lot"},
                                                                  {"nina", "ni\xC3\xB1o"},
                                                                  {"asthma", ""},
                                                                  {"two words", ""},
                                                                  {"", ""},
                                                                  {"zzz", ""}}) {
    EXPECT_EQ(targets->meant_by(wrong), right) << wrong;
  }
}

TEST(SpellingTargets, SignaturesDifferByTheLettersThatDo) {
  EXPECT_EQ(spelling_signature("aba"), spelling_signature("aab"));
  EXPECT_NE(spelling_signature("aba"), spelling_signature("ab"));
  EXPECT_EQ(spelling_signature(""), 0U);
}

TEST(SpellingTargets, OfNoWordsAreNone) {
  const TempDir dir;
  ASSERT_TRUE(write_spelling_targets({{}, {}, {}}, dir / "spellings"));
  const auto targets = SpellingTargets::open(dir / "spellings");
  ASSERT_TRUE(targets);
  EXPECT_EQ(targets->size(), 0U);
}

TEST(SpellingTargets, DamagedOnesAreRefusedOrNoticed) {
  const TempDir dir;
  const std::string bytes = written(dir);
  EXPECT_FALSE(SpellingTargets::open(dir / "missing"));
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto opened = SpellingTargets::open(dir.file("cut", bytes.substr(0, size)));
    EXPECT_FALSE(opened && opened->is_as_written()) << size;
  }
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string other = bytes;
    other[at] = static_cast<char>(other[at] ^ 0x81);
    const auto opened = SpellingTargets::open(dir.file("other", other));
    if (!opened) continue;
    EXPECT_FALSE(opened->is_as_written()) << at;
    for (std::uint32_t number = 0; number < opened->size(); ++number) opened->target(number);
    opened->meant_by("brethe");
  }
}

}  // namespace
}  // namespace medlar
