#include "corpus/analysis/whole_name.h"

#include <algorithm>
#include <string_view>

#include "corpus/analysis/name_words.h"

namespace medlar {

std::vector<Token> telling_words(std::span<const Token> tokens) {
  std::vector<Token> parts;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool spans_next = i + 1 < tokens.size() && tokens[i + 1].begin < tokens[i].end;
    if (!spans_next) parts.push_back(tokens[i]);
  }
  std::vector<Token> telling;
  for (const Token& token : parts) {
    const bool is_letter = token.end - token.begin == 1 && token.position > 0;
    if (!token.is_stop_word || is_letter) telling.push_back(token);
  }
  return telling.empty() ? parts : telling;
}

std::string whole_name_key(std::span<const Token> telling) {
  std::vector<std::string_view> terms;
  for (const Token& token : telling) terms.push_back(token.term);
  std::ranges::sort(terms);
  std::string key;
  for (const std::string_view term : terms) {
    if (!key.empty()) key += ' ';
    key += term;
  }
  return key;
}

std::string exact_name_key(std::string_view name) {
  std::string key = "=";
  for (const NameWord& word : name_words(name)) {
    if (key.size() > 1) key += ' ';
    key += word.folded;
  }
  return key;
}

}  // namespace medlar
