// Holds a JSON value against a schema of an OpenAPI 3.1 document: the part of JSON Schema 2020-12
// that openapi.json uses. A keyword that is not known here is itself a fault, so that nothing in
// the document goes unchecked.
#pragma once

#include <regex>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace medlar {

class JsonSchema {
 public:
  using Json = nlohmann::json;

  explicit JsonSchema(const Json& document) : document_(document) {}

  /// What a "$ref" leads to, or the value itself.
  const Json& resolved(const Json& value) const {
    if (!value.is_object() || !value.contains("$ref")) return value;
    const auto pointer = value["$ref"].get<std::string>().substr(1);
    return resolved(document_.at(Json::json_pointer(pointer)));
  }

  /// Every way in which the value is not as the schema says; empty when it is.
  std::vector<std::string> faults(const Json& value, const Json& schema) const {
    std::vector<std::string> all;
    check(value, schema, "$", all);
    return all;
  }

 private:
  static bool is_of_type(const Json& value, const std::string& type) {
    return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
           (type == "string" && value.is_string()) || (type == "boolean" && value.is_boolean()) ||
           (type == "null" && value.is_null()) || (type == "number" && value.is_number()) ||
           (type == "integer" && value.is_number_integer());
  }

  void check(const Json& value, const Json& unresolved, const std::string& path,
             std::vector<std::string>& all) const {
    const Json& schema = resolved(unresolved);
    static const std::set<std::string> known{
        "type",    "description", "enum",     "properties", "required", "additionalProperties",
        "items",   "minItems",    "maxItems", "minimum",    "maximum",  "pattern",
        "default", "oneOf"};
    for (const auto& [keyword, ignored] : schema.items()) {
      if (!known.contains(keyword)) all.push_back(path + ": unknown keyword " + keyword);
    }
    check_type(value, schema, path, all);
    if (schema.contains("oneOf")) {
      int fitting = 0;
      for (const Json& choice : schema["oneOf"]) fitting += faults(value, choice).empty() ? 1 : 0;
      if (fitting != 1) all.push_back(fmt::format("{}: {} choices fit", path, fitting));
    }
    if (schema.contains("enum")) {
      bool is_one = false;
      for (const Json& choice : schema["enum"]) is_one = is_one || choice == value;
      if (!is_one) all.push_back(path + ": is none of the enum: " + value.dump());
    }
    if (value.is_number()) check_number(value, schema, path, all);
    if (value.is_string() && schema.contains("pattern") &&
        !std::regex_search(value.get<std::string>(),
                           std::regex(schema["pattern"].get<std::string>()))) {
      all.push_back(path + ": does not fit the pattern: " + value.dump());
    }
    if (value.is_array()) check_array(value, schema, path, all);
    if (value.is_object()) check_object(value, schema, path, all);
  }

  static void check_type(const Json& value, const Json& schema, const std::string& path,
                         std::vector<std::string>& all) {
    if (!schema.contains("type")) return;
    const Json types = schema["type"].is_array() ? schema["type"] : Json::array({schema["type"]});
    for (const Json& type : types) {
      if (is_of_type(value, type.get<std::string>())) return;
    }
    all.push_back(fmt::format("{}: is no {}: {}", path, types.dump(), value.dump()));
  }

  static void check_number(const Json& value, const Json& schema, const std::string& path,
                           std::vector<std::string>& all) {
    const double number = value.get<double>();
    if ((schema.contains("minimum") && number < schema["minimum"].get<double>()) ||
        (schema.contains("maximum") && number > schema["maximum"].get<double>())) {
      all.push_back(path + ": is out of range: " + value.dump());
    }
  }

  void check_array(const Json& value, const Json& schema, const std::string& path,
                   std::vector<std::string>& all) const {
    if ((schema.contains("minItems") && value.size() < schema["minItems"].get<std::size_t>()) ||
        (schema.contains("maxItems") && value.size() > schema["maxItems"].get<std::size_t>())) {
      all.push_back(path + ": has a wrong number of items");
    }
    if (!schema.contains("items")) return;
    for (std::size_t i = 0; i < value.size(); ++i) {
      check(value[i], schema["items"], fmt::format("{}[{}]", path, i), all);
    }
  }

  void check_object(const Json& value, const Json& schema, const std::string& path,
                    std::vector<std::string>& all) const {
    for (const Json& name : schema.value("required", Json::array())) {
      if (!value.contains(name.get<std::string>())) {
        all.push_back(path + ": lacks " + name.get<std::string>());
      }
    }
    const Json properties = schema.value("properties", Json::object());
    for (const auto& [name, item] : value.items()) {
      const std::string below = path + "." + name;
      if (properties.contains(name)) {
        check(item, properties[name], below, all);
      } else if (schema.contains("additionalProperties")) {
        const Json& others = schema["additionalProperties"];
        if (others == false) all.push_back(below + ": is not documented");
        if (others.is_object()) check(item, others, below, all);
      }
    }
  }

  const Json& document_;
};

}  // namespace medlar
