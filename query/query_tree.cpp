#include "query/query_tree.h"

#include <algorithm>

#include <fmt/format.h>

namespace medlar {
namespace {

void collect(const QueryNode& node, std::vector<const QueryNode*>& leaves) {
  if (node.kind != QueryNode::Kind::kGroup) {
    leaves.push_back(&node);
    return;
  }
  for (const QueryClause& clause : node.clauses) {
    if (clause.occur != Occur::kExcluded) collect(clause.node, leaves);
  }
}

std::string clauses_of(const QueryNode& group) {
  std::string line;
  for (const QueryClause& clause : group.clauses) {
    if (!line.empty()) line += ' ';
    if (clause.occur == Occur::kRequired) line += '+';
    if (clause.occur == Occur::kExcluded) line += '-';
    const bool nested = clause.node.kind == QueryNode::Kind::kGroup;
    line += nested ? "(" + clauses_of(clause.node) + ")" : to_string(clause.node);
    if (clause.node.weight != 1) line += fmt::format("^{}", clause.node.weight);
  }
  return line;
}

}  // namespace

std::string to_string(const QueryNode& node) {
  const std::string field = node.field.empty() ? "" : node.field + ":";
  switch (node.kind) {
    case QueryNode::Kind::kWord:
      return field + node.text;
    case QueryNode::Kind::kKeyword: {
      const bool is_quoted = node.text.find(' ') != std::string::npos;
      return is_quoted ? fmt::format("{}\"{}\"", field, node.text) : field + node.text;
    }
    case QueryNode::Kind::kPhrase:
      return fmt::format("{}\"{}\"", field, node.text);
    case QueryNode::Kind::kNear:
      return fmt::format("{}({})~{}", field, node.text, node.distance);
    case QueryNode::Kind::kPrefix:
      return field + node.text + "*";
    case QueryNode::Kind::kDateRange:
      return fmt::format("{}{}..{}", field, node.from, node.to);
    case QueryNode::Kind::kConcept:
      return fmt::format("{{{}}}", node.text);
    case QueryNode::Kind::kName:
      return node.parts.empty() ? fmt::format("[{{{}}}]", node.text)
                                : fmt::format("[{}{}]", field, node.text);
    case QueryNode::Kind::kGroup:
      return clauses_of(node);
  }
  return {};
}

bool lie_in(const std::vector<QueryRange>& ranges, std::size_t begin, std::size_t end) {
  return std::ranges::any_of(
      ranges, [=](const QueryRange& range) { return range.begin <= begin && end <= range.end; });
}

std::string free_text(const QueryTree& tree) {
  std::string text(tree.text.size(), ';');
  for (const QueryRange& range : tree.free_text) {
    text.replace(range.begin, range.end - range.begin, tree.text, range.begin,
                 range.end - range.begin);
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (tree.text[i] == ' ' || tree.text[i] == '\t' || tree.text[i] == '\n') text[i] = ' ';
  }
  return text;
}

std::vector<const QueryNode*> sought_leaves(const QueryNode& node) {
  std::vector<const QueryNode*> leaves;
  collect(node, leaves);
  return leaves;
}

}  // namespace medlar
