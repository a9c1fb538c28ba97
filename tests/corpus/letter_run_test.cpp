// Holds the look at eight characters against one at each.
#include "corpus/letter_run.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "corpus/ascii.h"

namespace medlar {
namespace {

TEST(LetterRun, EndsAtAnyOtherByte) {
  for (std::size_t letters = 0; letters <= 20; ++letters) {
    for (int byte = 0; byte < 256; ++byte) {
      const char c = static_cast<char>(byte);
      const std::string text = "." + std::string(letters, 'q') + c + "..........";
      const std::size_t end = 1 + letters + (is_ascii_letter(c) ? 1 : 0);
      EXPECT_EQ(letter_run(text, 1).end, end) << letters << ' ' << byte;
      EXPECT_EQ(ascii_letters_end(text, 1), end) << letters << ' ' << byte;
    }
  }
}

TEST(LetterRun, EndsWithTheText) {
  const std::string text = "electroencephalograms";
  for (std::size_t size = 0; size <= text.size(); ++size) {
    for (std::size_t at = 0; at <= size; ++at) {
      const std::string_view part = std::string_view(text).substr(0, size);
      EXPECT_EQ(letter_run(part, at).end, size);
      EXPECT_EQ(ascii_letters_end(part, at), size);
    }
  }
}

TEST(LetterRun, HashesAWordInAnyCaseAndPlace) {
  for (const std::string small :
       {"a", "gout", "insulin", "diabetes", "hepatitis", "angiotensinogen", "encephalitis virus",
        "electroencephalogram"}) {
    std::string capital = small;
    for (char& c : capital) c = is_small(c) ? static_cast<char>(c - 'a' + 'A') : c;
    const std::string word = small.substr(0, small.find(' '));
    for (const std::string before : {"", " ", "of the ", "in 1999: "}) {
      EXPECT_EQ(letter_run(before + small + " (rare)", before.size()).hash, letters_hash(word));
      EXPECT_EQ(letter_run(before + capital + " (rare)", before.size()).hash, letters_hash(word));
    }
  }
}

TEST(LetterRun, TellsWordsApart) {
  std::set<std::uint64_t> hashes = {0};  // of no word
  std::size_t words = 1;
  for (std::size_t size = 1; size < 30; ++size) {
    std::string word(size, 'a');
    hashes.insert(letters_hash(word));
    ++words;
    for (char& letter : word) {
      letter = 'b';
      hashes.insert(letters_hash(word));
      letter = 'a';
      ++words;
    }
  }
  EXPECT_EQ(hashes.size(), words);
}

TEST(LetterRun, KnowsWhetherALetterIsSmall) {
  struct Row {
    const char* text;
    bool has_small;
  };
  for (const Row& row :
       {Row{"COPD patients", false}, Row{"HbA", true}, Row{"ELECTROENCEPHALOGRAm", true},
        Row{"ABCDEFGHi", true}, Row{"ABCDEFGH", false}, Row{"123", false}}) {
    EXPECT_EQ(letter_run(row.text, 0).has_small, row.has_small) << row.text;
  }
}

}  // namespace
}  // namespace medlar
