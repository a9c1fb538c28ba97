#include "query/query_parser.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "corpus/analysis/folding.h"
#include "corpus/analysis/utf8.h"
#include "corpus/analysis/vocabulary.h"
#include "corpus/date.h"
#include "indexer/format/schema.h"
#include "query/query_lexer.h"
#include "query/question_reader.h"
#include "query/stop_word_filter.h"
#include "query/word_maker.h"

namespace medlar {
namespace {

using Kind = Lexeme::Kind;

// Prose: at least so many words, a third of them stop words. "(asthma OR copd) NOT smoking" is
// none; "my doctor says it is NOT cancer but I am worried" is, and its NOT excludes nothing.
constexpr std::size_t kProseWords = 8;
constexpr std::size_t kProseStopShare = 3;

// What is wrong with a query is said so many times; ten thousand brackets need no more.
constexpr std::size_t kMaxDiagnostics = 10;

bool has_small_letter(std::string_view s) {
  return std::ranges::any_of(s, [](char c) { return c >= 'a' && c <= 'z'; });
}

/// `bytes` with every byte that is no part of valid UTF-8 made a blank: offsets stay the query's.
std::string blanked_utf8(std::string_view bytes) {
  std::string text = valid_utf8(bytes);
  if (text == bytes) return text;
  text.clear();
  while (text.size() < bytes.size()) {
    const auto lead = static_cast<unsigned char>(bytes[text.size()]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    const std::string_view character = bytes.substr(text.size(), length);
    text += valid_utf8(character) == character ? character : " ";
  }
  return text;
}

/// `word` without the hyphens that join its parts: compounds are also indexed joined.
std::string without_hyphens(std::string_view word) {
  std::string joined(word);
  for (const std::string_view hyphen : {"-", "\u2010", "\u2011"}) {
    for (std::size_t at = joined.find(hyphen); at != std::string::npos; at = joined.find(hyphen)) {
      joined.erase(at, hyphen.size());
    }
  }
  return joined;
}

class Parser {
 public:
  Parser(const QueryLimits& limits, WordMaker& words, QueryTree& tree)
      : limits_(limits),
        query_(tree.text),
        words_(words),
        tree_(tree),
        lexemes_(lex_query(tree.text)) {}

  /// Returns whether the message was read as prose.
  bool parse() {
    const auto [words, stop_words] = words_.count(query_, words_.language());
    // Operators are stop words as well, but a long list of ANDs and ORs is not prose for them.
    const auto operators = static_cast<std::size_t>(std::ranges::count_if(
        lexemes_,
        [](Kind kind) { return kind == Kind::kAnd || kind == Kind::kOr || kind == Kind::kNot; },
        &Lexeme::kind));
    const bool is_prose =
        words >= kProseWords + operators &&
        (stop_words - std::min(stop_words, operators)) * kProseStopShare >= words - operators;
    const bool is_shouted = words > kShoutedWords && !has_small_letter(query_);
    if (is_prose || is_shouted) {
      parse_prose();
    } else {
      tree_.root = group(0);
    }
    return is_prose || is_shouted;
  }

 private:
  using Clauses = std::vector<QueryClause>;

  void say(std::string message, const Lexeme& at) {
    if (tree_.diagnostics.size() == kMaxDiagnostics) return;
    tree_.diagnostics.push_back({std::move(message), at.begin, at.end});
  }
  void add_free_text(std::size_t begin, std::size_t end) {
    if (begin < end) tree_.free_text.push_back({begin, end});
  }
  bool at_end() const { return next_ >= lexemes_.size(); }
  bool at(Kind kind, std::size_t ahead = 0) const {
    return next_ + ahead < lexemes_.size() && lexemes_[next_ + ahead].kind == kind;
  }

  /// Every word of the message is optional; what stands in quotes also counts as a phrase.
  void parse_prose() {
    std::size_t begin = 0;
    for (const Lexeme& lexeme : lexemes_) {
      if (lexeme.kind != Kind::kPhrase || !lexeme.is_closed) continue;
      add_free_text(begin, lexeme.begin);
      begin = lexeme.end;
    }
    add_free_text(begin, query_.size());
    for (QueryNode& word : words_.words(query_, "")) {
      tree_.root.clauses.push_back({Occur::kOptional, std::move(word)});
    }
    for (const Lexeme& lexeme : lexemes_) {
      if (lexeme.kind != Kind::kPhrase || !lexeme.is_closed || phrases_ == limits_.phrases) {
        continue;
      }
      QueryNode phrase = phrase_of(words_.words(lexeme.text, ""), std::string(lexeme.text), "");
      if (phrase.parts.size() < 2 || phrase.parts.size() > limits_.phrase_words) continue;
      ++phrases_;
      tree_.root.clauses.push_back({Occur::kOptional, std::move(phrase)});
    }
  }

  /// Clauses up to the closing bracket or the end.
  QueryNode group(std::size_t depth) {
    QueryNode node;
    while (!at_end() && !(depth > 0 && at(Kind::kClose))) {
      if (at(Kind::kClose)) {
        say("a closing bracket without an opening one was ignored", lexemes_[next_++]);
        continue;
      }
      std::ranges::move(alternatives(depth), std::back_inserter(node.clauses));
    }
    return node;
  }

  /// a AND b OR c: conjunctions, any of which may hold.
  Clauses alternatives(std::size_t depth) {
    std::vector<Clauses> choices{conjunction(depth)};
    while (at(Kind::kOr)) {
      const Lexeme& op = lexemes_[next_++];
      if (choices.back().empty() || at_end() || at(Kind::kClose)) {
        say("OR needs something on both sides and was ignored", op);
        continue;
      }
      choices.push_back(conjunction(depth));
    }
    std::erase_if(choices, [](const Clauses& c) { return c.empty(); });
    if (choices.empty()) return {};
    if (choices.size() == 1) return std::move(choices.front());
    QueryNode node;
    for (Clauses& choice : choices) {
      if (choice.size() == 1) {
        if (choice.front().occur == Occur::kRequired) choice.front().occur = Occur::kOptional;
        node.clauses.push_back(std::move(choice.front()));
      } else {
        QueryNode conjoined;
        conjoined.clauses = std::move(choice);
        node.clauses.push_back({Occur::kOptional, std::move(conjoined)});
      }
    }
    return {{Occur::kOptional, std::move(node)}};
  }

  /// a AND b AND NOT c: each required or excluded.
  Clauses conjunction(std::size_t depth) {
    Clauses clauses = operand(depth);
    while (at(Kind::kAnd)) {
      const Lexeme& op = lexemes_[next_++];
      if (clauses.empty() || at_end() || at(Kind::kClose)) {
        say("AND needs something on both sides and was ignored", op);
        continue;
      }
      Clauses more = operand(depth);
      if (more.empty()) continue;
      for (Clauses* side : {&clauses, &more}) {
        for (QueryClause& clause : *side) {
          if (clause.occur == Occur::kOptional) clause.occur = Occur::kRequired;
        }
      }
      std::ranges::move(more, std::back_inserter(clauses));
    }
    return clauses;
  }

  Clauses operand(std::size_t depth) {
    if (at_end()) return {};
    const Lexeme lexeme = lexemes_[next_];
    switch (lexeme.kind) {
      case Kind::kMinus:
      case Kind::kNot: {
        ++next_;
        if (at_end() || at(Kind::kClose)) {
          say("NOT needs something to exclude and was ignored", lexeme);
          return {};
        }
        if (depth >= limits_.depth) {
          say("NOT nested too deeply was ignored", lexeme);
          return {};
        }
        return excluded(depth + 1);
      }
      case Kind::kAnd:
      case Kind::kOr:
      case Kind::kNear:
        ++next_;
        if (lexemes_.size() == 1) return leaf_words(lexeme, "");
        say("an operator without a word before it was ignored", lexeme);
        return {};
      case Kind::kClose:
        return {};  // group() closes or reports it
      case Kind::kOpen:
        ++next_;
        return bracketed(lexeme, "", depth);
      case Kind::kField:
        ++next_;
        return fielded(lexeme, depth);
      case Kind::kPhrase:
      case Kind::kPrefix:
      case Kind::kText:
        ++next_;
        return leaf(lexeme, "");
    }
    return {};
  }

  /// What follows NOT or '-', excluded as a whole.
  Clauses excluded(std::size_t depth) {
    const std::size_t free_before = tree_.free_text.size();
    Clauses inner = operand(depth);
    tree_.free_text.resize(free_before);
    if (inner.empty()) return {};
    QueryNode node;
    if (inner.size() == 1) {
      if (inner.front().occur == Occur::kExcluded) {
        inner.front().occur = Occur::kRequired;  // NOT NOT a
        return inner;
      }
      node = std::move(inner.front().node);
    } else {
      // -HER2/neu excludes articles that have all of it.
      for (QueryClause& clause : inner) clause.occur = Occur::kRequired;
      node.clauses = std::move(inner);
    }
    return {{Occur::kExcluded, std::move(node)}};
  }

  Clauses bracketed(const Lexeme& open, const std::string& field, std::size_t depth) {
    if (depth >= limits_.depth) {
      say("brackets nested too deeply were ignored", open);
      return {};
    }
    const std::size_t free_before = tree_.free_text.size();
    QueryNode node = group(depth + 1);
    if (!field.empty()) tree_.free_text.resize(free_before);
    if (at(Kind::kClose)) {
      ++next_;
    } else {
      say("a bracket is not closed", open);
    }
    if (node.clauses.empty()) return {};
    if (!field.empty()) set_field(node, field);
    if (node.clauses.size() == 1) return std::move(node.clauses);
    return {{field.empty() ? Occur::kOptional : Occur::kRequired, std::move(node)}};
  }

  static void set_field(QueryNode& node, const std::string& field) {
    if (node.kind != QueryNode::Kind::kGroup && node.field.empty()) node.field = field;
    for (QueryClause& clause : node.clauses) set_field(clause.node, field);
  }

  /// title:word, title:"a phrase", title:(a b), source:cdc, reviewed:2008..2010
  Clauses fielded(const Lexeme& name, std::size_t depth) {
    const FieldInfo& info = *find_field(name.text);
    const std::string field(info.name == "text" ? "" : info.name);
    if (at_end() || at(Kind::kClose) || lexemes_[next_].begin != name.end) {
      say(fmt::format("{}: needs a value and was ignored", name.text), name);
      return {};
    }
    const Lexeme value = lexemes_[next_];
    if (info.kind == FieldKind::kText) {
      if (value.kind == Kind::kOpen) {
        ++next_;
        return bracketed(value, field, depth);
      }
      if (value.kind == Kind::kText || value.kind == Kind::kPhrase || value.kind == Kind::kPrefix) {
        ++next_;
        Clauses clauses = leaf(value, field);
        for (QueryClause& clause : clauses) clause.occur = Occur::kRequired;
        return clauses;
      }
      say(fmt::format("{}: needs a word or phrase and was ignored", name.text), name);
      return {};
    }
    // A keyword's or date's value may hold colons and dashes: it runs to the next blank.
    ++next_;
    std::size_t end = value.end;
    while (value.kind != Kind::kPhrase && !at_end() && lexemes_[next_].begin == end &&
           lexemes_[next_].kind != Kind::kClose) {
      end = lexemes_[next_++].end;
    }
    const std::string text(
        value.kind == Kind::kPhrase ? value.text : query_.substr(value.begin, end - value.begin));
    QueryNode node;
    node.field = field;
    node.text = text;
    if (info.kind != FieldKind::kDate) {
      if (fold_word(text).folded.find_first_not_of(' ') == std::string::npos) {
        say(fmt::format("{}: needs a value and was ignored", name.text), name);
        return {};
      }
      node.kind = QueryNode::Kind::kKeyword;
      return {{Occur::kRequired, std::move(node)}};
    }
    const std::size_t dots = text.find("..");
    node.kind = QueryNode::Kind::kDateRange;
    const std::string from = text.substr(0, dots);
    const std::string to = dots == std::string::npos ? from : text.substr(dots + 2);
    node.from = parse_date(from);
    node.to = parse_date(to);
    if ((node.from.empty() && !from.empty()) || (node.to.empty() && !to.empty()) ||
        (node.from.empty() && node.to.empty())) {
      say(fmt::format("{}: needs a date or a range like 2008..2010 and was ignored", name.text),
          {Kind::kText, {}, name.begin, end});
      return {};
    }
    // "2010" as an end means all of 2010, so that 2010-05..2010 is no mistake.
    if (!node.to.empty() && node.from.compare(0, node.to.size(), node.to) > 0) {
      say(fmt::format("{}: the range ends before it begins and was turned round", name.text),
          {Kind::kText, {}, name.begin, end});
      std::swap(node.from, node.to);
    }
    return {{Occur::kRequired, std::move(node)}};
  }

  Clauses leaf(const Lexeme& lexeme, const std::string& field) {
    if (lexeme.kind == Kind::kPhrase) return phrase(lexeme, field);
    if (lexeme.kind == Kind::kPrefix) return prefix(lexeme, field);
    if (at(Kind::kNear) && at(Kind::kText, 1)) return near(lexeme, field);
    return leaf_words(lexeme, field);
  }

  Clauses leaf_words(const Lexeme& lexeme, const std::string& field) {
    if (field.empty()) add_free_text(lexeme.begin, lexeme.end);
    Clauses clauses;
    for (QueryNode& word :
         words_.words(query_.substr(lexeme.begin, lexeme.end - lexeme.begin), field)) {
      clauses.push_back({Occur::kOptional, std::move(word)});
    }
    return clauses;
  }

  Clauses phrase(const Lexeme& lexeme, const std::string& field) {
    if (!lexeme.is_closed) {
      say("a quotation mark is not closed; the words are looked for one by one", lexeme);
      Clauses clauses;
      for (QueryNode& word : words_.words(lexeme.text, field)) {
        clauses.push_back({Occur::kOptional, std::move(word)});
      }
      return clauses;
    }
    std::vector<QueryNode> words = words_.words(lexeme.text, field);
    if (words.empty()) return {};
    QueryNode node = phrase_of(words, std::string(lexeme.text), field);
    if (node.parts.size() == 1) {
      words.front().is_stop_word = false;  // asked for as such
      return {{Occur::kRequired, std::move(words.front())}};
    }
    return is_within_limits(node, lexeme) ? Clauses{{Occur::kRequired, std::move(node)}}
                                          : Clauses{};
  }

  /// Cuts a phrase that has too many words, and counts it; false where there were enough before.
  bool is_within_limits(QueryNode& phrase, const Lexeme& at) {
    if (phrase.parts.size() > limits_.phrase_words) {
      phrase.parts.resize(limits_.phrase_words);
      say(fmt::format("only the first {} words of a phrase are used", limits_.phrase_words), at);
    }
    if (phrases_ < limits_.phrases) {
      ++phrases_;
      return true;
    }
    say(limits_.phrases == 1 ? "only the first phrase is used"
                             : fmt::format("only the first {} phrases are used", limits_.phrases),
        at);
    return false;
  }

  Clauses prefix(const Lexeme& lexeme, const std::string& field) {
    const std::string folded = fold_word(without_hyphens(lexeme.text)).folded;
    const auto letters = std::ranges::count_if(
        folded, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    if (static_cast<std::size_t>(letters) < limits_.wildcard_letters ||
        prefixes_ == limits_.wildcards || words_.words(lexeme.text, field).size() != 1) {
      say(prefix_rule(), lexeme);
      return leaf_words(lexeme, field);
    }
    ++prefixes_;
    QueryNode node;
    node.kind = QueryNode::Kind::kPrefix;
    node.field = field;
    node.text = lexeme.text;
    node.parts.push_back({{folded}, {}});
    node.expansions = limits_.wildcard_words;
    return {{Occur::kOptional, std::move(node)}};
  }

  std::string prefix_rule() const {
    if (limits_.wildcards == 0) return "'*' is not used here";
    return fmt::format(
        "'*' works behind one word of at least {} letter{}, {} a query", limits_.wildcard_letters,
        limits_.wildcard_letters == 1 ? "" : "s",
        limits_.wildcards == 1 ? "once" : fmt::format("{} times", limits_.wildcards));
  }

  /// cough NEAR/3 blood NEAR/3 sputum
  Clauses near(const Lexeme& first, const std::string& field) {
    QueryNode node;
    node.kind = QueryNode::Kind::kNear;
    node.field = field;
    std::vector<QueryNode> words = words_.words(first.text, field);
    std::size_t end = first.end;
    while (at(Kind::kNear) && at(Kind::kText, 1)) {
      node.distance = std::max(node.distance, lexemes_[next_].distance);
      end = lexemes_[next_ + 1].end;
      std::ranges::move(words_.words(lexemes_[next_ + 1].text, field), std::back_inserter(words));
      next_ += 2;
    }
    QueryNode all = phrase_of(words, {}, field);
    if (all.parts.size() < 2) {  // punctuation on a side: nothing to be near to
      Clauses clauses;
      for (QueryNode& word : words) clauses.push_back({Occur::kOptional, std::move(word)});
      return clauses;
    }
    if (!is_within_limits(all, first)) return {};
    node.parts = std::move(all.parts);
    node.text = query_.substr(first.begin, end - first.begin);
    return {{Occur::kRequired, std::move(node)}};
  }

  const QueryLimits& limits_;
  std::string_view query_;
  WordMaker& words_;
  QueryTree& tree_;
  std::vector<Lexeme> lexemes_;
  std::size_t next_ = 0;
  std::size_t phrases_ = 0;
  std::size_t prefixes_ = 0;
};

}  // namespace

QueryTree parse_query(std::string_view query, const QueryReading& reading, AnalyzerSet& analyzers) {
  QueryTree tree;
  const std::size_t most = reading.limits.bytes;
  tree.text = blanked_utf8(query.substr(0, most));
  if (query.size() > most) {
    tree.diagnostics.push_back(
        {fmt::format("only the first {} bytes of the query are used", most), most, query.size()});
  }
  const std::string& text = tree.text;
  WordMaker words(reading, text, analyzers);
  tree.language = words.language();
  const bool is_prose = Parser(reading.limits, words, tree).parse();
  tree.favoured_roles = asked_roles(text, tree.language);
  if (is_prose) tree.circumstances = measures_in(text, tree.language);
  // "WHO guidelines" means the organization; in prose, capitals are only louder.
  drop_stop_words(tree, !is_prose && has_small_letter(text) ? CapitalStopWords::kKept
                                                            : CapitalStopWords::kDropped);
  return tree;
}

}  // namespace medlar
