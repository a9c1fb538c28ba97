// Suggestions for programs and people. The JSON is in JSON_FORMAT.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "query/suggester.h"

namespace medlar {

/// The same for the command and for the server (JSON_FORMAT.md, `suggestions[]`).
nlohmann::ordered_json suggestions_json(const std::vector<Suggestion>& suggestions);

/// One JSON object, indented, without a line end.
std::string render_suggestions_json(std::string_view typed,
                                    const std::vector<Suggestion>& suggestions);

/// What browsers ask for, the body of a response of the type application/x-suggestions+json: what
/// was typed, an array of texts, and one of what stands beside each (OpenSearch Suggestions 1.1).
nlohmann::ordered_json suggestions_opensearch_json(std::string_view typed,
                                                   const std::vector<Suggestion>& suggestions);

/// That as a text.
std::string render_suggestions_opensearch(std::string_view typed,
                                          const std::vector<Suggestion>& suggestions);

/// A line for each; behind a name stands what it is called first, or the title of its article.
std::string render_suggestions_terminal(const std::vector<Suggestion>& suggestions);

}  // namespace medlar
