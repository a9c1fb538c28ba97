// A service over a small index of its own, and short ways to ask it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "indexer/indexer.h"
#include "query/http/live_index.h"
#include "query/http/metrics.h"
#include "query/http/search_service.h"
#include "tests/support/served_articles.h"
#include "tests/support/temp_dir.h"

namespace medlar {

class ServiceTest : public testing::Test {
 protected:
  /// Built once for all tests of the program.
  static LiveIndex& live_index() {
    static const TempDir directory;
    static const std::unique_ptr<LiveIndex> live = [] {
      const auto report =
          index_corpus({.paths = {directory.file("articles.jsonl", kServedArticles)},
                        .index = directory / "index",
                        .threads = 1});
      EXPECT_TRUE(report) << report.error().message;
      auto opened = LiveIndex::open(directory / "index", 2);
      EXPECT_TRUE(opened) << opened.error().message;
      return std::move(*opened);
    }();
    return *live;
  }

  void SetUp() override { use({}); }

  void use(const ServiceOptions& options) {
    service_ = std::make_unique<SearchService>(live_index(), metrics_, options,
                                               [this](std::string_view line) { log_ += line; });
  }

  HttpResponse ask(const HttpRequest& request) {
    log_.clear();
    return service_->respond(request);
  }

  HttpResponse get(std::string_view target, std::vector<HttpHeader> headers = {}) {
    return ask({.target = std::string(target), .headers = std::move(headers)});
  }

  HttpResponse post(std::string_view body, std::string_view type = "application/json") {
    return ask({.method = "POST",
                .target = "/v1/search",
                .headers = {{"Content-Type", std::string(type)}},
                .body = std::string(body)});
  }

  Metrics metrics_;
  std::unique_ptr<SearchService> service_;
  std::string log_;
};

inline nlohmann::json json_of(const HttpResponse& response) {
  const auto json = nlohmann::json::parse(response.body, nullptr, false);
  EXPECT_FALSE(json.is_discarded()) << response.body;
  return json;
}

/// The code of an error; empty where the response is none.
inline std::string error_code(const HttpResponse& response) {
  if (response.status < 400) return {};
  return json_of(response).at("error").at("code").get<std::string>();
}

inline std::string value_of(const HttpResponse& response, std::string_view name) {
  return std::string(header(response.headers, name));
}

}  // namespace medlar
