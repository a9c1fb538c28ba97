#include "query/http/http_server.h"

#include <microhttpd.h>

#include <algorithm>
#include <charconv>
#include <condition_variable>
#include <cstring>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "query/http/connection_table.h"
#include "query/http/listen_socket.h"

namespace medlar {
namespace {

using Clock = Connection::Clock;

// A connection's memory holds request line and headers, and besides them the response's headers
// and libmicrohttpd's own lists.
constexpr std::size_t kMemoryBesideHead = 16'384;

// Then a client must connect anew, which spreads long-lived connections over the threads.
constexpr std::size_t kRequestsPerConnection = 1000;

// Of a body that is too large so much is read, to be answered; then the connection ends.
constexpr std::size_t kMostDiscardedBytes = std::size_t{1} << 20U;

constexpr std::chrono::milliseconds kExpiryInterval{200};
constexpr std::chrono::milliseconds kDrainInterval{10};

// After the last answer, for requests that are on their way in connections that stay open.
constexpr std::chrono::milliseconds kQuietBeforeStop{200};

std::vector<HttpHeader> headers_of(MHD_Connection* connection) {
  std::vector<HttpHeader> headers;
  MHD_get_connection_values_n(
      connection, MHD_HEADER_KIND,
      [](void* list, MHD_ValueKind, const char* name, std::size_t name_size, const char* value,
         std::size_t value_size) {
        static_cast<std::vector<HttpHeader>*>(list)->push_back(
            {std::string(name, name_size),
             value == nullptr ? std::string() : std::string(value, value_size)});
        return MHD_YES;
      },
      &headers);
  return headers;
}

/// True where the body is not worth waiting for: too large, or of no clear length. The function
/// refuses such a request by its headers alone.
bool is_refused_early(MHD_Connection* connection, std::size_t max_body_bytes) {
  const auto value = [connection](const char* name) -> std::string_view {
    const char* const text = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
    return text == nullptr ? "" : text;
  };
  const std::string_view length = value(MHD_HTTP_HEADER_CONTENT_LENGTH);
  const std::string_view coding = value(MHD_HTTP_HEADER_TRANSFER_ENCODING);
  std::size_t bytes = 0;
  std::from_chars(length.data(), length.data() + length.size(), bytes);
  return bytes > max_body_bytes ||
         (!coding.empty() && (!length.empty() || !equals_ignoring_case(coding, "chunked")));
}

Connection& connection_of(MHD_Connection* connection) {
  return *static_cast<Connection*>(
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context);
}

MHD_Result send(MHD_Connection* connection, HttpResponse& response) {
  auto body = std::make_unique<std::string>(std::move(response.body));
  MHD_Response* const made = MHD_create_response_from_buffer_with_free_callback_cls(
      body->size(), body->data(),
      [](void* text) { std::unique_ptr<std::string>(static_cast<std::string*>(text)); },
      body.get());
  if (made == nullptr) return MHD_NO;
  body.release();  // NOLINT(bugprone-unused-return-value): the response has it now
  for (const HttpHeader& row : response.headers) {
    MHD_add_response_header(made, row.name.c_str(), row.value.c_str());
  }
  const MHD_Result queued =
      MHD_queue_response(connection, static_cast<unsigned>(response.status), made);
  MHD_destroy_response(made);
  return queued;
}

}  // namespace

unsigned worker_threads(const ServerOptions& options) {
  return options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
}

struct HttpServer::Impl {
  Impl(ServerOptions o, Metrics& metrics, Respond r, ListenSocket s)
      : options(std::move(o)),
        respond(std::move(r)),
        socket(std::move(s)),
        table({options.max_connections, options.max_connections_per_address, options.timeout},
              metrics) {}

  const ServerOptions options;
  const Respond respond;
  ListenSocket socket;
  ConnectionTable table;
  MHD_Daemon* daemon = nullptr;
  std::atomic<std::size_t> in_flight = 0;
  std::atomic<Clock::rep> last_answer = 0;
  std::jthread expiry;

