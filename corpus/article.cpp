#include "corpus/article.h"

#include <algorithm>

namespace medlar {

bool has_text(const Article& article) {
  return std::ranges::any_of(article.sections, [](const Section& s) { return !s.text.empty(); });
}

std::size_t text_bytes(const Article& article) {
  std::size_t bytes = 0;
  for (const Section& section : article.sections) {
    bytes += section.heading.size() + section.text.size();
  }
  return bytes;
}

}  // namespace medlar
