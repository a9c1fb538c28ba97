#include "corpus/concepts/abbreviation_reader.h"

#include <algorithm>

#include "corpus/analysis/known_words.h"
#include "corpus/ascii.h"
#include "corpus/concepts/name_keys.h"

namespace medlar {
namespace {

// Text of fewer words in capitals is taken for abbreviations: "MS", "HIV AIDS".
constexpr std::size_t kMinWordsInCapitals = 3;

constexpr std::size_t kShort =
    3;  // letters; one in two such strings is an abbreviation of something

// A plural in small letters that a dictionary has is that word: "gas", "pus".
constexpr int kDictionaryBand = 70;

std::size_t capitals_in(std::string_view word) {
  return static_cast<std::size_t>(std::ranges::count_if(word, is_capital));
}

bool has_small(std::string_view word) { return std::ranges::any_of(word, is_small); }

}  // namespace

bool reads_as_word(std::string_view folded) {
  const auto known = find_known_word(folded);
  return known && known->band <= kCommonBand && !known->is_name &&
         folded.find_first_of("aeiouy") != std::string_view::npos;
}

std::string_view singular_abbreviation(const Token& token) {
  const std::string_view form = written_form(token);
  if (form.size() <= 2 || form.back() != 's' || token.is_stop_word) return {};
  return form.substr(0, form.size() - 1);
}

bool AbbreviationReader::is_written(std::size_t token, std::string_view folded,
                                    const Abbreviation& known) {
  const Token& here = tokens_[token];
  std::string_view written = text_.substr(here.begin, here.end - here.begin);
  const bool is_plural = folded.size() < written_form(here).size();
  if (is_plural) {
    if (!written.ends_with('s')) return false;
    written.remove_suffix(1);
  }
  const std::size_t capitals = capitals_in(written);
  const bool as_known = written == known.text && capitals > 0;
  if (as_known || (capitals > 0 && !has_small(written))) {
    return !known.is_word || !is_in_capitals();
  }
  if (known.is_word) return false;
  if (is_plural && is_known_word(written_form(here), kDictionaryBand)) return false;
  if (folded.size() > kShort) return true;
  has_looked_around_ = true;
  if (capitals > 0) {  // "Uti" at the beginning, as telephones write it; "Ms Smith" is a person
    return here.begin == tokens_.front().begin && !is_known_word(folded, kCommonBand);
  }
  return !follows_number(token) && !has_acronyms();
}

bool AbbreviationReader::is_in_capitals() {
  has_looked_around_ = true;
  if (!is_in_capitals_)
    is_in_capitals_ = tokens_.size() >= kMinWordsInCapitals && !has_small(text_);
  return *is_in_capitals_;
}

bool AbbreviationReader::has_acronyms() {
  if (!has_acronyms_) {
    has_acronyms_ = std::ranges::any_of(tokens_, [&](const Token& token) {
      const std::string_view word = text_.substr(token.begin, token.end - token.begin);
      return capitals_in(word) >= 2 && !has_small(word);
    });
  }
  return *has_acronyms_;
}

bool AbbreviationReader::follows_number(std::size_t token) const {
  if (token == 0) return false;
  const Token& before = tokens_[token - 1];
  return before.end <= tokens_[token].begin && tokens_[token].begin - before.end <= 1 &&
         is_digit(text_[before.end - 1]);
}

}  // namespace medlar
