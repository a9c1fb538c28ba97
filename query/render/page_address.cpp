#include "query/render/page_address.h"

#include <fmt/format.h>

namespace medlar {

std::string_view sort_name(SortOrder sort) {
  switch (sort) {
    case SortOrder::kReviewed:
      return "reviewed";
    case SortOrder::kTitle:
      return "title";
    case SortOrder::kRelevance:
      break;
  }
  return "relevance";
}

std::string percent_encoded(std::string_view text, std::string_view kept) {
  std::string encoded;
  for (const char c : text) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
    if (is_plain || kept.find(c) != std::string_view::npos) {
      encoded += c;
    } else {
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return encoded;
}

std::string page_address(const PageRequest& request) {
  std::string address = "/?q=" + percent_encoded(request.query);
  for (const std::string& filter : request.filters) {
    address += "&filter=" + percent_encoded(filter, ":");
  }
  if (!request.language.empty()) address += "&language=" + percent_encoded(request.language);
  if (request.correction == SearchRequest::Correction::kNone) address += "&correct=no";
  if (request.expansion == SearchRequest::Expansion::kNone) address += "&expand=no";
  if (request.sort != SortOrder::kRelevance) {
    address += fmt::format("&sort={}", sort_name(request.sort));
  }
  if (request.page > 1) address += fmt::format("&page={}", request.page);
  return address;
}

std::string article_address(std::string_view id) { return "/articles/" + percent_encoded(id, "/"); }

}  // namespace medlar
