// A reviewed list of phrases, a label before each: what a line of a page says about itself.
//
// A line of the list (corpus/vocabulary/) is a label and the words of a phrase, which stand in the
// text side by side and in this order; case, accents and punctuation say nothing, and N stands for
// any number. Before the phrase: "=" where the text must hold nothing else, "^" where it must begin
// with the phrase. Refers to the list, which must outlive it. Immutable: share between threads.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/analysis/name_words.h"
#include "corpus/hash_table.h"

namespace medlar {

struct Phrase {
  enum class Place { kAnywhere, kBeginning, kWhole };

  std::size_t line = 0;  // its place in the list
  std::string_view label;
  std::vector<std::string_view> words;
  Place place = Place::kAnywhere;
};

class PhraseTable {
 public:
  /// `content` is a list of corpus/vocabulary.
  explicit PhraseTable(std::string_view content);

  /// Of the phrases that the text holds the one that stands first in the list; null without one.
  const Phrase* first_in(std::string_view text) const;

  /// The longest phrase that begins with words[at]; null without one.
  const Phrase* longest_at(std::span<const NameWord> words, std::size_t at) const;

  /// True for the first word of a phrase.
  bool begins_phrase(std::string_view word) const;

 private:
  const std::vector<Phrase>* beginning_with(std::string_view word) const;
  std::array<std::size_t, 2> telling_words(const Phrase& phrase);
  bool may_hold_phrase(std::string_view text) const;

  std::unordered_map<std::string_view, std::vector<Phrase>> by_first_word_;
  HashTable<std::size_t> numbers_;  // of telling words by letters_hash(), from 1 up
  std::vector<std::array<std::size_t, 2>> telling_;  // of each phrase
};

}  // namespace medlar
