#include "query/render/interpretation_json.h"

#include <nlohmann/json.hpp>

#include "corpus/cleaning/section_role.h"

namespace medlar {
namespace {

using Json = nlohmann::ordered_json;

Json or_null(const std::string& value) { return value.empty() ? Json(nullptr) : Json(value); }

template <typename Values, typename ToJson>
Json array_of(const Values& values, ToJson to_json) {
  Json array = Json::array();
  for (const auto& value : values) array.push_back(to_json(value));
  return array;
}

Json correction_json(const Correction& correction) {
  return {{"from", correction.from},
          {"to", correction.to},
          {"begin", correction.begin},
          {"end", correction.end}};
}

Json concept_json(const FoundConcept& found) {
  return {{"text", found.text},
          {"preferred", found.preferred},
          {"added", found.added},
          {"begin", found.begin},
          {"end", found.end}};
}

Json sense_json(const AmbiguousAbbreviation::Sense& sense) {
  return {{"meaning", sense.meaning}, {"articles", sense.articles}, {"query", sense.query}};
}

Json abbreviation_json(const AmbiguousAbbreviation& abbreviation) {
  return {{"text", abbreviation.text},
          {"decided", abbreviation.is_decided},
          {"senses", array_of(abbreviation.senses, sense_json)}};
}

Json diagnostic_json(const Diagnostic& diagnostic) {
  return {{"message", diagnostic.message}, {"begin", diagnostic.begin}, {"end", diagnostic.end}};
}

}  // namespace

Json interpretation_json(const SearchResponse& response) {
  return {
      {"corrected", or_null(response.corrected)},
      {"original", response.query},
      {"corrections", array_of(response.corrections, correction_json)},
      {"suggested", or_null(response.suggested)},
      {"added", response.added},
      {"concepts", array_of(response.concepts, concept_json)},
      {"abbreviations", array_of(response.abbreviations, abbreviation_json)},
      {"favoured_roles", array_of(response.favoured_roles,
                                  [](SectionRole role) { return section_role_info(role).name; })},
      {"dropped", response.dropped},
      {"diagnostics", array_of(response.diagnostics, diagnostic_json)}};
}

}  // namespace medlar
