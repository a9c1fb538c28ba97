#include "query/stop_word_filter.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "corpus/analysis/folding.h"
#include "corpus/analysis/language.h"
#include "corpus/analysis/vocabulary.h"
#include "query/word_maker.h"

namespace medlar {
namespace {

bool is_capitals(std::string_view s) {
  return s.size() > 1 && std::ranges::all_of(s, [](char c) { return c >= 'A' && c <= 'Z'; });
}

class StopWordFilter {
 public:
  StopWordFilter(QueryTree& tree, CapitalStopWords capitals)
      : tree_(tree), keeps_capitals_(capitals == CapitalStopWords::kKept) {
    const std::string file = fmt::format("stop_word_pairs.{}.txt", primary_tag(tree.language));
    for (const auto& words : vocabulary_lines(vocabulary_file(file))) {
      if (words.size() == 2) pairs_.push_back({words[0], words[1]});
    }
  }

  void run() {
    join_pairs(tree_.root);
    const auto leaves = sought_leaves(tree_.root);
    if (std::ranges::all_of(leaves, [&](const QueryNode* leaf) { return is_dropped(*leaf); })) {
      return;
    }
    drop(tree_.root);
  }

 private:
  bool is_dropped(const QueryNode& node) const {
    return node.kind == QueryNode::Kind::kWord && node.is_stop_word && node.field.empty() &&
           !(keeps_capitals_ && is_capitals(node.text));
  }

  /// "vitamin a": the stop word stays as the phrase it ends.
  void join_pairs(QueryNode& group) {
    for (std::size_t i = 0; i < group.clauses.size(); ++i) {
      QueryNode& node = group.clauses[i].node;
      if (node.kind == QueryNode::Kind::kGroup) join_pairs(node);
      if (i == 0 || !is_dropped(node)) continue;
      const QueryNode& before = group.clauses[i - 1].node;
      if (before.kind != QueryNode::Kind::kWord) continue;
      const std::pair pair{fold_word(before.text).folded, fold_word(node.text).folded};
      if (std::ranges::none_of(pairs_, [&](const auto& p) {
            return p.first == pair.first && p.second == pair.second;
          })) {
        continue;
      }
      std::vector<QueryNode> words{before, node};
      node = phrase_of(std::move(words), before.text + " " + node.text, "");
    }
  }

  void drop(QueryNode& group) {
    std::erase_if(group.clauses, [&](const QueryClause& clause) {
      if (!is_dropped(clause.node)) return false;
      if (std::ranges::find(tree_.dropped, clause.node.text) == tree_.dropped.end()) {
        tree_.dropped.push_back(clause.node.text);
      }
      return true;
    });
    for (QueryClause& clause : group.clauses) drop(clause.node);
    std::erase_if(group.clauses, [](const QueryClause& clause) {
      return clause.node.kind == QueryNode::Kind::kGroup && clause.node.clauses.empty();
    });
  }

  QueryTree& tree_;
  bool keeps_capitals_;
  std::vector<std::pair<std::string_view, std::string_view>> pairs_;
};

}  // namespace

void drop_stop_words(QueryTree& tree, CapitalStopWords capitals) {
  StopWordFilter(tree, capitals).run();
}

}  // namespace medlar
