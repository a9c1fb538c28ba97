#include "query/word_maker.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>

#include "corpus/analysis/utf8.h"

namespace medlar {
namespace {

// Languages of one index that a query is looked up in, the most frequent ones.
constexpr std::size_t kMaxLanguages = 4;

}  // namespace

WordMaker::WordMaker(const QueryReading& reading, std::string_view query, AnalyzerSet& analyzers)
    : query_(query), analyzers_(analyzers) {
  tags_ = reading.index_languages;
  if (tags_.size() > kMaxLanguages) tags_.resize(kMaxLanguages);
  if (tags_.empty()) tags_.push_back("en");
  const std::string own = reading.language.empty() ? told_by_stop_words(query) : reading.language;
  std::erase(tags_, own);
  tags_.insert(tags_.begin(), own);
}

WordMaker::Counts WordMaker::count(std::string_view text, std::string_view language) {
  Counts counts;
  std::size_t reached = 0;
  for (const Token& token : analyzers_.for_language(language).analyze(text)) {
    if (token.begin < reached) continue;  // a part of the word before
    reached = token.end;
    ++counts.words;
    if (token.is_stop_word) ++counts.stop_words;
  }
  return counts;
}

std::vector<QueryNode> WordMaker::words(std::string_view text, const std::string& field) {
  const auto offset = static_cast<std::size_t>(text.data() - query_.data());
  std::vector<Token> tokens;
  std::vector<QueryTerm> terms;
  for (const std::string& tag : tags_) {
    const auto analyzed = analyzers_.for_language(tag).analyze(text);
    if (tokens.empty()) {
      tokens.assign(analyzed.begin(), analyzed.end());
      for (const Token& token : tokens) {
        terms.push_back({.begin = offset + token.begin, .end = offset + token.end});
      }
    }
    // Languages differ in stems, never in where words begin.
    for (std::size_t i = 0; i < analyzed.size() && i < terms.size(); ++i) {
      QueryTerm& term = terms[i];
      if (std::ranges::find(term.stems, analyzed[i].term) == term.stems.end()) {
        term.stems.emplace_back(analyzed[i].term);
      }
      if (!is_ascii(analyzed[i].exact)) term.exact = analyzed[i].exact;
    }
  }
  std::vector<QueryNode> nodes;
  for (std::size_t i = 0; i < tokens.size();) {
    QueryNode node;
    node.kind = QueryNode::Kind::kWord;
    node.field = field;
    node.text = text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
    node.begin = offset + tokens[i].begin;
    node.end = offset + tokens[i].end;
    node.is_stop_word = tokens[i].is_stop_word;
    const std::uint32_t end = tokens[i].end;
    for (; i < tokens.size() && tokens[i].begin < end; ++i) {
      const bool spans_next = i + 1 < tokens.size() && tokens[i + 1].begin < tokens[i].end;
      (spans_next ? node.wholes : node.parts).push_back(std::move(terms[i]));
    }
    nodes.push_back(std::move(node));
  }
  return nodes;
}

std::string WordMaker::told_by_stop_words(std::string_view query) {
  std::string best = tags_.front();
  std::size_t most = 0;
  for (const std::string& tag : tags_) {
    const std::size_t stop_words = count(query, tag).stop_words;
    if (stop_words > most) {
      most = stop_words;
      best = tag;
    }
  }
  return best;
}

QueryNode phrase_of(std::vector<QueryNode> words, std::string text, std::string field) {
  QueryNode phrase;
  phrase.kind = QueryNode::Kind::kPhrase;
  phrase.text = std::move(text);
  phrase.field = std::move(field);
  for (QueryNode& word : words) {
    std::ranges::move(word.parts, std::back_inserter(phrase.parts));
  }
  return phrase;
}

}  // namespace medlar
