#include "query/http/caching.h"

#include <algorithm>

#include <fmt/format.h>

#include "corpus/fnv1a.h"

namespace medlar {

bool has_tag(std::string_view names, std::string_view tag) {
  tag.remove_prefix(2);
  while (!names.empty()) {
    std::string_view name = names.substr(0, names.find(','));
    names.remove_prefix(std::min(names.size(), name.size() + 1));
    while (name.starts_with(' ') || name.starts_with('\t')) name.remove_prefix(1);
    while (name.ends_with(' ') || name.ends_with('\t')) name.remove_suffix(1);
    if (name.starts_with("W/")) name.remove_prefix(2);
    if (name == "*" || name == tag) return true;
  }
  return false;
}

std::string entity_tag(std::string_view identity, std::string_view request) {
  return fmt::format("W/\"{:016x}\"", fnv1a(request, fnv1a("\n", fnv1a(identity))));
}

std::string canonical(const SearchRequest& request) {
  std::string text =
      fmt::format("{} {} {} {} {} {} {} {}", request.limit, request.offset,
                  static_cast<int>(request.sort), static_cast<int>(request.duplicates),
                  static_cast<int>(request.correction), static_cast<int>(request.expansion),
                  request.snippet.max_characters, request.time_limit.count());
  const QueryLimits& limits = request.limits;
  for (const std::size_t limit :
       {limits.bytes, limits.depth, limits.words, limits.phrases, limits.phrase_words,
        limits.wildcards, limits.wildcard_letters, limits.wildcard_words}) {
    text += fmt::format(" {}", limit);
  }
  const auto add = [&text](std::string_view part) {
    text += fmt::format(" {}:{}", part.size(), part);
  };
  add(request.query);
  add(request.language);
  for (const auto* list : {&request.filters, &request.facets}) {
    text += fmt::format(" {}", list->size());
    for (const std::string& part : *list) add(part);
  }
  return text;
}

bool set_caching(const Exchange& exchange, const std::string& tag, HttpResponse& response) {
  const auto seconds = exchange.options.cache_time.count();
  response.headers.push_back({"ETag", tag});
  response.headers.push_back({"Cache-Control", seconds > 0
                                                   ? fmt::format("public, max-age={}", seconds)
                                                   : "private, no-cache"});
  if (!has_tag(header(exchange.request.headers, "If-None-Match"), tag)) return false;
  response.status = 304;
  return true;
}

}  // namespace medlar
