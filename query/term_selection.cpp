#include "query/term_selection.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>
#include <vector>

#include "indexer/format/schema.h"

namespace medlar {
namespace {

// A stem counts in full when so large a share of its articles have it in the title, and at least
// kLeastWeight in any case. Measured on the three wordings of 104 LiveQA topics over MedQuAD:
// shares of 0.03 to 0.1 and least weights of 0.1 to 0.3 differ by less than 0.008 nDCG@10.
constexpr double kSubjectShare = 0.05;
constexpr double kLeastWeight = 0.2;

// Seen in few articles, a stem gets the benefit of the doubt: as if it stood in so many more, of
// which so many have it in the title. Names of drugs are such stems, and nearly all are where the
// index is small.
constexpr double kPriorArticles = 20;
constexpr double kPriorInTitle = 1;

// Articles that several stop words alone may be in, summed: to look at a million takes some 10 ms.
constexpr double kMaxStopWordArticles = 1'000'000;

// A word in another name of the subject is as much a sign as its field weighs beside the title.
constexpr double kNameShare = relative_weight(field("name")) / relative_weight(field("title"));

/// Words are the same where their parts and their wider form are.
std::string key_of(const QueryNode& word) {
  std::string key = word.field + ":" + word.parts.front().stems.front();
  if (!word.wholes.empty()) key += "/" + word.wholes.front().stems.front();
  return key;
}

bool is_optional_word(const QueryClause& clause) {
  return clause.occur == Occur::kOptional && clause.node.kind == QueryNode::Kind::kWord;
}

class Selection {
 public:
  Selection(const IndexFacts& facts, const QueryLimits& limits, QueryTree& tree)
      : facts_(facts), most_words_(limits.words), tree_(tree) {}

  void run() {
    join_repeated();
    weigh_concepts();
    weigh(tree_.root);
    raise_to_full();
    keep_heaviest();
  }

 private:
  void join_repeated() {
    std::set<std::string> seen;
    std::erase_if(tree_.root.clauses, [&](const QueryClause& clause) {
      return is_optional_word(clause) && !seen.insert(key_of(clause.node)).second;
    });
  }

  /// A concept counts as the word of its name that counts most: articles mention that they are
  /// about adults.
  void weigh_concepts() {
    for (QueryClause& named : tree_.root.clauses) {
      if (named.node.kind != QueryNode::Kind::kConcept) continue;
      double most = 0;
      for (const QueryClause& clause : tree_.root.clauses) {
        const QueryNode& word = clause.node;
        if (!is_optional_word(clause) || word.begin < named.node.begin ||
            named.node.end < word.end) {
          continue;
        }
        for (const QueryTerm& part : word.parts) {
          if (is_known(part)) most = std::max(most, weight_of(part));
        }
      }
      if (most > 0) named.node.weight *= most;
    }
  }

  void weigh(QueryNode& node) {
    for (QueryClause& clause : node.clauses) weigh(clause.node);
    if (node.kind != QueryNode::Kind::kWord || !node.field.empty()) return;
    for (auto* forms : {&node.parts, &node.wholes}) {
      for (QueryTerm& term : *forms) {
        term.weight = lie_in(tree_.circumstances, node.begin, node.end) ? kLeastWeight
                      : lie_in(tree_.named, node.begin, node.end)       ? 1
                                                                        : weight_of(term);
        if (is_known(term)) heaviest_ = std::max(heaviest_, term.weight);
        weighed_.push_back(&term);
      }
    }
  }

  /// Only what words count beside each other matters: a word alone is worth what it always is.
  void raise_to_full() {
    if (heaviest_ == 0) return;
    for (QueryTerm* term : weighed_) term->weight /= heaviest_;
    for (QueryClause& clause : tree_.root.clauses) {
      if (clause.node.kind == QueryNode::Kind::kConcept) {
        clause.node.weight = std::min(1.0, clause.node.weight / heaviest_);
      }
    }
  }

  /// False for what was misspelt: it says nothing of the others.
  bool is_known(const QueryTerm& term) const { return facts_.of(common_stem(term)).articles > 0; }

  double weight_of(const QueryTerm& term) const {
    return subject_weight(facts_.of(common_stem(term)));
  }

  /// Of the stems that a word has in several languages, that of most articles.
  const std::string& common_stem(const QueryTerm& term) const {
    if (term.stems.size() == 1) return term.stems.front();
    return *std::ranges::max_element(
        term.stems, {}, [&](const std::string& stem) { return facts_.of(stem).articles; });
  }

  double articles_of(const QueryNode& word) const {
    return facts_.of(word.parts.front().stems.front()).articles;
  }

  double value(const QueryNode& word) const {
    return word.parts.front().weight * std::log(1 + facts_.articles / (articles_of(word) + 0.5));
  }

  /// Leaves the lightest words out where they are too many.
  void keep_heaviest() {
    std::vector<std::pair<double, const QueryClause*>> words;
    bool only_stop_words = true;
    for (const QueryClause& clause : tree_.root.clauses) {
      if (!is_optional_word(clause)) continue;
      words.emplace_back(0, &clause);
      only_stop_words = only_stop_words && clause.node.is_stop_word;
    }
    if (words.size() <= most_words_ && !only_stop_words) return;
    for (auto& [light_first, clause] : words) light_first = -value(clause->node);
    std::ranges::stable_sort(words, {}, &std::pair<double, const QueryClause*>::first);
    std::set<const QueryClause*> light;
    double articles = 0;  // of the words so far, where all are stop words
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (only_stop_words) articles += articles_of(words[i].second->node);
      if (i >= most_words_ || (i > 0 && articles > kMaxStopWordArticles)) {
        light.insert(words[i].second);
      }
    }
    std::erase_if(tree_.root.clauses, [&](const QueryClause& clause) {
      if (!light.contains(&clause)) return false;
      tree_.dropped.push_back(clause.node.text);
      return true;
    });
  }

  const IndexFacts& facts_;
  const std::size_t most_words_;
  QueryTree& tree_;
  double heaviest_ = 0;
  std::vector<QueryTerm*> weighed_;
};

}  // namespace

double subject_weight(const StemFacts& facts) {
  const double about = std::max(facts.in_title, kNameShare * facts.in_names) + kPriorInTitle;
  const double share = about / (facts.articles + kPriorArticles);
  return kLeastWeight + (1 - kLeastWeight) * std::min(1.0, share / kSubjectShare);
}

void select_words(const IndexFacts& facts, const QueryLimits& limits, QueryTree& tree) {
  Selection(facts, limits, tree).run();
}

}  // namespace medlar
