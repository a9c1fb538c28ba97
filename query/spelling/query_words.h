// The words of a query as a speller sees them: which stand where, and which may be misspelt at all.
//
// Pure functions; thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "query/query_tree.h"

namespace medlar {

/// A word, or a part of a compound ("anti-inflamatory" has two).
struct QueryWord {
  std::string word;       // as fold_word().exact
  std::string stem;       // in the query's language
  std::string compound;   // the whole that it is a part of, as typed; empty where it stands alone
  std::size_t begin = 0;  // bytes of the query
  std::size_t end = 0;
  bool may_change = false;
  bool may_join = false;      // with the word beside it, of which it may be a part
  bool is_name_like = false;  // a capital begins it, and no sentence
};

/// The words of the tree that articles are looked for by, in the order of the text.
///
/// What may change is at least kMinSpeltLetters letters and nothing else: no number, no dose; and
/// is looked for anywhere: nothing in quotes, behind a field, or excluded. Nor do capitals within a
/// word, which make an abbreviation or a make ("FXTAS", "McArdle"), unless the whole query shouts;
/// nor addresses.
std::vector<QueryWord> query_words(std::string_view query, const QueryTree& tree);

inline constexpr std::size_t kMinSpeltLetters = 4;

}  // namespace medlar
