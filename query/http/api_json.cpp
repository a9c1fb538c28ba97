#include "query/http/api_json.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "corpus/cleaning/section_role.h"
#include "query/http/hidden_characters.h"
#include "query/http/url.h"
#include "query/render/hit_json.h"
#include "query/render/interpretation_json.h"

namespace medlar {
namespace {

using Json = nlohmann::ordered_json;

Json or_null(const std::string& value) { return value.empty() ? Json(nullptr) : Json(value); }

Json web_address(const std::string& url) { return is_web_address(url) ? Json(url) : Json(nullptr); }

Json facets_json(const std::vector<Facet>& facets) {
  Json json = Json::object();
  for (const Facet& facet : facets) {
    Json values = Json::array();
    for (const FacetValue& value : facet.values) {
      values.push_back({{"value", value.value}, {"count", value.count}});
    }
    json[facet.field] = std::move(values);
  }
  return json;
}

/// U+0085 to U+2069, as the two or three bytes of their UTF-8.
std::uint32_t code_point(std::string_view bytes) {
  const auto bits = [&](std::size_t i) { return static_cast<std::uint32_t>(bytes[i]) & 0x3FU; };
  return bytes.size() == 2 ? (bits(0) & 0x1FU) << 6U | bits(1)
                           : (bits(0) & 0x0FU) << 12U | bits(1) << 6U | bits(2);
}

}  // namespace

Json search_json(const SearchResponse& response, unsigned generation) {
  Json hits = Json::array();
  for (const Hit& hit : response.hits) {
    Json json = hit_json(hit);
    json["url"] = web_address(hit.url);
    for (std::size_t i = 0; i < hit.also_at.size(); ++i) {
      json["also_at"][i]["url"] = web_address(hit.also_at[i].url);
    }
    hits.push_back(std::move(json));
  }
  return {{"query", response.query},
          {"interpretation", interpretation_json(response)},
          {"total", response.total},
          {"total_is_exact", response.total_is_exact},
          {"truncated", response.truncated},
          {"limit", response.limit},
          {"offset", response.offset},
          {"took_ms", std::round(response.took_ms * 1000) / 1000},
          {"generation", generation},
          {"hits", std::move(hits)},
          {"facets", facets_json(response.facets)},
          {"facets_are_exact", response.facets_are_exact}};
}

Json article_json(const Article& article) {
  Json sections = Json::array();
  for (const Section& section : article.sections) {
    sections.push_back({{"heading", or_null(section.heading)},
                        {"level", section.level},
                        {"anchor", or_null(section.anchor)},
                        {"role", section_role_info(section.role).name},
                        {"text", section.text}});
  }
  return {{"id", article.id},
          {"url", web_address(article.url)},
          {"title", article.title},
          {"source", or_null(article.source)},
          {"language", or_null(article.language)},
          {"audience", or_null(article.audience)},
          {"reviewed", or_null(article.reviewed)},
          {"updated", or_null(article.updated)},
          {"names", article.names},
          {"authors", article.authors},
          {"reviewed_by", article.reviewers},
          {"sections", std::move(sections)}};
}

std::string safe_json_text(const Json& json) {
  const std::string plain = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  // Outside of its strings, JSON has none of these characters.
  std::string text;
  text.reserve(plain.size() + plain.size() / 8);
  std::size_t copied = 0;
  for (std::size_t i = 0; i < plain.size();) {
    const auto c = static_cast<unsigned char>(plain[i]);
    const bool is_markup = c == '<' || c == '>' || c == '&' || c == 0x7F;
    const std::size_t size = is_markup ? 1 : c < 0x80 ? 0 : hidden_character(plain, i);
    if (size == 0) {
      ++i;
      continue;
    }
    text.append(plain, copied, i - copied);
    text += fmt::format("\\u{:04x}", size == 1 ? c : code_point({plain.data() + i, size}));
    i += size;
    copied = i;
  }
  return text.append(plain, copied);
}

void set_json(HttpResponse& response, const Json& json) {
  response.headers.push_back({"Content-Type", "application/json; charset=utf-8"});
  response.body = safe_json_text(json);
}

}  // namespace medlar
