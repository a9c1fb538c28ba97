#include "query/http/server_config.h"

#include <algorithm>
#include <cstdint>
#include <variant>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "query/http/url.h"

namespace medlar {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxSiteName = 48;  // of a LongName in OpenSearch 1.1

struct Range {
  std::uint64_t least;
  std::uint64_t most;
};

/// How a value is set and shown: texts, yes or no, and lists as they are; numbers through two
/// functions, since they stand for sizes, times and threads.
struct Number {
  Range range;
  std::uint64_t (*read)(const ServerConfig&);
  void (*write)(ServerConfig&, std::uint64_t);
};
using Text = std::string& (*)(ServerConfig&);
using Flag = bool& (*)(ServerConfig&);
using Texts = std::vector<std::string>& (*)(ServerConfig&);

struct Row {
  std::string_view name;
  std::variant<Text, Flag, Texts, Number> value;
  std::string_view meaning;
};

/// A number that `Path` leads to, member by member; a time as the units that it counts.
template <auto... Path>
Number number(std::uint64_t least, std::uint64_t most) {
  return {{least, most},
          [](const ServerConfig& c) {
            const auto value = (c.*....*Path);
            if constexpr (requires { value.count(); }) {
              return static_cast<std::uint64_t>(value.count());
            } else {
              return static_cast<std::uint64_t>(value);
            }
          },
          [](ServerConfig& c, std::uint64_t to) {
            auto& value = (c.*....*Path);
            if constexpr (requires { value.count(); }) {
              value = std::remove_reference_t<decltype(value)>(to);
            } else {
              value = static_cast<std::remove_reference_t<decltype(value)>>(to);
            }
          }};
}

constexpr auto kServer = &ServerConfig::server;
constexpr auto kService = &ServerConfig::service;
constexpr auto kQuery = &ServiceOptions::query;

const std::vector<Row>& rows() {
  static const std::vector<Row> all{
      {"index", Text([](ServerConfig& c) -> std::string& { return c.index; }),
       "directory of the index; `--index` and `$MEDLAR_INDEX` come first"},
      {"listen", Text([](ServerConfig& c) -> std::string& { return c.server.listen; }),
       "`host:port`, `port`, or `unix:/path`; `--listen` comes first"},
      {"threads", number<kServer, &ServerOptions::threads>(0, 256),
       "workers, each with the index opened for itself; 0: one for each processor; `--threads` "
       "comes first"},
      {"max_connections", number<kServer, &ServerOptions::max_connections>(16, 65'536),
       "open connections; more wait"},
      {"max_connections_per_address",
       number<kServer, &ServerOptions::max_connections_per_address>(0, 65'536),
       "of one IPv4 address or IPv6 /64; more are refused; 0: any number; this machine has no such "
       "limit"},
      {"timeout_ms", number<kServer, &ServerOptions::timeout>(100, 600'000),
       "time for a whole request to come in, for a whole answer to go out, and between two "
       "requests"},
      {"drain_ms", number<kServer, &ServerOptions::drain_time>(0, 600'000),
       "time for requests in flight when the server is told to stop"},
      {"max_uri_bytes", number<kService, &ServiceOptions::max_uri_bytes>(256, 65'536),
       "longest address with its parameters"},
      {"max_header_bytes", number<kService, &ServiceOptions::max_header_bytes>(256, 65'536),
       "all headers of a request, names and values"},
      {"max_body_bytes", number<kService, &ServiceOptions::max_body_bytes>(256, 1'048'576),
       "longest body of a POST"},
      {"max_query_bytes", number<kService, kQuery, &QueryLimits::bytes>(16, 16'384),
       "longest query"},
      {"max_query_words", number<kService, kQuery, &QueryLimits::words>(1, 256),
       "words of a query that rank, those that weigh most"},
      {"max_query_depth", number<kService, kQuery, &QueryLimits::depth>(0, 64),
       "brackets and `NOT` within one another; 0: none are used"},
      {"max_phrases", number<kService, kQuery, &QueryLimits::phrases>(1, 64),
       "phrases and `NEAR` of a query"},
      {"max_phrase_words", number<kService, kQuery, &QueryLimits::phrase_words>(2, 64),
       "words of a phrase, and of a chain of `NEAR`"},
      {"max_wildcards", number<kService, kQuery, &QueryLimits::wildcards>(0, 16),
       "words with `*` of a query; 0: none are used"},
      {"min_wildcard_letters", number<kService, kQuery, &QueryLimits::wildcard_letters>(1, 16),
       "fewest letters before `*`"},
      {"max_wildcard_words", number<kService, kQuery, &QueryLimits::wildcard_words>(1, 1024),
       "words that one with `*` stands for, the most frequent"},
      {"max_limit", number<kService, &ServiceOptions::max_limit>(1, 1000), "most hits of one page"},
      {"max_window", number<kService, &ServiceOptions::max_window>(1, kMaxHits),
       "greatest sum of `offset` and `limit`"},
      {"time_limit_ms", number<kService, &ServiceOptions::time_limit>(0, 60'000),
       "of one search; then it answers with what it has; 0: none"},
      {"cache_seconds", number<kService, &ServiceOptions::cache_time>(0, 86'400),
       "how long browsers and proxies may keep an answer without asking; 0: they ask each time"},
      {"site_name", Text([](ServerConfig& c) -> std::string& { return c.service.site_name; }),
       "what the search is called, up to 48 bytes"},
      {"public_url", Text([](ServerConfig& c) -> std::string& { return c.service.public_url; }),
       "by which visitors reach the server, as in `https://search.example.org`; browsers that add "
       "the search need it"},
      {"cors_origins",
       Texts([](ServerConfig& c) -> std::vector<std::string>& { return c.service.cors_origins; }),
       "other sites whose pages may read answers, as in `https://www.example.org`; `*`: all"},
      {"access_log", Flag([](ServerConfig& c) -> bool& { return c.service.access_log; }),
       "a line on stderr for each request"},
      {"log_queries", Flag([](ServerConfig& c) -> bool& { return c.service.log_queries; }),
       "queries in these lines"},
      {"log_addresses", Flag([](ServerConfig& c) -> bool& { return c.service.log_addresses; }),
       "addresses of clients in these lines"},
  };
  return all;
}

struct Shown {
  std::string type;
  std::string standard;
};

Shown shown(const Row& row) {
  ServerConfig standard;
  return std::visit(
      [&standard](const auto& value) -> Shown {
        using T = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<T, Number>) {
          return {fmt::format("{} to {}", value.range.least, value.range.most),
                  fmt::format("{}", value.read(standard))};
        } else {
          const char* const type = std::is_same_v<T, Text>   ? "string"
                                   : std::is_same_v<T, Flag> ? "boolean"
                                                             : "array of strings";
          return {type, Json(value(standard)).dump()};
        }
      },
      row.value);
}

/// False where the value has the wrong type or is out of its range.
bool set(const Row& row, const Json& json, ServerConfig& config) {
  return std::visit(
      [&](const auto& value) {
        using T = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<T, Number>) {
          if (!json.is_number_unsigned()) return false;
          const auto number = json.get<std::uint64_t>();
          if (number < value.range.least || number > value.range.most) return false;
          value.write(config, number);
        } else if constexpr (std::is_same_v<T, Text>) {
          if (!json.is_string()) return false;
          value(config) = json.get<std::string>();
        } else if constexpr (std::is_same_v<T, Flag>) {
          if (!json.is_boolean()) return false;
          value(config) = json.get<bool>();
        } else {
          const auto is_text = [](const Json& item) { return item.is_string(); };
          if (!json.is_array() || !std::ranges::all_of(json, is_text)) return false;
          value(config) = json.get<std::vector<std::string>>();
        }
        return true;
      },
      row.value);
}

tl::unexpected<Error> refused(std::string what, std::string hint) {
  return failure(ErrorCode::kUsage, fmt::format("the configuration {}", what), std::move(hint));
}

/// "https://www.example.org", as browsers send it: no path, no blank at its end.
bool is_origin(const std::string& origin) {
  return origin == "*" ||
         (is_web_address(origin) && origin.find('/', origin.find("//") + 2) == std::string::npos);
}

}  // namespace

Result<void> apply_config(std::string_view text, ServerConfig& config) {
  const Json json = Json::parse(text, nullptr, false, true);
  if (!json.is_object()) {
    return refused("is not one JSON object", "an empty one is {}; query/http/API.md has every key");
  }
  ServerConfig changed = config;
  for (const auto& [name, value] : json.items()) {
    const auto row = std::ranges::find(rows(), name, &Row::name);
    if (row == rows().end()) {
      std::vector<std::string_view> names;
      for (const Row& known : rows()) names.push_back(known.name);
      return refused(fmt::format("has a key that is none: {}", Json(name).dump(-1, ' ', true)),
                     fmt::format("did you mean {}?", nearest_name(name, names)));
    }
    if (!set(*row, value, changed)) {
      return refused(fmt::format("has a wrong value of {}", row->name),
                     fmt::format("{} is {}", row->name, shown(*row).type));
    }
  }
  const std::string& name = changed.service.site_name;
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  if (name.empty() || name.size() > kMaxSiteName || std::ranges::any_of(name, is_control)) {
    return refused("has a wrong value of site_name",
                   fmt::format("site_name is a line of 1 to {} bytes", kMaxSiteName));
  }
  const std::string& address = changed.service.public_url;
  if (!address.empty() && (address == "*" || !is_origin(address))) {
    return refused("has a wrong value of public_url",
                   "public_url is scheme and host, as in https://search.example.org");
  }
  if (!std::ranges::all_of(changed.service.cors_origins, is_origin)) {
    return refused("has a wrong value of cors_origins",
                   "an origin is scheme and host, as in https://www.example.org");
  }
  config = std::move(changed);
  config.server.max_head_bytes = config.service.max_uri_bytes + config.service.max_header_bytes;
  config.server.max_body_bytes = config.service.max_body_bytes;
  return {};
}

std::vector<ConfigKey> config_keys() {
  std::vector<ConfigKey> keys;
  for (const Row& row : rows()) {
    const Shown how = shown(row);
    keys.push_back({std::string(row.name), how.type, how.standard, std::string(row.meaning)});
  }
  return keys;
}

}  // namespace medlar
