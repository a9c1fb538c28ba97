// What the service allows; every figure can be set in the configuration (server_config.h).
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "query/query_limits.h"

namespace medlar {

struct ServiceOptions {
  QueryLimits query{.bytes = 2048};  // longer ones are refused
  std::size_t max_limit = 50;        // hits of one page
  std::size_t max_window = 1000;     // offset and limit together
  std::size_t max_uri_bytes = 8192;
  std::size_t max_header_bytes = 8192;  // of all headers, names and values
  std::size_t max_body_bytes = 16'384;
  std::chrono::milliseconds time_limit{250};  // of one search; 0: none
  std::chrono::seconds cache_time{0};         // how long others may keep an answer unasked
  std::string site_name = "Health search";    // what the page and browsers call it
  std::string public_url;  // scheme and host by which visitors reach the server; empty: unknown
  std::vector<std::string> cors_origins;  // pages of other sites that may read; "*": all
  bool access_log = true;
  bool log_queries = false;    // queries tell of people's health: think before you keep them
  bool log_addresses = false;  // of clients
};

}  // namespace medlar