  bool start_daemon();
  MHD_Result handle(MHD_Connection* connection, const char* method, const char* data,
                    std::size_t* size, void** state);
  MHD_Result answer(MHD_Connection* connection, const char* method);
  void completed(MHD_Connection* connection);
};

/// Called once when the headers are there, then for parts of the body, then when all is there.
MHD_Result HttpServer::Impl::handle(MHD_Connection* connection, const char* method,
                                    const char* data, std::size_t* size, void** state) {
  Connection& own = connection_of(connection);
  if (*state == nullptr) {
    *state = &own;
    ++in_flight;
    own.body.clear();
    own.received = 0;
    if (is_refused_early(connection, options.max_body_bytes)) return answer(connection, method);
    return MHD_YES;
  }
  if (*size == 0) return answer(connection, method);
  const std::size_t room = options.max_body_bytes + 1 - own.body.size();
  own.body.append(data, std::min(*size, room));
  own.received += *size;
  *size = 0;
  return own.received > options.max_body_bytes + kMostDiscardedBytes ? MHD_NO : MHD_YES;
}

MHD_Result HttpServer::Impl::answer(MHD_Connection* connection, const char* method) {
  Connection& own = connection_of(connection);
  own.waits_since = Clock::now().time_since_epoch().count();
  own.is_answering = true;
  HttpResponse response = respond({.method = method,
                                   .target = std::move(own.target),
                                   .headers = headers_of(connection),
                                   .body = std::move(own.body),
                                   .client = own.client});
  if (++own.requests >= kRequestsPerConnection) {
    response.headers.push_back({MHD_HTTP_HEADER_CONNECTION, "close"});
  }
  return send(connection, response);
}

void HttpServer::Impl::completed(MHD_Connection* connection) {
  Connection& own = connection_of(connection);
  own.waits_since = Clock::now().time_since_epoch().count();
  own.is_answering = false;
  last_answer = Clock::now().time_since_epoch().count();
  --in_flight;
}

bool HttpServer::Impl::start_daemon() {
  const auto accept = [](void* self, const sockaddr* address, socklen_t) -> MHD_Result {
    return static_cast<Impl*>(self)->table.admits(address) ? MHD_YES : MHD_NO;
  };
  const auto handler = [](void* self, MHD_Connection* connection, const char* /*url*/,
                          const char* method, const char* /*version*/, const char* data,
                          std::size_t* size, void** state) -> MHD_Result {
    try {
      return static_cast<Impl*>(self)->handle(connection, method, data, size, state);
    } catch (const std::exception&) {  // the top of a thread: nothing may pass through C
      return MHD_NO;
    }
  };
  const auto keep_target = [](void*, const char* target, MHD_Connection* connection) -> void* {
    connection_of(connection).target = target;
    return nullptr;
  };
  const auto completed = [](void* self, MHD_Connection* connection, void** state,
                            MHD_RequestTerminationCode) {
    if (*state != nullptr) static_cast<Impl*>(self)->completed(connection);
  };
  const auto open_or_close = [](void* self, MHD_Connection* connection, void** context,
                                MHD_ConnectionNotificationCode code) {
    ConnectionTable& all = static_cast<Impl*>(self)->table;
    if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
      all.closed(static_cast<Connection*>(*context));
      return;
    }
    const auto about = [connection](MHD_ConnectionInfoType type) {
      return MHD_get_connection_info(connection, type);
    };
    *context = all.opened(about(MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd,
                          about(MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr);
  };
  // Targets are taken apart by parse_target, which is stricter.
  const auto leave_escaped = [](void*, MHD_Connection*, char* text) { return std::strlen(text); };

  const unsigned threads = worker_threads(options);
  std::vector<MHD_OptionItem> items{
      {MHD_OPTION_LISTEN_SOCKET, socket.descriptor(), nullptr},
      {MHD_OPTION_CONNECTION_LIMIT, static_cast<std::intptr_t>(options.max_connections), nullptr},
      {MHD_OPTION_CONNECTION_MEMORY_LIMIT,
       static_cast<std::intptr_t>(options.max_head_bytes + kMemoryBesideHead), nullptr},
      {MHD_OPTION_STRICT_FOR_CLIENT, 1, nullptr}};
  const auto add = [&items, this](MHD_OPTION option, auto function) {
    items.push_back({option, reinterpret_cast<std::intptr_t>(function), this});
  };
  add(MHD_OPTION_URI_LOG_CALLBACK,
      static_cast<void* (*)(void*, const char*, MHD_Connection*)>(keep_target));
  add(MHD_OPTION_NOTIFY_COMPLETED, static_cast<MHD_RequestCompletedCallback>(completed));
  add(MHD_OPTION_NOTIFY_CONNECTION, static_cast<MHD_NotifyConnectionCallback>(open_or_close));
  add(MHD_OPTION_UNESCAPE_CALLBACK,
      static_cast<std::size_t (*)(void*, MHD_Connection*, char*)>(leave_escaped));
  if (threads > 1) items.push_back({MHD_OPTION_THREAD_POOL_SIZE, threads, nullptr});
  items.push_back({MHD_OPTION_END, 0, nullptr});
  daemon = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC, 0, accept, this, handler,
                            this, MHD_OPTION_ARRAY, items.data(), MHD_OPTION_END);
  return daemon != nullptr;
}

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

HttpServer::~HttpServer() { stop(); }

std::string HttpServer::address() const { return impl_->socket.address(); }

bool HttpServer::is_public() const { return impl_->socket.is_public(); }

std::chrono::milliseconds HttpServer::longest_answer() const {
  return impl_->table.longest_answer(Clock::now());
}

Result<std::unique_ptr<HttpServer>> HttpServer::start(const ServerOptions& options,
                                                      Metrics& metrics, Respond respond) {
  auto socket = ListenSocket::open(options.listen);
  if (!socket) return tl::unexpected<Error>(socket.error());
  auto impl = std::make_unique<Impl>(options, metrics, std::move(respond), std::move(*socket));
  if (!impl->start_daemon()) {
    return failure(ErrorCode::kInputOutput, "the HTTP server does not start",
                   "is there memory for the threads, and are there enough open files (ulimit -n)?");
  }
  impl->expiry = std::jthread([table = &impl->table](const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    while (!stop.stop_requested()) {
      wake.wait_for(lock, stop, kExpiryInterval, [] { return false; });
      table->expire(Clock::now());
    }
  });
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
}

void HttpServer::stop() {
  Impl& self = *impl_;
  if (self.daemon == nullptr) return;
  MHD_quiesce_daemon(self.daemon);
  self.socket.close();
  const auto give_up = Clock::now() + self.options.drain_time;
  self.last_answer = Clock::now().time_since_epoch().count();
  const auto is_quiet = [&self](Clock::time_point now) {
    return self.in_flight == 0 &&
           now.time_since_epoch() - Clock::duration(self.last_answer.load()) >= kQuietBeforeStop;
  };
  for (auto now = Clock::now(); now < give_up && !is_quiet(now); now = Clock::now()) {
    std::this_thread::sleep_for(kDrainInterval);
  }
  MHD_stop_daemon(std::exchange(self.daemon, nullptr));
  self.expiry = {};  // joins: until now every connection had its time
}

}  // namespace medlar
