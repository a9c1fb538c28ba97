// A comparison of runs for people at a terminal, and as JSON (grammar: JSON_FORMAT.md).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "query/evaluation/comparison.h"

namespace medlar {

/// For each measure a table of all runs, the baseline first; below it, for each run compared, what
/// it comes to and the topics that gained and lost most. `names`: one a run (see run_names);
/// `texts`: what topics ask, by qid, where it is known. Control characters never reach the
/// terminal.
std::string render_comparison(const Comparison& comparison, const std::vector<std::string>& names,
                              const std::map<std::string, std::string>& texts = {});

/// Everything, each topic's values too.
std::string render_comparison_json(const Comparison& comparison,
                                   const std::vector<std::string>& names, std::uint64_t seed);

}  // namespace medlar
