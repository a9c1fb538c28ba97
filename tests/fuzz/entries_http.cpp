#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>

#include <nlohmann/json.hpp>

#include "corpus/analysis/utf8.h"
#include "indexer/indexer.h"
#include "query/http/hidden_characters.h"
#include "query/http/live_index.h"
#include "query/http/search_service.h"
#include "tests/fuzz/entries.h"
#include "tests/query/http/html_check.h"
#include "tests/support/served_articles.h"
#include "tests/support/temp_dir.h"

namespace medlar::fuzz {
namespace {

void require(bool holds, const char* promise) {
  if (!holds) throw std::logic_error(promise);
}

LiveIndex& index() {
  static const TempDir directory;
  static const std::unique_ptr<LiveIndex> live = [] {
    const auto report = index_corpus({.paths = {directory.file("articles.jsonl", kServedArticles)},
                                      .index = directory / "index",
                                      .threads = 1});
    require(report.has_value(), "the index is built");
    auto opened = LiveIndex::open(directory / "index", 1);
    require(opened.has_value(), "the index opens");
    return std::move(*opened);
  }();
  return *live;
}

std::string_view take_line(std::string_view& rest) {
  const std::string_view line = rest.substr(0, rest.find('\n'));
  rest.remove_prefix(std::min(rest.size(), line.size() + 1));
  return line;
}

HttpRequest request_of(std::string_view bytes) {
  HttpRequest request;
  const std::string_view first = take_line(bytes);
  const std::size_t blank = first.find(' ');
  request.method = first.substr(0, blank);
  request.target = blank == std::string_view::npos ? "" : first.substr(blank + 1);
  while (!bytes.empty()) {
    const std::string_view line = take_line(bytes);
    if (line.empty()) break;
    const std::size_t colon = line.find(": ");
    request.headers.push_back(
        {std::string(line.substr(0, colon)),
         std::string(colon == std::string_view::npos ? "" : line.substr(colon + 2))});
  }
  request.body = bytes;
  return request;
}

void check(const HttpResponse& response) {
  for (const HttpHeader& row : response.headers) {
    require(std::ranges::all_of(row.value, [](char c) { return c >= 0x20 && c < 0x7F; }),
            "headers are printable ASCII");
  }
  require(is_request_id(header(response.headers, "X-Request-Id")), "every answer has an id");
  require(response.status == 200 || response.status == 204 || response.status == 304 ||
              (response.status >= 400 && response.status < 500),
          "no request is the server's fault");
  const std::string_view type = header(response.headers, "Content-Type");
  if (type.starts_with("text/html")) {
    const std::string fault = HtmlCheck::fault(response.body);
    require(fault.empty(), fault.c_str());
  }
  if (!type.starts_with("application/json") && !type.starts_with("application/x-suggestions")) {
    return;
  }
  if (response.body == openapi_document()) return;
  require(response.body.find_first_of("<>&\r\n\x7F") == std::string::npos &&
              !has_hidden_characters(response.body) && valid_utf8(response.body) == response.body,
          "answers are inert");
  const auto json = nlohmann::json::parse(response.body, nullptr, false);
  require(json.is_object() || json.is_array(), "answers are JSON");
  require((response.status >= 400) == json.contains("error"), "errors, and only they, say so");
}

}  // namespace

void http(std::string_view bytes) {
  static Metrics metrics;
  static SearchService service(
      index(), metrics,
      {.cors_origins = {"https://a.example"}, .log_queries = true, .log_addresses = true},
      [](std::string_view line) {
        require(std::ranges::all_of(line, [](char c) { return c >= 0x20 && c < 0x7F; }),
                "lines of the log are printable ASCII");
      });
  check(service.respond(request_of(bytes)));
}

}  // namespace medlar::fuzz
