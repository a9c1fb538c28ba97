// What a search made of its query, in a few calm lines of the search page, each with the way back.
// Private to the page. Pure functions.
#pragma once

#include <string>
#include <vector>

#include "query/render/page_address.h"
#include "query/searcher.h"
#include "query/suggester.h"

namespace medlar {

/// "Did you mean asthma?": the query that the search suggests, then names of articles, `similar`,
/// so that each is found; empty where there is nothing.
std::string did_you_mean_html(const PageRequest& request, const SearchResponse& response,
                              const std::vector<Suggestion>& similar);

/// What was changed, what was added, what abbreviations can mean, which sections come first, and
/// what was left out; empty where the query was searched for as it is.
std::string notes_html(const PageRequest& request, const SearchResponse& response);

}  // namespace medlar
