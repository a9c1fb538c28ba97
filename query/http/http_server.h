// Carries requests from sockets to a function and its responses back: HTTP/1.1 by libmicrohttpd,
// one event loop in each of some threads, so that slow clients hold no thread.
//
// The only place that knows libmicrohttpd. Start and stop from one thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "corpus/error.h"
#include "query/http/http_message.h"
#include "query/http/metrics.h"

namespace medlar {

struct ServerOptions {
  std::string listen = "127.0.0.1:8080";  // listen_socket.h
  unsigned threads = 0;                   // 0: one for each processor
  std::size_t max_connections = 1024;
  std::size_t max_connections_per_address = 64;  // 0: any number; this machine has no such limit
  std::chrono::milliseconds timeout{10'000};     // for a whole request, and for a whole answer
  std::chrono::milliseconds drain_time{10'000};  // for requests in flight when it stops
  std::size_t max_head_bytes = 16'384;           // of request line and headers
  std::size_t max_body_bytes = 16'384;  // more is not kept; the function gets one byte more
};

/// The number of threads that the options mean.
unsigned worker_threads(const ServerOptions& options);

class HttpServer {
 public:
  /// Called by every worker; what it throws ends the connection.
  using Respond = std::function<HttpResponse(const HttpRequest&)>;

  /// kUsage where it cannot listen there.
  static Result<std::unique_ptr<HttpServer>> start(const ServerOptions& options, Metrics& metrics,
                                                   Respond respond);
  ~HttpServer();

  std::string address() const;
  bool is_public() const;

  /// Takes no more connections, finishes the requests in flight, and ends.
  void stop();

  /// The longest time that an answer has been in the making.
  std::chrono::milliseconds longest_answer() const;

 private:
  struct Impl;
  explicit HttpServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace medlar
