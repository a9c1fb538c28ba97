#include "query/render/suggestion_renderer.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "query/render/json_renderer.h"
#include "query/render/terminal_renderer.h"

namespace medlar {
namespace {

using Json = nlohmann::ordered_json;

std::string_view kind_name(NameKind kind) { return kind == NameKind::kTitle ? "title" : "name"; }

std::string dump(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string render_suggestions_json(std::string_view typed,
                                    const std::vector<Suggestion>& suggestions) {
  Json list = Json::array();
  for (const Suggestion& suggestion : suggestions) {
    Json ranges = Json::array();
    for (const TextRange match : suggestion.matches) ranges.push_back({match.begin, match.end});
    list.push_back({{"text", suggestion.text},
                    {"kind", kind_name(suggestion.kind)},
                    {"id", suggestion.id},
                    {"title", suggestion.title},
                    {"ranges", ranges}});
  }
  const Json json{{"format_version", kJsonFormatVersion}, {"query", typed}, {"suggestions", list}};
  return dump(json, 2);
}

std::string render_suggestions_opensearch(std::string_view typed,
                                          const std::vector<Suggestion>& suggestions) {
  Json texts = Json::array();
  for (const Suggestion& suggestion : suggestions) texts.push_back(suggestion.text);
  return dump(Json::array({typed, texts}), -1);
}

std::string render_suggestions_terminal(const std::vector<Suggestion>& suggestions) {
  std::string lines;
  for (const Suggestion& suggestion : suggestions) {
    lines += for_terminal(suggestion.text);
    if (suggestion.kind == NameKind::kName && !suggestion.title.empty()) {
      lines += fmt::format("  ({})", for_terminal(suggestion.title));
    }
    lines += '\n';
  }
  return lines;
}

}  // namespace medlar
