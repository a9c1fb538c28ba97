// The filters of the search page: values to choose from, and those that are chosen, each a link.
// Private to the page. Pure functions.
#pragma once

#include <string>

#include "query/render/page_address.h"
#include "query/searcher.h"

namespace medlar {

/// The fields whose values the page counts.
const std::vector<std::string>& page_facets();

/// The filters that hold, each with a link that takes it away; empty where none does.
std::string active_filters_html(const PageRequest& request);

/// The facets that have two values or more; empty where none has.
std::string filters_html(const PageRequest& request, const SearchResponse& response);

}  // namespace medlar
