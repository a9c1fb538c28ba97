#include "query/http/server_config.h"

#include <set>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "test_paths.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

using testing::HasSubstr;

TEST(ServerConfig, SetsWhatItSays) {
  ServerConfig config;
  const auto applied = apply_config(R"({
    "index": "/srv/search", "listen": "unix:/run/medlar/http.sock", "threads": 3,
    "max_connections": 2000, "max_connections_per_address": 0, "timeout_ms": 5000, "drain_ms": 100,
    "max_uri_bytes": 1000, "max_header_bytes": 2000, "max_body_bytes": 3000,
    "max_query_bytes": 512, "max_query_words": 64, "max_query_depth": 4, "max_phrases": 3,
    "max_phrase_words": 5, "max_wildcards": 1, "min_wildcard_letters": 4, "max_wildcard_words": 99,
    "max_limit": 20, "max_window": 200, "time_limit_ms": 250,
    "cache_seconds": 60, "cors_origins": ["https://www.example.org"],  // a comment
    "site_name": "Ask", "access_log": false, "log_queries": true, "log_addresses": true})",
                                    config);
  ASSERT_TRUE(applied) << applied.error().message;
  EXPECT_EQ(config.index, "/srv/search");
  EXPECT_EQ(config.server.listen, "unix:/run/medlar/http.sock");
  EXPECT_EQ(config.server.threads, 3U);
  EXPECT_EQ(config.server.max_connections, 2000U);
  EXPECT_EQ(config.server.max_connections_per_address, 0U);
  EXPECT_EQ(config.server.timeout, std::chrono::seconds(5));
  EXPECT_EQ(config.server.drain_time, std::chrono::milliseconds(100));
  EXPECT_EQ(config.server.max_head_bytes, 3000U);
  EXPECT_EQ(config.server.max_body_bytes, 3000U);
  EXPECT_EQ(config.service.query, (QueryLimits{.bytes = 512,
                                               .depth = 4,
                                               .words = 64,
                                               .phrases = 3,
                                               .phrase_words = 5,
                                               .wildcards = 1,
                                               .wildcard_letters = 4,
                                               .wildcard_words = 99}));
  EXPECT_EQ(config.service.max_limit, 20U);
  EXPECT_EQ(config.service.max_window, 200U);
  EXPECT_EQ(config.service.time_limit, std::chrono::milliseconds(250));
  EXPECT_EQ(config.service.cache_time, std::chrono::minutes(1));
  EXPECT_EQ(config.service.cors_origins, std::vector<std::string>{"https://www.example.org"});
  EXPECT_EQ(config.service.site_name, "Ask");
  EXPECT_FALSE(config.service.access_log);
  EXPECT_TRUE(config.service.log_queries);
  EXPECT_TRUE(config.service.log_addresses);
}

TEST(ServerConfig, WhatItDoesNotSayStays) {
  ServerConfig config;
  config.server.threads = 7;
  ASSERT_TRUE(apply_config("{}", config));
  EXPECT_EQ(config.server.threads, 7U);
  EXPECT_EQ(config.service.max_limit, ServiceOptions().max_limit);
}

TEST(ServerConfig, MistakesAreNamed) {
  struct Row {
    std::string_view json;
    std::string_view message;
    std::string_view hint;
  };
  for (const Row& row : {
           Row{"", "not one JSON object", "{}"},
           Row{"[]", "not one JSON object", "{}"},
           Row{R"({"threads": 2)", "not one JSON object", "{}"},
           Row{R"({"thread": 2})", "\"thread\"", "did you mean threads?"},
           Row{R"({"log_query": true})", "\"log_query\"", "did you mean log_queries?"},
           Row{R"({"port": 80})", "\"port\"", "did you mean"},
           Row{"{\"\\u001b[31m\": 1}", "\\u001b", "did you mean"},
           Row{R"({"threads": "2"})", "wrong value of threads", "0 to 256"},
           Row{R"({"threads": 257})", "wrong value of threads", "0 to 256"},
           Row{R"({"threads": -1})", "wrong value of threads", "0 to 256"},
           Row{R"({"threads": 1.5})", "wrong value of threads", "0 to 256"},
           Row{R"({"max_window": 10001})", "wrong value of max_window", "1 to 10000"},
           Row{R"({"max_query_bytes": 20000})", "wrong value of max_query_bytes", "16 to 16384"},
           Row{R"({"listen": 8080})", "wrong value of listen", "string"},
           Row{R"({"access_log": "no"})", "wrong value of access_log", "boolean"},
           Row{R"({"site_name": ""})", "wrong value of site_name", "1 to 48"},
           Row{R"({"site_name": "a\nb"})", "wrong value of site_name", "1 to 48"},
           Row{R"({"public_url": "*"})", "wrong value of public_url", "scheme and host"},
           Row{R"({"public_url": "https://a.example/"})", "public_url", "scheme and host"},
           Row{R"({"public_url": "javascript:alert"})", "public_url", "scheme and host"},
           Row{R"({"public_url": "https://a.example\" x=\""})", "public_url", "scheme and host"},
           Row{R"({"cors_origins": "*"})", "wrong value of cors_origins", "array of strings"},
           Row{R"({"cors_origins": [1]})", "wrong value of cors_origins", "array of strings"},
           Row{R"({"cors_origins": ["www.example.org"]})", "cors_origins", "scheme and host"},
           Row{R"({"cors_origins": ["https://a.example/"]})", "cors_origins", "scheme and host"},
           Row{R"({"cors_origins": ["https://a.example\r\nX: y"]})", "cors_origins", "scheme"},
       }) {
    ServerConfig config;
    const auto applied = apply_config(row.json, config);
    ASSERT_FALSE(applied) << row.json;
    EXPECT_EQ(applied.error().code, ErrorCode::kUsage);
    EXPECT_THAT(applied.error().message, HasSubstr(row.message)) << row.json;
    EXPECT_THAT(applied.error().hint, HasSubstr(row.hint)) << row.json;
  }
  ServerConfig config;
  EXPECT_FALSE(apply_config(R"({"threads": 2, "max_limit": 0})", config));
  EXPECT_EQ(config.server.threads, 0U) << "all or nothing";
}

/// Each bound is a value that is taken, and what is one beyond is not.
TEST(ServerConfig, RangesAreAsSaid) {
  for (const ConfigKey& key : config_keys()) {
    const std::size_t to = key.type.find(" to ");
    if (to == std::string::npos) continue;
    const std::uint64_t least = std::stoull(key.type);
    const std::uint64_t most = std::stoull(key.type.substr(to + 4));
    ServerConfig config;
    const auto takes = [&](std::uint64_t value) {
      return apply_config(fmt::format("{{\"{}\": {}}}", key.name, value), config).has_value();
    };
    EXPECT_TRUE(takes(least)) << key.name;
    EXPECT_TRUE(takes(most)) << key.name;
    EXPECT_FALSE(takes(most + 1)) << key.name;
    if (least > 0) {
      EXPECT_FALSE(takes(least - 1)) << key.name;
    }
    EXPECT_TRUE(takes(std::stoull(key.standard))) << key.name;
  }
}

TEST(ServerConfig, EveryKeyIsDocumented) {
  const std::string page =
      read_file(std::filesystem::path(MEDLAR_SOURCE_DIR) / "query/http/API.md");
  for (const ConfigKey& key : config_keys()) {
    const std::string row =
        fmt::format("| `{}` | {} | `{}` | {} |", key.name, key.type, key.standard, key.meaning);
    EXPECT_THAT(page, HasSubstr(row));
  }
}

}  // namespace
}  // namespace medlar
