// The open connections of the server: how many each address has, and since when each has made the
// server wait. Slow and idle ones are shut down here, because libmicrohttpd's own timeout starts
// anew with every byte.
//
// Thread-safe, except that a Connection's request members belong to the thread that serves it.
#pragma once

#include <sys/socket.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "query/http/metrics.h"

namespace medlar {

struct Connection {
  using Clock = std::chrono::steady_clock;

  int socket = -1;
  std::string address;  // what is counted; empty: not counted
  std::string client;   // for people

  // Since when this request takes: the connection was opened, or the last answer sent; while it is
  // answered, since that began.
  std::atomic<Clock::rep> waits_since = 0;
  std::atomic<bool> is_answering = false;  // the server is at work, or sending

  // Of the request that is being read.
  std::string target;
  std::string body;
  std::size_t received = 0;  // bytes of the body, also those not kept
  std::size_t requests = 0;  // on this connection so far
};

class ConnectionTable {
 public:
  struct Limits {
    std::size_t connections = 1024;             // in all
    std::size_t connections_per_address = 64;   // 0: any number
    std::chrono::milliseconds timeout{10'000};  // for a whole request, and for a whole answer
  };
  ConnectionTable(Limits limits, Metrics& metrics);

  /// False where this address has enough connections. This machine and local sockets always may:
  /// there stands the proxy, behind which everybody has one address.
  bool admits(const sockaddr* address);

  /// The object stays where it is until closed().
  Connection* opened(int socket, const sockaddr* address);
  /// Before the socket itself is closed.
  void closed(Connection* connection);

  /// Shuts down what has been too slow. Where three of four connections are taken, those that are
  /// not being answered get a fifth of the time, so that new ones find room.
  void expire(Connection::Clock::time_point now);

  /// The longest time that an answer has been in the making.
  std::chrono::milliseconds longest_answer(Connection::Clock::time_point now) const;

 private:
  const Limits limits_;
  Metrics& metrics_;
  mutable std::mutex mutex_;
  std::unordered_map<const Connection*, std::unique_ptr<Connection>> connections_;
  std::map<std::string, std::size_t> per_address_;
};

}  // namespace medlar
