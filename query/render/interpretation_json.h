// How a query was understood, as JSON: the same for the command and for the server
// (JSON_FORMAT.md, `interpretation`).
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "query/searcher.h"

namespace medlar {

nlohmann::ordered_json interpretation_json(const SearchResponse& response);

}  // namespace medlar
