// How clients may keep an answer, and whether they have it already (RFC 9110, 13; RFC 9111).
//
// Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "query/http/route.h"
#include "query/searcher.h"

namespace medlar {

/// The tag of what an index of this identity answers to a request. Weak, because two answers to
/// one request differ in how long they took.
std::string entity_tag(std::string_view identity, std::string_view request);

/// All that the answer to a search depends on but the index, so that no two different requests read
/// alike.
std::string canonical(const SearchRequest& request);

/// True where If-None-Match names the weak tag, compared weakly (RFC 9110, 13.1.2).
bool has_tag(std::string_view names, std::string_view tag);

/// Sets the headers of an answer that stays good while the index does. True where the client has
/// it; the response is then complete.
bool set_caching(const Exchange& exchange, const std::string& tag, HttpResponse& response);

}  // namespace medlar
