#include "query/spelling/spelled_query.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "corpus/ascii.h"
#include "query/spelling/query_words.h"

namespace medlar {
namespace {

using Certainty = SpellingChange::Certainty;

/// `word` with the capitals of what was typed: all of them, or the first.
std::string with_capitals_of(std::string_view typed, std::string word) {
  const auto upper = [](char c) { return is_small(c) ? static_cast<char>(c - 'a' + 'A') : c; };
  if (typed.size() > 1 && std::ranges::none_of(typed, is_small)) {
    std::ranges::transform(word, word.begin(), upper);
  } else if (!typed.empty() && is_capital(typed.front())) {
    word.front() = upper(word.front());
  }
  return word;
}

/// The query with the changes made: of each what `choice` picks, nothing where it is empty.
template <typename Choice>
std::string changed_text(std::string_view query, const std::vector<SpellingChange>& changes,
                         const Choice& choice) {
  std::string text;
  std::size_t copied = 0;
  for (const SpellingChange& change : changes) {
    const std::string meant = choice(change);
    if (meant.empty()) continue;
    text += query.substr(copied, change.begin - copied);
    text += with_capitals_of(query.substr(change.begin, change.end - change.begin), meant);
    copied = change.end;
  }
  return text.append(query.substr(copied));
}

std::string if_certain(const SpellingChange& change) {
  return change.certainty == Certainty::kCertain ? change.meant.front() : std::string();
}

/// The leaves of the tree that stand, with a part at least, in these bytes of the query.
bool overlaps(const QueryNode& node, std::size_t begin, std::size_t end) {
  return node.kind == QueryNode::Kind::kWord && node.begin < end && begin < node.end;
}

/// Adds an original beside the first word in its place; true when there was one.
bool add_beside(const SpelledQuery::Original& original, QueryNode& group) {
  for (std::size_t i = 0; i < group.clauses.size(); ++i) {
    QueryClause& clause = group.clauses[i];
    if (clause.occur == Occur::kExcluded) continue;
    if (clause.node.kind == QueryNode::Kind::kGroup) {
      if (add_beside(original, clause.node)) return true;
      continue;
    }
    if (!overlaps(clause.node, original.begin, original.end)) continue;
    std::vector<QueryClause> words;
    for (const QueryNode& word : original.words) {
      words.push_back({Occur::kOptional, word});
      words.back().node.weight = kOriginalWeight;
      words.back().node.begin = original.begin;  // it stands for what is there now
      words.back().node.end = original.end;
    }
    if (clause.occur == Occur::kOptional) {
      group.clauses.insert(group.clauses.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                           words.begin(), words.end());
    } else {  // what is required is one or the other
      QueryNode either;
      either.clauses.push_back({Occur::kOptional, std::move(clause.node)});
      std::ranges::move(words, std::back_inserter(either.clauses));
      clause.node = std::move(either);
    }
    return true;
  }
  return false;
}

}  // namespace

SpelledQuery spell_query(std::string_view query, const QueryTree& tree, Speller& speller) {
  const auto changes = speller.changes(query, query_words(query, tree));
  SpelledQuery spelled;
  spelled.text = changed_text(query, changes, if_certain);
  std::size_t grown =
      0;  // by how much the text is longer before a place; wraps where it is shorter
  bool has_suggestion = false;
  for (const SpellingChange& change : changes) {
    if (change.certainty != Certainty::kCertain) {
      has_suggestion = true;
      if (change.meant.size() > 1) {
        spelled.diagnostics.push_back(
            {fmt::format("{} may mean {}; nothing was changed",
                         query.substr(change.begin, change.end - change.begin),
                         fmt::join(change.meant, " or ")),
             change.begin, change.end});
      }
      continue;
    }
    const std::string from(query.substr(change.begin, change.end - change.begin));
    const std::string to = with_capitals_of(from, change.meant.front());
    SpelledQuery::Original original{{}, change.begin + grown, change.begin + grown + to.size()};
    for (const QueryNode* leaf : sought_leaves(tree.root)) {
      if (overlaps(*leaf, change.begin, change.end)) original.words.push_back(*leaf);
    }
    spelled.originals.push_back(std::move(original));
    spelled.corrections.push_back({from, to, change.begin, change.end});
    grown += to.size() - from.size();
  }
  if (has_suggestion) {
    spelled.suggested = changed_text(
        query, changes, [](const SpellingChange& change) { return change.meant.front(); });
  }
  return spelled;
}

QueryPlace place_in_query(const SpelledQuery& spelled, QueryPlace in_text) {
  QueryPlace place = in_text;
  for (std::size_t i = 0; i < spelled.corrections.size(); ++i) {
    const SpelledQuery::Original& now = spelled.originals[i];
    const Correction& typed = spelled.corrections[i];
    if (in_text.begin >= now.begin) {
      place.begin = in_text.begin < now.end ? typed.begin : typed.end + (in_text.begin - now.end);
    }
    if (in_text.end > now.begin) {
      place.end = in_text.end <= now.end ? typed.end : typed.end + (in_text.end - now.end);
    }
  }
  return place;
}

void keep_originals(const SpelledQuery& spelled, QueryTree& tree) {
  for (const SpelledQuery::Original& original : spelled.originals) {
    add_beside(original, tree.root);
  }
}

}  // namespace medlar
