// How often each word of a corpus is written, and how often two words stand side by side: what is
// known of a corpus before its glued words are told from its true ones.
//
// A word is a run of letters, its case folded, found without ICU because every text is read for
// this once more: a cheap look that decides nothing about terms. Pairs are counted in bounded
// memory (pair_sketch.h), so that memory grows with the distinct words only.
//
// Owns its counts. Not thread-safe: one for each thread, then merge(); the sums do not depend on
// who counted what.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/cleaning/pair_sketch.h"
#include "corpus/hash_table.h"

namespace medlar {

struct WordCount {
  std::uint32_t free = 0;     // between blanks or punctuation
  std::uint32_t opens = 0;    // before a hyphen
  std::uint32_t closes = 0;   // after a hyphen
  std::uint32_t inside = 0;   // between two
  std::uint32_t names = 0;    // of all these: with a capital inside a sentence
  std::uint32_t shouted = 0;  // of all these: in capitals throughout

  std::uint32_t total() const { return free + opens + closes + inside; }
};

class CorpusWords {
 public:
  static constexpr std::size_t kMaxWordBytes = 64;

  CorpusWords() = default;
  CorpusWords(CorpusWords&&) = default;  // entries keep their places
  CorpusWords& operator=(CorpusWords&&) = default;

  void add(std::string_view text);
  void merge(CorpusWords&& other);

  /// The count of a folded word; zeros when it was never seen.
  WordCount of(std::string_view word) const;

  /// How often two words stood side by side with one blank between them; or more, where other pairs
  /// share their cells of the sketch.
  std::uint32_t side_by_side(std::string_view first, std::string_view second) const;

  /// What side_by_side() hardly ever exceeds for a pair that was never written.
  std::uint32_t chance_meetings() const { return pairs_.chance_meetings(); }

  /// The number of all words.
  std::uint64_t size() const { return size_; }

  /// Words with something after an ending that follows an apostrophe ("patient'sheart"), with the
  /// apostrophe as "'", in the order of their bytes.
  const std::map<std::string, std::uint32_t, std::less<>>& contracted() const {
    return contracted_;
  }

  /// The words in the order of their bytes.
  std::vector<std::string_view> words() const;

 private:
  struct Entry {
    std::uint64_t hash;
    std::uint64_t pair_key;  // what it is in pairs_
    std::string word;
    WordCount count;
  };
  struct Run;

  static Run run_at(std::string_view text, std::size_t begin);
  Entry& entry(const Run& run, std::string_view text);
  void count(const Run& run, WordCount& count);
  void add_contracted(const Run& before, const Run& run, std::string_view text);

  // Words are known by their hashes: among ten million words two share one by a chance of 1 to
  // 370,000, and then a count is wrong by the rarer one's.
  HashTable<Entry> entries_;

  // The entries looked up last, so that the common words are found in the processor's cache.
  struct Recent {
    std::uint64_t hash = 0;
    Entry* entry = nullptr;
  };
  static constexpr std::size_t kRecentBits = 12;
  std::vector<Recent> recent_ = std::vector<Recent>(std::size_t{1} << kRecentBits);
  std::map<std::string, std::uint32_t, std::less<>> contracted_;
  PairSketch pairs_;
  std::vector<std::uint64_t> met_;  // pairs of the text being read
  std::uint64_t size_ = 0;
};

/// The letters of `word` as CorpusWords counts them: small, where it holds nothing else; else
/// empty.
std::string folded_letters(std::string_view word);

}  // namespace medlar
