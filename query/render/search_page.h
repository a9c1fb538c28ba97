// Searches as the content of a page: the start, results, and nothing found. HTML without script,
// style or anything of an article that could be either. Pure functions.
#pragma once

#include <string>
#include <vector>

#include "indexer/format/index_metadata.h"
#include "query/render/page_address.h"
#include "query/render/page_text.h"
#include "query/searcher.h"
#include "query/suggester.h"

namespace medlar {

struct SearchPage {
  const PageRequest& request;
  const SearchResponse& response;
  std::size_t max_window = 1000;  // hits that pages may reach
  // Names of articles that what was typed may mean, where nothing was found.
  std::vector<Suggestion> similar = {};
};

/// What the index holds, in a sentence.
PageContent start_content(std::string_view site_name, const IndexMetadata& metadata);

PageContent search_content(const SearchPage& page);

/// Any error, in words for visitors; `what` and `advice` are plain text.
PageContent error_content(std::string_view what, std::string_view advice);

}  // namespace medlar
