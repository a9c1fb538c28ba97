// A hit as JSON: the same for the command and for the server (JSON_FORMAT.md, `hits[]`).
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "query/searcher.h"

namespace medlar {

nlohmann::ordered_json hit_json(const Hit& hit);

}  // namespace medlar
