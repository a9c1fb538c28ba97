// medlar serve: the search server.
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "query/http/http_server.h"
#include "query/http/live_index.h"
#include "query/http/metrics.h"
#include "query/http/search_service.h"
#include "query/http/server_config.h"
#include "tools/command.h"
#include "tools/console.h"

namespace medlar {
namespace {

constexpr timespec kPollInterval{1, 0};

// An answer that takes so long hangs; then the service manager, if any, starts the server anew.
constexpr std::chrono::seconds kHanging{30};

struct ServeOptions : CommonOptions {
  std::string listen;
  std::optional<unsigned> threads;
  std::string config;
};

/// Tells systemd, where that started us (sd_notify(3)); otherwise nothing.
void notify(std::string_view state) {
  const char* const path = std::getenv("NOTIFY_SOCKET");
  sockaddr_un address{};
  if (path == nullptr || std::strlen(path) >= sizeof address.sun_path) return;
  address.sun_family = AF_UNIX;
  std::strcpy(address.sun_path, path);
  if (*path == '@') address.sun_path[0] = '\0';  // in the abstract namespace
  const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + std::strlen(path));
  ::sendto(socket, state.data(), state.size(), MSG_NOSIGNAL,
           reinterpret_cast<const sockaddr*>(&address), size);
  ::close(socket);
}

Result<ServerConfig> read_config(const ServeOptions& options, bool is_index_given) {
  ServerConfig config;
  if (!options.config.empty()) {
    std::ifstream file(options.config, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    if (!file) {
      return failure(ErrorCode::kUnreadable, fmt::format("cannot read {}", options.config),
                     "is it there, and may you read it?");
    }
    if (const auto applied = apply_config(text, config); !applied) {
      return tl::unexpected<Error>(applied.error());
    }
  }
  if (is_index_given || config.index.empty()) config.index = options.index;
  if (!options.listen.empty()) config.server.listen = options.listen;
  if (options.threads) config.server.threads = *options.threads;
  return config;
}

/// The signals that this thread takes in turn; the others have them blocked.
sigset_t awaited_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

/// Takes over another generation where one is published; says what came of it, and the same
/// trouble only once.
void refresh(LiveIndex& index, std::string& last_trouble) {
  const auto swapped = index.refresh();
  if (!swapped) {
    if (swapped.error().message == last_trouble) return;
    last_trouble = swapped.error().message;
    say(fmt::format("medlar: error: {}; generation {} goes on\nhint: {}\n", last_trouble,
                    index.status().generation, swapped.error().hint));
    return;
  }
  last_trouble.clear();
  if (!*swapped) return;
  const LiveIndex::Status status = index.status();
  say(fmt::format("medlar: serving generation {}, {} articles\n", status.generation,
                  status.metadata.articles));
}

/// Until told to stop.
void watch(const sigset_t& signals, LiveIndex& index, const HttpServer& server) {
  std::string last_trouble;
  while (true) {
    const int signal = ::sigtimedwait(&signals, nullptr, &kPollInterval);
    if (signal == SIGTERM || signal == SIGINT) return;
    refresh(index, last_trouble);
    if (server.longest_answer() < kHanging) notify("WATCHDOG=1");
  }
}

int run_serve(const ServeOptions& options, bool is_index_given) {
  const auto config = read_config(options, is_index_given);
  if (!config) return fail(config.error());
  auto index = LiveIndex::open(config->index, worker_threads(config->server));
  if (!index) return fail(index.error());
  const sigset_t signals = awaited_signals();
  Metrics metrics;
  SearchService service(**index, metrics, config->service,
                        [](std::string_view line) { say(std::string(line) + "\n"); });
  auto server = HttpServer::start(config->server, metrics, [&service](const HttpRequest& request) {
    return service.respond(request);
  });
  if (!server) return fail(server.error());

  const LiveIndex::Status status = (*index)->status();
  if (!options.quiet) {
    say(fmt::format("medlar: serving {}, generation {}, {} articles, on {}{}\n", config->index,
                    status.generation, status.metadata.articles,
                    (*server)->address().starts_with("unix:") ? "" : "http://",
                    (*server)->address()));
    if ((*server)->is_public()) {
      say("medlar: other machines can reach it: put a proxy with TLS before it\n");
    }
  }
  notify("READY=1");
  watch(signals, **index, **server);
  notify("STOPPING=1");
  service.set_stopping();
  (*server)->stop();
  if (!options.quiet) say("medlar: stopped\n");
  return kExitDone;
}

}  // namespace

void add_serve(CLI::App& app, Action& run) {
  auto options = std::make_shared<ServeOptions>();
  CLI::App* command =
      app.add_subcommand("serve", "Answer searches over HTTP, as JSON, until told to stop.");
  add_examples(*command,
               "  medlar serve\n"
               "  medlar serve --index site --listen 127.0.0.1:9000 --threads 4\n"
               "  medlar serve --listen unix:/run/medlar/http.sock --config medlar.json\n"
               "  curl 'http://127.0.0.1:8080/v1/search?q=pulmonary+embolism'\n");
  add_common(*command, *options);
  const CLI::Option* const index = command->get_option("--index");
  command
      ->add_option("--listen", options->listen,
                   "host:port, port, or unix:/path (127.0.0.1:8080; port 0: any free one)")
      ->type_name("ADDRESS");
  command->add_option("--threads", options->threads, "workers (one for each processor)")
      ->check(CLI::Range(1, 256));
  command
      ->add_option("--config", options->config,
                   "JSON file with more settings; query/http/API.md has every key")
      ->type_name("FILE");
  command->callback([&run, options, index] {
    run = [options, is_index_given = index->count() > 0] {
      return run_serve(*options, is_index_given);
    };
  });
}

}  // namespace medlar
