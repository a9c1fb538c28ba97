// The API of the server as a function from request to response: no socket, no thread of its own.
//
// The routes are one table (search_service.cpp). respond() is thread-safe; every answer comes from
// one generation of the index.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "query/http/http_message.h"
#include "query/http/live_index.h"
#include "query/http/metrics.h"
#include "query/http/service_options.h"

namespace medlar {

class SearchService {
 public:
  /// Takes a line for the log, without a line end; called by every thread that responds.
  using Log = std::function<void(std::string_view line)>;

  /// Keeps the references.
  SearchService(LiveIndex& index, Metrics& metrics, ServiceOptions options, Log log);

  /// Answers any request at all. Throws only what a broken environment throws (no memory).
  HttpResponse respond(const HttpRequest& request);

  /// From now on the server is not ready for more: balancers should look elsewhere.
  void set_stopping() { is_stopping_ = true; }

 private:
  LiveIndex& index_;
  Metrics& metrics_;
  const ServiceOptions options_;
  const Log log_;
  std::atomic<bool> is_stopping_ = false;
};

/// What a client may call a request: letters, digits and "._-", at most 64.
bool is_request_id(std::string_view id);

/// GET /openapi.json: the description of the API (openapi.json beside this file, compiled in).
std::string_view openapi_document();

}  // namespace medlar
