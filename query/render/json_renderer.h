// A search response as JSON. The grammar is in JSON_FORMAT.md, with the history of its version.
#pragma once

#include <string>

#include "query/searcher.h"

namespace medlar {

// History: 1 first format.
inline constexpr int kJsonFormatVersion = 1;

/// The whole response as one JSON object, indented, without a line end.
std::string render_json(const SearchResponse& response);

/// Each hit as one line of JSON.
std::string render_jsonl(const SearchResponse& response);

}  // namespace medlar
