// How the boilerplate of an index is reported: by `medlar index` and `medlar info`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "indexer/format/boilerplate_list.h"

namespace medlar {

/// "99 sentences in 3,164 articles, 12.9 % of the text".
struct BoilerplateCounts {
  std::uint64_t sentences = 0;
  std::uint64_t articles = 0;
  std::uint64_t bytes = 0;
  std::uint64_t text_bytes = 0;  // of all articles
};
std::string to_text(const BoilerplateCounts& counts);
nlohmann::ordered_json to_json(const BoilerplateCounts& counts);

/// A line for each of the first `most` sentences: articles, source, text.
std::string boilerplate_lines(const std::vector<ListedBoilerplate>& list, std::size_t most);
nlohmann::ordered_json to_json(const std::vector<ListedBoilerplate>& list);

}  // namespace medlar
