// A list of names in a folder, for tests that only need some.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "corpus/article.h"
#include "indexer/format/name_list_writer.h"
#include "tests/corpus/concepts/concept_names.h"

namespace medlar {

/// A title, then other names.
using TitleAndNames = std::vector<std::string>;

/// Concepts as lines of a vocabulary, and how many articles have each of their names.
struct CountedConcepts {
  std::string lines;
  std::map<std::string, std::uint32_t, std::less<>> articles;
};

/// Writes the list of articles "a1", "a2", ... and of concepts.
inline Result<void> write_names(const std::vector<TitleAndNames>& articles,
                                const std::filesystem::path& file,
                                const CountedConcepts& concepts = {}) {
  NameListWriter writer;
  std::uint32_t number = 0;
  for (const TitleAndNames& texts : articles) {
    Article article;
    article.id = fmt::format("a{}", ++number);
    article.title = texts.front();
    article.names.assign(texts.begin() + 1, texts.end());
    writer.add(number, article);
  }
  std::string bytes = table_of_lines({{std::string(kOwnSource), concepts.lines}});
  const auto uncounted = ConceptTable::from_bytes(bytes);
  if (!uncounted) return tl::unexpected<Error>(uncounted.error());
  std::vector<std::uint32_t> counts;
  for (std::uint32_t name = 0; name < uncounted->names(); ++name) {
    const auto count = concepts.articles.find(uncounted->name(name).text);
    counts.push_back(count == concepts.articles.end() ? 0 : count->second);
  }
  set_article_counts(bytes, counts);
  const auto table = ConceptTable::from_bytes(bytes);
  if (!table) return tl::unexpected<Error>(table.error());
  writer.add(*table);
  return writer.finish(file);
}

}  // namespace medlar
