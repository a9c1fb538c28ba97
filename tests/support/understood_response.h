// A response of which everything is known that a search can tell about its query.
#pragma once

#include "query/searcher.h"

namespace medlar {

inline SearchResponse understood_response() {
  SearchResponse response;
  response.query = "how is PE or hart attack treated";
  response.corrected = "how is PE or heart attack treated";
  response.corrections = {{"hart", "heart", 13, 17}};
  response.suggested = "how is PE or hard attack treated";
  response.added = {"myocardial infarction", "MI", "pulmonary embolism"};
  response.concepts = {{"PE", "pulmonary embolism", {"pulmonary embolism"}, 7, 9},
                       {"hart attack", "heart attack", {"myocardial infarction", "MI"}, 13, 24}};
  response.abbreviations = {
      {"PE",
       {{"pulmonary embolism", 1123, "how is \"pulmonary embolism\" or heart attack treated"},
        {"pre-eclampsia", 40, "how is \"pre-eclampsia\" or heart attack treated"}},
       true}};
  response.favoured_roles = {SectionRole::kTreatment, SectionRole::kSideEffects};
  response.dropped = {"how", "is"};
  response.diagnostics = {{"a bracket is not closed", 0, 1}};
  response.tree = "PE heart attack";
  response.total = 1;
  response.limit = 10;
  response.hits.resize(1);
  response.hits.front().rank = 1;
  response.hits.front().id = "pe";
  response.hits.front().title = "Pulmonary embolism";
  response.hits.front().source = "CDC";
  response.hits.front().snippet.text = "It is treated at once.";
  return response;
}

}  // namespace medlar
