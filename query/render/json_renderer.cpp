#include "query/render/json_renderer.h"

#include <nlohmann/json.hpp>

#include "corpus/cleaning/section_role.h"
#include "query/render/hit_json.h"
#include "query/render/html_marks.h"
#include "query/render/interpretation_json.h"

namespace medlar {
namespace {

using Json = nlohmann::ordered_json;

Json or_null(const std::string& value) { return value.empty() ? Json(nullptr) : Json(value); }

std::string dump(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

Json hit_json(const Hit& hit) {
  Json ranges = Json::array();
  for (const TextRange match : hit.snippet.matches) ranges.push_back({match.begin, match.end});
  Json also_at = Json::array();
  for (const AlsoAt& copy : hit.also_at) {
    also_at.push_back(
        {{"id", copy.id}, {"url", or_null(copy.url)}, {"source", or_null(copy.source)}});
  }
  Json json{{"rank", hit.rank},
            {"id", hit.id},
            {"url", or_null(hit.url)},
            {"title", hit.title},
            {"section",
             {{"heading", or_null(hit.section_heading)},
              {"anchor", or_null(hit.section_anchor)},
              {"role", section_role_info(hit.section_role).name}}},
            {"snippet",
             {{"html", marked_html(hit.snippet)}, {"text", hit.snippet.text}, {"ranges", ranges}}},
            {"source", or_null(hit.source)},
            {"language", or_null(hit.language)},
            {"reviewed", or_null(hit.reviewed)},
            {"updated", or_null(hit.updated)},
            {"reviewed_by", hit.reviewers},
            {"score", hit.score},
            {"also_at", also_at},
            {"copies", hit.copies}};
  if (!hit.parts.empty()) {
    Json parts = Json::array();
    for (const ScorePart& part : hit.parts) {
      parts.push_back({{"part", part.part}, {"score", part.score}});
    }
    json["score_parts"] = parts;
  }
  return json;
}

std::string render_json(const SearchResponse& response) {
  Json interpretation = interpretation_json(response);
  interpretation["tree"] = response.tree;
  Json hits = Json::array();
  for (const Hit& hit : response.hits) hits.push_back(hit_json(hit));
  Json json{{"format_version", kJsonFormatVersion},
            {"query", response.query},
            {"interpretation", interpretation},
            {"total", response.total},
            {"total_is_exact", response.total_is_exact},
            {"limit", response.limit},
            {"offset", response.offset},
            {"took_ms", response.took_ms},
            {"hits", hits}};
  if (!response.compiled.empty()) json["compiled"] = response.compiled;
  return dump(json, 2);
}

std::string render_jsonl(const SearchResponse& response) {
  std::string lines;
  for (const Hit& hit : response.hits) lines += dump(hit_json(hit), -1) + "\n";
  return lines;
}

}  // namespace medlar
