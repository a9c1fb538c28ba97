// What the API answers with, as JSON. openapi.json has the grammar.
//
// All text is UTF-8. Characters that could end a <script> element, start markup, or hide what a
// line says are written as \u escapes: to a JSON parser the same, to anything else harmless.
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "corpus/article.h"
#include "query/http/http_message.h"
#include "query/searcher.h"

namespace medlar {

/// The answer to a search of `generation`.
nlohmann::ordered_json search_json(const SearchResponse& response, unsigned generation);

nlohmann::ordered_json article_json(const Article& article);

/// JSON as text that is safe in any page.
std::string safe_json_text(const nlohmann::ordered_json& json);

/// Sets body and Content-Type.
void set_json(HttpResponse& response, const nlohmann::ordered_json& json);

}  // namespace medlar
