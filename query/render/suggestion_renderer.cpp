#include "query/render/suggestion_renderer.h"

#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "query/render/json_renderer.h"
#include "query/render/terminal_renderer.h"

namespace medlar {
namespace {

using Json = nlohmann::ordered_json;

std::string_view kind_name(NameKind kind) {
  constexpr std::array<std::string_view, 4> kNames{"title", "name", "concept", "abbreviation"};
  return kNames[static_cast<std::size_t>(kind)];
}

/// What stands beside a suggestion: what it is called first, or the title of its article.
std::string_view description(const Suggestion& suggestion) {
  if (!suggestion.preferred.empty()) return suggestion.preferred;
  return suggestion.kind == NameKind::kName ? suggestion.title : std::string_view();
}

std::string dump(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

Json suggestions_json(const std::vector<Suggestion>& suggestions) {
  Json list = Json::array();
  for (const Suggestion& suggestion : suggestions) {
    Json ranges = Json::array();
    for (const TextRange match : suggestion.matches) ranges.push_back({match.begin, match.end});
    list.push_back({{"text", suggestion.text},
                    {"kind", kind_name(suggestion.kind)},
                    {"id", suggestion.id},
                    {"title", suggestion.title},
                    {"concept", suggestion.preferred.empty() ? Json() : Json(suggestion.preferred)},
                    {"ranges", ranges}});
  }
  return list;
}

std::string render_suggestions_json(std::string_view typed,
                                    const std::vector<Suggestion>& suggestions) {
  const Json json{{"format_version", kJsonFormatVersion},
                  {"query", typed},
                  {"suggestions", suggestions_json(suggestions)}};
  return dump(json, 2);
}

Json suggestions_opensearch_json(std::string_view typed,
                                 const std::vector<Suggestion>& suggestions) {
  Json texts = Json::array();
  Json descriptions = Json::array();
  for (const Suggestion& suggestion : suggestions) {
    texts.push_back(suggestion.text);
    descriptions.push_back(description(suggestion));
  }
  return Json::array({typed, texts, descriptions});
}

std::string render_suggestions_opensearch(std::string_view typed,
                                          const std::vector<Suggestion>& suggestions) {
  return dump(suggestions_opensearch_json(typed, suggestions), -1);
}

std::string render_suggestions_terminal(const std::vector<Suggestion>& suggestions) {
  std::string lines;
  for (const Suggestion& suggestion : suggestions) {
    lines += for_terminal(suggestion.text);
    if (const auto beside = description(suggestion); !beside.empty()) {
      lines += fmt::format(" - {}", for_terminal(beside));
    }
    lines += '\n';
  }
  return lines;
}

}  // namespace medlar
