// Tells whether a word of a text is written as an abbreviation is. One for each text; not
// thread-safe, since it looks at the whole text once, when that is first needed.
//
// Capitals tell "IT" from "it", but not where everything is in capitals. People who search do
// without them: "copd", "ms". So small letters will do where they are no common word, and, of two
// or three letters ("mg", "al"), where the text writes no other word in capitals and no number
// stands before, as it does before a unit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "corpus/analysis/token.h"
#include "corpus/ascii.h"

namespace medlar {

/// True for a form, case folded, that is read as a word of the language where it is written small.
/// What has no vowel is not: "ms" is in lists of words too.
bool reads_as_word(std::string_view folded);

class AbbreviationReader {
 public:
  AbbreviationReader(std::string_view text, std::span<const Token> tokens)
      : text_(text), tokens_(tokens) {}

  struct Abbreviation {
    std::string_view text;  // as the vocabulary writes it
    bool is_word = false;   // or a stop word: small letters mean that
  };
  /// `folded` is what was looked up: the token's form, or that without the s of its plural.
  bool is_written(std::size_t token, std::string_view folded, const Abbreviation& known);

  bool begins_small(std::size_t token) const { return is_small(text_[tokens_[token].begin]); }

  std::span<const Token> tokens() const { return tokens_; }

  /// True when more than a word itself has told whether it is one: in another text it may be none.
  bool has_looked_around() const { return has_looked_around_; }

 private:
  bool is_in_capitals();
  bool has_acronyms();
  bool follows_number(std::size_t token) const;

  std::string_view text_;
  std::span<const Token> tokens_;
  std::optional<bool> is_in_capitals_;
  std::optional<bool> has_acronyms_;
  bool has_looked_around_ = false;
};

/// The form of one where the token's form may be a plural ("UTIs"); empty where it cannot.
std::string_view singular_abbreviation(const Token& token);

}  // namespace medlar
