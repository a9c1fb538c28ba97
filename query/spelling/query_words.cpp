#include "query/spelling/query_words.h"

#include <algorithm>

#include "corpus/analysis/folding.h"
#include "corpus/ascii.h"
#include "query/query_parser.h"

namespace medlar {
namespace {

/// True where punctuation ties the bytes to others, as in "www.example.org" and "a@b".
bool is_in_address(std::string_view query, std::size_t begin, std::size_t end) {
  constexpr std::string_view kTies = "./@:\\_#";
  const auto ties = [&](std::size_t at) { return kTies.find(query[at]) != std::string_view::npos; };
  const auto is_word = [&](std::size_t at) {
    return is_ascii_letter(query[at]) || is_digit(query[at]);
  };
  return (begin > 1 && ties(begin - 1) && (is_word(begin - 2) || ties(begin - 2))) ||
         (end + 1 < query.size() && ties(end) && (is_word(end + 1) || ties(end + 1)));
}

/// True when no word stands before this place, or the end of a sentence does.
bool begins_sentence(std::string_view query, std::size_t begin) {
  while (begin > 0 && !is_ascii_letter(query[begin - 1]) && !is_digit(query[begin - 1])) {
    const char c = query[--begin];
    if (c == '.' || c == '?' || c == '!' || c == '\n') return true;
  }
  return begin == 0;
}

/// True for letters of the Latin script only, with or without diacritics.
bool is_of_letters(std::string_view word) {
  return std::ranges::all_of(fold_diacritics(word), is_small);
}

struct Collector {
  std::string_view query;
  const std::vector<QueryRange>& free_text;
  bool is_shouted = false;
  std::vector<QueryWord> words = {};

  void add(const QueryTerm& form, const QueryNode& node) {
    const std::string_view text = query.substr(form.begin, form.end - form.begin);
    QueryWord word{fold_word(text).exact, form.stems.front(), {}, form.begin, form.end};
    if (form.begin > node.begin || form.end < node.end) {
      word.compound = query.substr(node.begin, node.end - node.begin);
    }
    const bool has_inner_capital =
        !is_shouted && !text.empty() && std::ranges::any_of(text.substr(1), is_capital);
    word.may_join = lie_in(free_text, form.begin, form.end) && !node.is_stop_word &&
                    !has_inner_capital && is_of_letters(word.word) &&
                    !is_in_address(query, form.begin, form.end);
    word.may_change = word.may_join && word.word.size() >= kMinSpeltLetters;
    word.is_name_like = !is_shouted && !text.empty() && is_capital(text.front()) &&
                        !begins_sentence(query, form.begin);
    words.push_back(std::move(word));
  }

  void add(const QueryNode& node) {
    if (node.kind != QueryNode::Kind::kWord || node.end > query.size()) return;
    // Of a compound its parts; a word that is glued is a whole.
    const bool is_compound = !std::ranges::all_of(query.substr(node.begin, node.end - node.begin),
                                                  [](char c) { return c != '-' && c != '/'; });
    if (node.wholes.empty() || is_compound) {
      for (const QueryTerm& part : node.parts) add(part, node);
    } else {
      add(node.wholes.front(), node);
    }
  }
};

}  // namespace

std::vector<QueryWord> query_words(std::string_view query, const QueryTree& tree) {
  Collector collector{query, tree.free_text};
  const auto leaves = sought_leaves(tree.root);
  collector.is_shouted = leaves.size() > kShoutedWords && std::ranges::none_of(query, is_small);
  for (const QueryNode* leaf : leaves) collector.add(*leaf);
  std::ranges::stable_sort(collector.words, {}, &QueryWord::begin);
  return std::move(collector.words);
}

}  // namespace medlar
