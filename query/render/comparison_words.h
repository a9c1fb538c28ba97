// The numbers and words of a comparison, the same at the terminal and on the page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "query/evaluation/comparison.h"

namespace medlar {

/// "0.4513"
std::string value_text(double value);

/// "+0.0187", "-0.0187", "0.0000"
std::string delta_text(double delta);

/// "0.0130", "<0.0001"
std::string p_text(double p);

/// "***" below 0.001, "**" below 0.01, "*" below 0.05, else nothing.
std::string_view significance_marks(double p);

/// Whether chance alone would do it, as a clause: of the randomization test, corrected.
std::string chance_words(const MeasureComparison& compared);

/// `text`, or its beginning and "…" where it has more characters.
std::string shortened(std::string_view text, std::size_t characters);

/// "3, 7, 12 and 4 more"
std::string listed(const std::vector<std::string>& names, std::size_t most);

/// "1,234"
std::string count_text(std::size_t count);

/// "1 topic", "1,234 topics"
std::string counted(std::size_t count, std::string_view thing);

/// What to call runs so that no two share a name: their tags, or else the files they are from.
std::vector<std::string> run_names(const std::vector<Run>& runs,
                                   const std::vector<std::string>& files);

}  // namespace medlar
