#include "corpus/cleaning/phrase_table.h"

#include <algorithm>

#include "corpus/analysis/vocabulary.h"

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

const Phrase* PhraseTable::first_in(std::span<const NameWord> words) const {
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
