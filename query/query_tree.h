// What a visitor asked for, as a tree of our own: printable, testable, free of any engine type.
//
// A leaf is a word, a phrase, a prefix, a keyword or a range of dates. A group holds clauses, each
// required, optional or excluded: an article matches when it has every required clause and none
// excluded, or, where nothing is required, at least one optional clause. Plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "corpus/article.h"

namespace medlar {

/// One analyzed word form: the terms it may be indexed under, one for each language of the index.
struct QueryTerm {
  std::vector<std::string> stems;  // distinct; the query language's first
  std::string exact;               // as typed, where it has diacritics: such articles come first
  double weight = 1;  // what it counts in ranking, as a share of what it would (term_selection.h)
  std::size_t begin = 0;  // kWord: bytes of the query, where the form stands
  std::size_t end = 0;
};

enum class Occur { kOptional, kRequired, kExcluded };

struct QueryClause;

struct QueryNode {
  enum class Kind { kWord, kPhrase, kNear, kPrefix, kKeyword, kDateRange, kConcept, kName, kGroup };

  Kind kind = Kind::kGroup;
  std::string field;      // "title"; empty means anywhere
  std::string text;       // as typed, without the syntax around it; kConcept: its preferred name
  std::size_t begin = 0;  // kWord: bytes of the query
  std::size_t end = 0;
  double weight = 1;  // what it counts in ranking, as a share of what it would
  double mass = 0;    // kName: idf of its words, all together

  // kWord: the smallest parts of the word ("5", "ht3"), and its wider forms ("5ht3").
  // kPhrase, kNear: the words in order, each by its smallest parts.
  // kPrefix: the folded beginning as parts[0].stems[0].
  // kName: the key of a whole name, as parts[0].stems[0]; of a title where that is the field; none
  // of a concept.
  std::vector<QueryTerm> parts;
  std::vector<QueryTerm> wholes;
  bool is_stop_word = false;  // kWord

  unsigned distance = 0;       // kNear: words between at most
  std::size_t expansions = 0;  // kPrefix: words that it stands for at most
  std::string from;            // kDateRange: ISO dates, either may be empty
  std::string to;

  std::uint32_t subject = 0;  // kConcept: number of the concept in the index's table

  std::vector<QueryClause> clauses;  // kGroup
};

struct QueryClause {
  Occur occur = Occur::kOptional;
  QueryNode node;
};

/// Something the parser passed over, changed or could not use: said, never thrown.
struct Diagnostic {
  std::string message;
  std::size_t begin = 0;  // bytes of the query's text
  std::size_t end = 0;
};

/// Bytes of the query.
struct QueryRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// True where all of the bytes from `begin` to `end` lie within one of the ranges.
bool lie_in(const std::vector<QueryRange>& ranges, std::size_t begin, std::size_t end);

struct QueryTree {
  std::string text;      // what was read: the query as valid UTF-8, cut where it is too long
  QueryNode root;        // always a group; without clauses when nothing was asked
  std::string language;  // the query's own, as told or as its words suggest
  std::vector<std::string> dropped;  // words left out, as typed
  std::vector<Diagnostic> diagnostics;
  /// What is neither quoted nor in a field nor excluded, in order: words that may be read freely,
  /// as names of concepts and as misspelled.
  std::vector<QueryRange> free_text;
  // Of a message, what is about the person and not the subject: ages, durations, doses
  // (question_reader.h).
  std::vector<QueryRange> circumstances;
  std::vector<QueryRange> named;            // names of known subjects: their words count in full
  std::vector<SectionRole> favoured_roles;  // sections that the question asks for
};

/// The text of the tree with every byte that may not be read freely made a mark that parts clauses:
/// offsets stay.
std::string free_text(const QueryTree& tree);

/// A readable line: `asthma "lung clot" +title:cough -smok* (a b)`. '+' marks what is required,
/// '-' what is excluded, '^0.5' what counts less than it would, '{}' a concept,
/// '[]' an article's whole name.
std::string to_string(const QueryNode& node);

/// Every leaf of the tree that can be found in an article's text, in order; excluded ones left out.
std::vector<const QueryNode*> sought_leaves(const QueryNode& node);

}  // namespace medlar
