// What a visitor asks of the search page, and the address that asks it: "/?q=asthma&page=2".
//
// Plain values and pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "query/searcher.h"

namespace medlar {

struct PageRequest {
  std::string query;
  std::vector<std::string> filters;  // "source:cdc"
  SortOrder sort = SortOrder::kRelevance;
  std::string language;
  SearchRequest::Correction correction = SearchRequest::Correction::kDone;
  SearchRequest::Expansion expansion = SearchRequest::Expansion::kDone;
  std::size_t page = 1;
};

inline constexpr std::size_t kHitsOfPage = 10;

/// As the parameter `sort` has it: "relevance", "reviewed", "title".
std::string_view sort_name(SortOrder sort);

/// Every byte but letters, digits and "-._~" as "%41"; with `kept`, those too.
std::string percent_encoded(std::string_view text, std::string_view kept = {});

/// What is as usual is left out. Nothing in it needs escaping in HTML but "&".
std::string page_address(const PageRequest& request);

/// The address of an article on this server.
std::string article_address(std::string_view id);

}  // namespace medlar
