#include "query/ranking_parameters.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace medlar {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<RankingParameter, 12> kParameters{{
    {"k1", &RankingParameters::k1, 0, 10, "how soon repeating a word stops counting"},
    {"b", &RankingParameters::b, 0, 1, "how much long articles are held back"},
    {"joined_word", &RankingParameters::joined_word, 0, 2,
     "what a joined compound adds to its parts"},
    {"concept_names", &RankingParameters::concept_names, 0, 5,
     "what all names of a concept add to the one that is asked for"},
    {"words_of_concept", &RankingParameters::words_of_concept, 0, 1,
     "what the words weigh that name a concept"},
    {"whole_name", &RankingParameters::whole_name, 0, 5,
     "what an article gains by a name that stands in the query"},
    {"whole_title", &RankingParameters::whole_title, 0, 5,
     "what an article gains where the query is its title"},
    {"proximity", &RankingParameters::proximity, 0, 5,
     "what words add that stand together as in the query"},
    {"nearness", &RankingParameters::nearness, 0, 5, "what being about the same adds to the words"},
    {"examples", &RankingParameters::examples, 0, 1,
     "how much the best articles decide what is meant"},
    {"as_spelt", &RankingParameters::as_spelt, 0, 2, "what a word with its diacritics adds"},
    {"asked_role", &RankingParameters::asked_role, 0, 10,
     "what a section that the question asks for adds"},
}};

tl::unexpected<Error> refused(const std::filesystem::path& name, std::string_view what,
                              std::string hint) {
  return failure(ErrorCode::kUsage, fmt::format("{}: {}", name.string(), what), std::move(hint));
}

std::string parameter_names() {
  std::string names;
  for (const RankingParameter& parameter : kParameters) {
    names += (names.empty() ? "" : ", ") + std::string(parameter.name);
  }
  return names;
}

}  // namespace

std::span<const RankingParameter> ranking_parameters() { return kParameters; }

Result<RankingParameters> parse_configuration(std::string_view json,
                                              const std::filesystem::path& name) {
  const Json read = Json::parse(json, nullptr, false);
  if (!read.is_object() || !read.contains("ranking") || !read["ranking"].is_object()) {
    return refused(name, "not a configuration", R"(it is like {"ranking": {"k1": 1.2}})");
  }
  for (const auto& [key, value] : read.items()) {
    if (key == "ranking") continue;
    return refused(name, fmt::format("no setting is called {}", key), "there is: ranking");
  }
  RankingParameters parameters;
  for (const auto& [key, value] : read["ranking"].items()) {
    const auto* parameter = std::ranges::find(kParameters, key, &RankingParameter::name);
    if (parameter == kParameters.end()) {
      return refused(name, fmt::format("no ranking parameter is called {}", key),
                     "there are: " + parameter_names());
    }
    if (!value.is_number() || value.get<double>() < parameter->least ||
        value.get<double>() > parameter->most) {
      return refused(name, fmt::format("{} is not within its limits", key),
                     fmt::format("{} is from {} to {}", key, parameter->least, parameter->most));
    }
    parameters.*parameter->value = value.get<double>();
  }
  return parameters;
}

Result<RankingParameters> read_configuration(const std::filesystem::path& file) {
  std::error_code is_no_folder;
  std::ifstream stream;
  if (!std::filesystem::is_directory(file, is_no_folder)) stream.open(file, std::ios::binary);
  if (!stream.is_open()) {
    return failure(ErrorCode::kUnreadable, fmt::format("cannot read {}", file.string()),
                   "check that it is a file and that you may read it");
  }
  return parse_configuration(std::string(std::istreambuf_iterator<char>(stream), {}), file);
}

std::string render_configuration(const RankingParameters& parameters) {
  Json ranking = Json::object();
  for (const RankingParameter& parameter : kParameters) {
    ranking[std::string(parameter.name)] = parameters.*parameter.value;
  }
  return Json{{"ranking", ranking}}.dump(2) + "\n";
}

}  // namespace medlar
