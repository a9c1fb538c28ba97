// How a comparison's page looks: its style sheet, and the script that opens a topic led to.
#pragma once

#include <string_view>

namespace medlar {

extern const std::string_view kComparisonStyle;
extern const std::string_view kComparisonScript;

}  // namespace medlar
