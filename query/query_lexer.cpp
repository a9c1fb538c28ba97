#include "query/query_lexer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "indexer/format/schema.h"

namespace medlar {
namespace {

constexpr unsigned kDefaultNearDistance = 10;
constexpr unsigned kMaxNearDistance = 50;

constexpr std::array<std::pair<std::string_view, Lexeme::Kind>, 3> kOperators{{
    {"AND", Lexeme::Kind::kAnd},
    {"OR", Lexeme::Kind::kOr},
    {"NOT", Lexeme::Kind::kNot},
}};

// A quotation opened by one of these is closed by any of them: phones type them as they please.
constexpr std::array<std::string_view, 5> kQuotes{"\"", "\u201c", "\u201d", "\u201e", "\u00ab"};
constexpr std::array<std::string_view, 5> kClosingQuotes{"\"", "\u201c", "\u201d", "\u201e",
                                                         "\u00bb"};

constexpr std::array<std::string_view, 3> kWideBlanks{"\u00a0", "\u3000", "\u2009"};

template <std::size_t N>
std::size_t any_of_at(const std::array<std::string_view, N>& choices, std::string_view rest) {
  for (const std::string_view choice : choices) {
    if (rest.starts_with(choice)) return choice.size();
  }
  return 0;
}

std::size_t blank_at(std::string_view rest) {
  if (rest.empty()) return 0;
  const auto c = static_cast<unsigned char>(rest.front());
  return c <= 0x20 || c == 0x7f ? 1 : any_of_at(kWideBlanks, rest);
}

/// The end of the stretch of text at `at`: a blank, quote, bracket or the query's end.
std::size_t text_end(std::string_view query, std::size_t at) {
  while (at < query.size()) {
    const std::string_view rest = query.substr(at);
    if (blank_at(rest) > 0 || any_of_at(kQuotes, rest) > 0 || rest.front() == '(' ||
        rest.front() == ')') {
      break;
    }
    ++at;
  }
  return at;
}

class Lexer {
 public:
  explicit Lexer(std::string_view query) : query_(query) {}

  std::vector<Lexeme> run() {
    while (at_ < query_.size()) {
      const std::string_view rest = query_.substr(at_);
      if (const std::size_t blank = blank_at(rest); blank > 0) {
        at_ += blank;
      } else if (const std::size_t quote = any_of_at(kQuotes, rest); quote > 0) {
        lex_phrase(quote);
      } else if (rest.front() == '(' || rest.front() == ')') {
        add(rest.front() == '(' ? Lexeme::Kind::kOpen : Lexeme::Kind::kClose, 1);
      } else {
        lex_text();
      }
    }
    return std::move(lexemes_);
  }

 private:
  void add(Lexeme::Kind kind, std::size_t length) {
    lexemes_.push_back({kind, query_.substr(at_, length), at_, at_ + length});
    at_ += length;
  }

  void lex_phrase(std::size_t quote) {
    const std::size_t begin = at_ + quote;
    std::size_t end = begin;
    while (end < query_.size() && any_of_at(kClosingQuotes, query_.substr(end)) == 0) ++end;
    const std::size_t closing = any_of_at(kClosingQuotes, query_.substr(end));
    Lexeme phrase{Lexeme::Kind::kPhrase, query_.substr(begin, end - begin), at_, end + closing};
    phrase.is_closed = closing > 0;
    lexemes_.push_back(phrase);
    at_ = end + closing;
  }

  void lex_text() {
    const std::size_t end = text_end(query_, at_);
    const std::string_view text = query_.substr(at_, end - at_);
    // "-word": only where something follows at once; the dash of "5 - 10" is text.
    const bool minus_applies =
        text.size() > 1
            ? text[1] != '-'
            : end < query_.size() && blank_at(query_.substr(end)) == 0 && query_[end] != ')';
    if (text.front() == '-' && minus_applies && !glued_to_previous()) {
      add(Lexeme::Kind::kMinus, 1);
      return;
    }
    using Operator = std::pair<std::string_view, Lexeme::Kind>;
    const auto named = std::ranges::find(kOperators, text, &Operator::first);
    if (named != kOperators.end()) {
      add(named->second, text.size());
      return;
    }
    if (text == "NEAR" || text.starts_with("NEAR/")) {
      unsigned distance = kDefaultNearDistance;
      if (text.size() > 5) {
        const char* const last = text.data() + text.size();
        const auto [stop, code] = std::from_chars(text.data() + 5, last, distance);
        if (code != std::errc() || stop != last) distance = kDefaultNearDistance;
      }
      add(Lexeme::Kind::kNear, text.size());
      lexemes_.back().distance = std::clamp(distance, 1U, kMaxNearDistance);
      return;
    }
    if (const std::size_t colon = text.find(':');
        colon != std::string_view::npos && find_field(text.substr(0, colon)) != nullptr &&
        (at_ + colon + 1 < query_.size() && blank_at(query_.substr(at_ + colon + 1)) == 0)) {
      lexemes_.push_back({Lexeme::Kind::kField, text.substr(0, colon), at_, at_ + colon + 1});
      at_ += colon + 1;
      return;
    }
    if (text.size() > 1 && text.ends_with('*') && text.find('*') == text.size() - 1) {
      lexemes_.push_back({Lexeme::Kind::kPrefix, text.substr(0, text.size() - 1), at_, end});
      at_ = end;
      return;
    }
    add(Lexeme::Kind::kText, text.size());
  }

  /// True where the text at hand touches what stands before it: `"a"-b`.
  bool glued_to_previous() const {
    return !lexemes_.empty() && lexemes_.back().end == at_ &&
           lexemes_.back().kind != Lexeme::Kind::kOpen &&
           lexemes_.back().kind != Lexeme::Kind::kField;
  }

  std::string_view query_;
  std::size_t at_ = 0;
  std::vector<Lexeme> lexemes_;
};

}  // namespace

std::vector<Lexeme> lex_query(std::string_view query) { return Lexer(query).run(); }

}  // namespace medlar
