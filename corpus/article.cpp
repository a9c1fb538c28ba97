#include "corpus/article.h"

#include <algorithm>

namespace medlar {

bool has_text(const Article& article) {
  return std::ranges::any_of(article.sections, [](const Section& s) { return !s.text.empty(); });
}

}  // namespace medlar
