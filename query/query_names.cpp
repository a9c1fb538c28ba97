#include "query/query_names.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "corpus/analysis/whole_name.h"

namespace medlar {
namespace {

// Words of a name that is looked for: in a question, and in a message, which would need many
// look-ups.
constexpr std::size_t kMostWords = 12;
constexpr std::size_t kMostWordsOfMessage = 5;
constexpr std::size_t kMessageWords = 20;

QueryClause named(std::string text, double mass) {
  QueryNode node;
  node.kind = QueryNode::Kind::kName;
  node.text = std::move(text);
  node.mass = mass;
  return {Occur::kOptional, std::move(node)};
}

}  // namespace

void add_names(const KnownNames& known, AnalyzerSet& analyzers, QueryTree& tree) {
  const std::string text = free_text(tree);
  const auto words = telling_words(analyzers.for_language(tree.language).analyze(text));
  std::vector<double> idf;
  for (const Token& word : words) idf.push_back(known.idf(word.term));
  std::vector<QueryClause> found;
  std::set<std::string> seen;
  for (const QueryClause& clause : tree.root.clauses) {
    if (clause.node.kind != QueryNode::Kind::kConcept) continue;
    double mass = 0;
    std::vector<Token> own;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (words[i].begin < clause.node.begin || words[i].end > clause.node.end) continue;
      mass += idf[i];
      own.push_back(words[i]);
    }
    found.push_back(named(clause.node.text, mass * clause.node.weight));
    // A name of a concept gains as much whichever of its names the article has.
    seen.insert(whole_name_key(own));
  }
  std::vector<bool> taken(words.size(), false);
  // "cold turkey" is not about a cold.
  const auto is_part_of_concept = [&](const Token& first, const Token& last) {
    return std::ranges::any_of(tree.root.clauses, [&](const QueryClause& clause) {
      const QueryNode& node = clause.node;
      return node.kind == QueryNode::Kind::kConcept && node.begin <= first.begin &&
             last.end <= node.end && (node.begin < first.begin || last.end < node.end);
    });
  };
  const std::size_t most = words.size() > kMessageWords ? kMostWordsOfMessage : kMostWords;
  for (std::size_t size = std::min(most, words.size()); size > 0; --size) {
    for (std::size_t first = 0; first + size <= words.size(); ++first) {
      const auto begin = taken.begin() + static_cast<std::ptrdiff_t>(first);
      const auto end = begin + static_cast<std::ptrdiff_t>(size);
      if (std::find(begin, end, true) != end ||
          is_part_of_concept(words[first], words[first + size - 1])) {
        continue;
      }
      std::string key = whole_name_key(std::span(words).subspan(first, size));
      if (!known.exists(key)) continue;
      std::fill(begin, end, true);
      if (!seen.insert(key).second) continue;  // said twice, meant once
      double mass = 0;
      for (std::size_t i = first; i < first + size; ++i) mass += idf[i];
      found.push_back(named(
          text.substr(words[first].begin, words[first + size - 1].end - words[first].begin), mass));
      found.back().node.parts.push_back({{std::move(key)}, {}});
    }
  }
  if (!words.empty()) {
    const std::string whole =
        text.substr(words.front().begin, words.back().end - words.front().begin);
    const double mass = std::accumulate(idf.begin(), idf.end(), 0.0);
    // Word for word the title gains twice.
    for (const auto& [key, shown] : {std::pair(whole_name_key(words), whole),
                                     std::pair(exact_name_key(text), '"' + whole + '"')}) {
      if (!known.is_title(key)) continue;
      found.push_back(named(shown, mass));
      found.back().node.field = "title";
      found.back().node.parts.push_back({{key}, {}});
    }
  }
  std::ranges::move(found, std::back_inserter(tree.root.clauses));
}

}  // namespace medlar
