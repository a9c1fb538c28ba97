// The report of medlar index, for people and for programs (query/render/JSON_FORMAT.md).
#pragma once

#include <string>

#include "indexer/indexer.h"

namespace medlar {

/// `index` is the index's directory as it was given.
std::string text_report(const IndexReport& report, const std::string& index);

std::string json_report(const IndexReport& report);

}  // namespace medlar
