#include "corpus/concepts/landmarks.h"

#include <cstddef>

#include "corpus/ascii.h"
#include "corpus/concepts/name_keys.h"

namespace medlar {
namespace {

/// Whether a word at `begin` stands behind a line's end, or behind a stop and a blank and is not
/// written small: then no citation mark before it looks at it ("drugs.1 the").
bool may_begin_sentence(std::string_view text, std::size_t begin) {
  if (begin < 2 || !is_blank(text[begin - 1])) return false;
  if (text[begin - 1] == '\n') return true;
  const char before = text[begin - 2];
  return (before == '.' || before == '?' || before == '!') && !is_small(text[begin]);
}

}  // namespace

void find_landmarks(std::string_view text, std::span<const Token> tokens,
                    std::vector<Landmark>& landmarks) {
  landmarks.clear();
  std::size_t last = 0;  // of the tokens so far the one that reaches furthest
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (may_begin_sentence(text, token.begin) && ends_clause(text, tokens[last], token)) {
      landmarks.push_back({token.begin, token.position});
    }
    if (token.end >= tokens[last].end) last = i;
  }
}

}  // namespace medlar
