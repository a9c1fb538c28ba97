// The punctuation of the query language: finds quotes, brackets, operators and field names, and
// leaves everything else as stretches of text for the Analyzer.
//
// Pure function; thread-safe.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace medlar {

struct Lexeme {
  enum class Kind {
    kText,    // a stretch without blanks: one word or several ("HER2/neu")
    kPhrase,  // between quotes; text is what is inside
    kPrefix,  // "thromb*"; text without the star
    kField,   // "title:"; text is the name; applies to the lexeme that follows at once
    kOpen,
    kClose,
    kMinus,  // "-" right before a word, quote, bracket or field
    kAnd,
    kOr,
    kNot,
    kNear,  // "NEAR/3"
  };
  Kind kind = Kind::kText;
  std::string_view text;
  std::size_t begin = 0;  // bytes of the query
  std::size_t end = 0;
  unsigned distance = 0;  // kNear
  bool is_closed = true;  // kPhrase: false where the closing quote is missing
};

/// Lexemes in order. Never fails: what is no syntax is text. Field names are those of the schema.
std::vector<Lexeme> lex_query(std::string_view query);

}  // namespace medlar
