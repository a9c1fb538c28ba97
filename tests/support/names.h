// A list of names in a folder, for tests that only need some.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "corpus/article.h"
#include "indexer/format/name_list_writer.h"

namespace medlar {

/// A title, then other names.
using TitleAndNames = std::vector<std::string>;

/// Writes the list of articles "a1", "a2", ...
inline Result<void> write_names(const std::vector<TitleAndNames>& articles,
                                const std::filesystem::path& file) {
  NameListWriter writer;
  std::uint32_t number = 0;
  for (const TitleAndNames& texts : articles) {
    Article article;
    article.id = fmt::format("a{}", ++number);
    article.title = texts.front();
    article.names.assign(texts.begin() + 1, texts.end());
    writer.add(number, article);
  }
  return writer.finish(file);
}

}  // namespace medlar
