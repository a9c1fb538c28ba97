// The configuration of `medlar serve`: a JSON object with keys from one table. Plain values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/error.h"
#include "query/http/http_server.h"
#include "query/http/service_options.h"

namespace medlar {

struct ServerConfig {
  std::string index;  // empty: not said
  ServerOptions server;
  ServiceOptions service;
};

/// Sets what the text says. kUsage where it is no JSON object, has a key that is none (the error
/// names the nearest), or a value of the wrong type or out of its range.
Result<void> apply_config(std::string_view json, ServerConfig& config);

struct ConfigKey {
  std::string name;
  std::string type;      // "string", "boolean", "array of strings", "0 to 10000"
  std::string standard;  // its value where nothing is said, as JSON
  std::string meaning;
};

/// Every key, in the order of the documents.
std::vector<ConfigKey> config_keys();

}  // namespace medlar
