#include "query/http/listen_socket.h"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <memory>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace medlar {
namespace {

constexpr std::string_view kUnix = "unix:";
constexpr int kBacklog = 1024;
constexpr mode_t kAnyone = 0666;

tl::unexpected<Error> cannot_listen(std::string_view address, int reason) {
  return failure(
      ErrorCode::kUsage,
      fmt::format("cannot listen on {}: {}", address, std::generic_category().message(reason)),
      reason == EADDRINUSE
          ? "another server is there: stop it, or choose another --listen"
          : "for example --listen 127.0.0.1:8080 or --listen unix:/run/medlar.sock");
}

bool is_port(std::string_view text) {
  std::uint16_t port = 0;
  const char* const end = text.data() + text.size();
  const auto [at, failed] = std::from_chars(text.data(), end, port);
  return failed == std::errc() && at == end;
}

/// Host and port of "host:port", "[host]:port" or "port".
std::pair<std::string, std::string> host_and_port(std::string_view address) {
  const std::size_t colon = address.rfind(':');
  if (colon == std::string_view::npos) return {"127.0.0.1", std::string(address)};
  std::string_view host = address.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  return {std::string(host), std::string(address.substr(colon + 1))};
}

bool is_loopback(const sockaddr* address) {
  if (address->sa_family == AF_INET) {
    const auto& ipv4 = *reinterpret_cast<const sockaddr_in*>(address);
    return (ntohl(ipv4.sin_addr.s_addr) >> 24U) == 127;
  }
  const auto& ipv6 = *reinterpret_cast<const sockaddr_in6*>(address);
  return IN6_IS_ADDR_LOOPBACK(&ipv6.sin6_addr);
}

std::string bound_address(int descriptor) {
  sockaddr_storage bound{};
  socklen_t size = sizeof bound;
  std::array<char, NI_MAXHOST> host{};
  std::array<char, NI_MAXSERV> port{};
  auto* const address = reinterpret_cast<sockaddr*>(&bound);
  if (::getsockname(descriptor, address, &size) != 0 ||
      ::getnameinfo(address, size, host.data(), host.size(), port.data(), port.size(),
                    NI_NUMERICHOST | NI_NUMERICSERV) != 0) {
    return {};
  }
  const bool is_ipv6 = bound.ss_family == AF_INET6;
  return is_ipv6 ? fmt::format("[{}]:{}", host.data(), port.data())
                 : fmt::format("{}:{}", host.data(), port.data());
}

/// True where a process answers at a local socket; else its file is a dead one's.
bool is_alive(const sockaddr_un& address) {
  const int probe = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const bool is_answered =
      ::connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  ::close(probe);
  return is_answered;
}

bool is_socket(const std::string& path) {
  struct stat about {};
  return ::lstat(path.c_str(), &about) == 0 && S_ISSOCK(about.st_mode);
}

}  // namespace

ListenSocket::ListenSocket(int descriptor, std::string address)
    : descriptor_(descriptor), address_(std::move(address)) {}

ListenSocket::ListenSocket(ListenSocket&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      address_(std::move(other.address_)),
      path_(std::exchange(other.path_, {})),
      is_public_(other.is_public_) {}

ListenSocket::~ListenSocket() { close(); }

void ListenSocket::close() {
  if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
  if (!path_.empty()) ::unlink(std::exchange(path_, {}).c_str());
}

Result<ListenSocket> ListenSocket::open(std::string_view address) {
  return address.starts_with(kUnix) ? open_local(std::string(address.substr(kUnix.size())))
                                    : open_port(address);
}

Result<ListenSocket> ListenSocket::open_local(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof address.sun_path) {
    return cannot_listen("a path of that length", ENAMETOOLONG);
  }
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  if (is_socket(path)) {
    if (is_alive(address)) return cannot_listen(path, EADDRINUSE);
    ::unlink(path.c_str());
  }
  ListenSocket socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0),
                      std::string(kUnix) + path);
  if (socket.descriptor_ < 0 ||
      ::bind(socket.descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) !=
          0) {
    return cannot_listen(path, errno);
  }
  socket.path_ = path;
  if (::chmod(path.c_str(), kAnyone) != 0 || ::listen(socket.descriptor_, kBacklog) != 0) {
    return cannot_listen(path, errno);
  }
  return socket;
}

Result<ListenSocket> ListenSocket::open_port(std::string_view text) {
  const auto [host, port] = host_and_port(text);
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  if (host.empty() || !is_port(port) ||
      ::getaddrinfo(host.c_str(), port.c_str(), &wanted, &found) != 0) {
    return cannot_listen(text, EINVAL);
  }
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> list(found, ::freeaddrinfo);
  ListenSocket socket(::socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0),
                      {});
  const int on = 1;
  if (socket.descriptor_ < 0 ||
      ::setsockopt(socket.descriptor_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
      ::bind(socket.descriptor_, found->ai_addr, found->ai_addrlen) != 0 ||
      ::listen(socket.descriptor_, kBacklog) != 0) {
    return cannot_listen(text, errno);
  }
  socket.address_ = bound_address(socket.descriptor_);
  socket.is_public_ = !is_loopback(found->ai_addr);
  return socket;
}

}  // namespace medlar
