#include "query/http/connection_table.h"

#include <netdb.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <utility>

namespace medlar {
namespace {

using Clock = Connection::Clock;

// One customer of a provider has at least so many addresses (RFC 6177).
constexpr std::size_t kIpv6PrefixBytes = 8;

constexpr int kTimePressure = 5;

/// What counts as one address: all of IPv4, a /64 of IPv6; empty for this machine.
std::string counted_address(const sockaddr* address) {
  if (address == nullptr) return {};
  if (address->sa_family == AF_INET) {
    const auto& ipv4 = *reinterpret_cast<const sockaddr_in*>(address);
    const auto* bytes = reinterpret_cast<const char*>(&ipv4.sin_addr);
    return bytes[0] == 127 ? std::string() : std::string(bytes, sizeof ipv4.sin_addr);
  }
  if (address->sa_family == AF_INET6) {
    const auto& ipv6 = *reinterpret_cast<const sockaddr_in6*>(address);
    const auto* bytes = reinterpret_cast<const char*>(&ipv6.sin6_addr);
    if (IN6_IS_ADDR_LOOPBACK(&ipv6.sin6_addr)) return {};
    if (IN6_IS_ADDR_V4MAPPED(&ipv6.sin6_addr)) {
      return bytes[12] == 127 ? std::string() : std::string(bytes + 12, 4);
    }
    return {bytes, kIpv6PrefixBytes};
  }
  return {};
}

std::string shown_address(const sockaddr* address) {
  if (address == nullptr || (address->sa_family != AF_INET && address->sa_family != AF_INET6)) {
    return {};
  }
  const socklen_t size = address->sa_family == AF_INET ? sizeof(sockaddr_in) : sizeof(sockaddr_in6);
  std::array<char, NI_MAXHOST> name{};
  const int failed =
      ::getnameinfo(address, size, name.data(), name.size(), nullptr, 0, NI_NUMERICHOST);
  return failed == 0 ? name.data() : "";
}

Clock::duration waited(const Connection& connection, Clock::time_point now) {
  return now.time_since_epoch() - Clock::duration(connection.waits_since.load());
}

}  // namespace

ConnectionTable::ConnectionTable(Limits limits, Metrics& metrics)
    : limits_(limits), metrics_(metrics) {}

bool ConnectionTable::admits(const sockaddr* address) {
  const std::string counted = counted_address(address);
  if (counted.empty() || limits_.connections_per_address == 0) return true;
  const std::lock_guard lock(mutex_);
  const auto row = per_address_.find(counted);
  if (row == per_address_.end() || row->second < limits_.connections_per_address) return true;
  ++metrics_.refused_connections;
  return false;
}

Connection* ConnectionTable::opened(int socket, const sockaddr* address) {
  auto made = std::make_unique<Connection>();
  Connection* const connection = made.get();
  connection->socket = socket;
  connection->address = counted_address(address);
  connection->client = shown_address(address);
  connection->waits_since = Clock::now().time_since_epoch().count();
  ++metrics_.open_connections;
  ++metrics_.accepted_connections;
  const std::lock_guard lock(mutex_);
  if (!connection->address.empty()) ++per_address_[connection->address];
  connections_.emplace(connection, std::move(made));
  return connection;
}

void ConnectionTable::closed(Connection* connection) {
  const std::lock_guard lock(mutex_);
  const auto row = per_address_.find(connection->address);
  if (row != per_address_.end() && --row->second == 0) per_address_.erase(row);
  connections_.erase(connection);
  --metrics_.open_connections;
}

void ConnectionTable::expire(Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  const bool is_crowded = connections_.size() * 4 >= limits_.connections * 3;
  for (const auto& [key, connection] : connections_) {
    const bool has_less_time = is_crowded && !connection->is_answering;
    if (waited(*connection, now) < limits_.timeout / (has_less_time ? kTimePressure : 1)) continue;
    ::shutdown(connection->socket, SHUT_RDWR);
    connection->waits_since = now.time_since_epoch().count();  // it is counted once
    ++metrics_.timed_out_connections;
  }
}

std::chrono::milliseconds ConnectionTable::longest_answer(Clock::time_point now) const {
  Clock::duration longest{0};
  const std::lock_guard lock(mutex_);
  for (const auto& [key, connection] : connections_) {
    if (connection->is_answering) longest = std::max(longest, waited(*connection, now));
  }
  return std::chrono::duration_cast<std::chrono::milliseconds>(longest);
}

}  // namespace medlar
