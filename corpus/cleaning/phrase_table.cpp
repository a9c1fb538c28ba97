#include "corpus/cleaning/phrase_table.h"

#include <algorithm>
#include <string>

#include "corpus/analysis/utf8.h"
#include "corpus/analysis/vocabulary.h"
#include "corpus/ascii.h"
#include "corpus/letter_run.h"

namespace medlar {
namespace {

constexpr std::string_view kAnyNumber = "N";

bool is_number(std::string_view word) {
  return !word.empty() && std::ranges::all_of(word, [](char c) {
    return (c >= '0' && c <= '9') || c == ',' || c == '.';
  });
}

bool stands_at(const Phrase& phrase, std::span<const NameWord> words, std::size_t at) {
  if (phrase.place != Phrase::Place::kAnywhere && at > 0) return false;
  if (words.size() - at < phrase.words.size()) return false;
  if (phrase.place == Phrase::Place::kWhole && words.size() != phrase.words.size()) return false;
  for (std::size_t i = 0; i < phrase.words.size(); ++i) {
    const std::string_view word = words[at + i].folded;
    if (phrase.words[i] == kAnyNumber ? !is_number(word) : word != phrase.words[i]) return false;
  }
  return true;
}

}  // namespace

PhraseTable::PhraseTable(std::string_view content) {
  std::size_t line = 0;
  for (const auto& words : vocabulary_lines(content)) {
    Phrase phrase{.line = line++, .label = words.front(), .words = {}};
    std::size_t first = 1;
    if (words.size() > 2 && (words[1] == "=" || words[1] == "^")) {
      phrase.place = words[1] == "=" ? Phrase::Place::kWhole : Phrase::Place::kBeginning;
      first = 2;
    }
    phrase.words.assign(words.begin() + static_cast<std::ptrdiff_t>(first), words.end());
    if (phrase.words.empty()) continue;  // a test holds every line to a phrase
    telling_.push_back(telling_words(phrase));
    const std::string_view first_word = phrase.words.front();
    by_first_word_[first_word].push_back(std::move(phrase));
  }
}

const std::vector<Phrase>* PhraseTable::beginning_with(std::string_view word) const {
  const auto row = by_first_word_.find(word);
  return row == by_first_word_.end() ? nullptr : &row->second;
}

bool PhraseTable::begins_phrase(std::string_view word) const {
  return beginning_with(word) != nullptr;
}

/// The numbers of the two longest words of a phrase.
std::array<std::size_t, 2> PhraseTable::telling_words(const Phrase& phrase) {
  std::vector<std::string_view> words = phrase.words;
  std::erase(words, kAnyNumber);
  std::ranges::stable_sort(words, std::ranges::greater(), &std::string_view::size);
  std::array<std::size_t, 2> numbers{};
  for (std::size_t i = 0; i < std::min(words.size(), numbers.size()); ++i) {
    const std::uint64_t hash = letters_hash(words[i]);
    const auto* number = numbers_.find(hash);
    numbers[i] = number != nullptr ? *number : numbers_.add(hash, numbers_.size() + 1);
  }
  return numbers;
}

/// False where a cheap look tells that the text holds none: nearly always.
bool PhraseTable::may_hold_phrase(std::string_view text) const {
  if (!is_ascii(text)) return true;
  std::vector<bool> has(numbers_.size() + 1);  // words by their numbers
  has[0] = true;                               // what stands for none
  const auto ends_word = [text](std::size_t at) {
    return at == text.size() ||
           (!is_ascii_letter(text[at]) && !is_digit(text[at]) && text[at] != '\'');
  };
  std::string word;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const LetterRun run = letter_run(text, at);
    std::uint64_t hash = run.hash;
    if (ends_word(run.end)) {  // nearly always
      at = run.end;
    } else {
      for (word.clear(); !ends_word(at); ++at) {
        if (text[at] != '\'') word += static_cast<char>(text[at] | 0x20);  // a digit is itself
      }
      hash = letters_hash(word);
    }
    const auto* known = numbers_.find(hash);
    if (known != nullptr) has[*known] = true;
  }
  return std::ranges::any_of(
      telling_, [&has](const auto& numbers) { return has[numbers[0]] && has[numbers[1]]; });
}

const Phrase* PhraseTable::first_in(std::string_view text) const {
  if (!may_hold_phrase(text)) return nullptr;
  const std::vector<NameWord> words = name_words(text);
  const Phrase* best = nullptr;
  const auto look = [&](const std::vector<Phrase>* row, std::size_t at) {
    if (row == nullptr) return;
    for (const Phrase& phrase : *row) {
      if (best != nullptr && best->line < phrase.line) break;
      if (stands_at(phrase, words, at)) best = &phrase;
    }
  };
  const std::vector<Phrase>* const with_number = beginning_with(kAnyNumber);
  for (std::size_t at = 0; at < words.size(); ++at) {
    look(beginning_with(words[at].folded), at);
    look(with_number, at);
  }
  return best;
}

const Phrase* PhraseTable::longest_at(std::span<const NameWord> words, std::size_t at) const {
  const Phrase* best = nullptr;
  const std::vector<Phrase>* const row = beginning_with(words[at].folded);
  if (row == nullptr) return nullptr;
  for (const Phrase& phrase : *row) {
    const bool is_longer = best == nullptr || phrase.words.size() > best->words.size();
    if (is_longer && stands_at(phrase, words, at)) best = &phrase;
  }
  return best;
}

}  // namespace medlar
