// Suggestions for programs and people. The JSON is in JSON_FORMAT.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "query/suggester.h"

namespace medlar {

/// One JSON object, indented, without a line end.
std::string render_suggestions_json(std::string_view typed,
                                    const std::vector<Suggestion>& suggestions);

/// The body of a response of the type application/x-suggestions+json, as browsers ask for it: what
/// was typed, and an array of texts (OpenSearch Suggestions 1.1).
std::string render_suggestions_opensearch(std::string_view typed,
                                          const std::vector<Suggestion>& suggestions);

/// A line for each; behind another name stands the title of its article.
std::string render_suggestions_terminal(const std::vector<Suggestion>& suggestions);

}  // namespace medlar
