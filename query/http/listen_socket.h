// A socket to listen on, from its address as text.
#pragma once

#include <string>
#include <string_view>

#include "corpus/error.h"

namespace medlar {

/// Owned: closed by the destructor, and the file of a local socket removed.
class ListenSocket {
 public:
  /// "127.0.0.1:8080", "[::1]:8080", "localhost:8080", "8080" (this machine only), or
  /// "unix:/run/medlar/http.sock". Port 0 is any free one. kUsage where the address is none or
  /// taken. Whoever may enter the folder of a local socket may connect to it.
  static Result<ListenSocket> open(std::string_view address);
  ListenSocket(ListenSocket&& other) noexcept;
  ListenSocket& operator=(ListenSocket&&) = delete;
  ~ListenSocket();

  int descriptor() const { return descriptor_; }

  /// Where it listens: "127.0.0.1:8080", with the port that was found.
  const std::string& address() const { return address_; }

  /// True where other machines can reach it.
  bool is_public() const { return is_public_; }

  /// Takes no more connections.
  void close();

 private:
  ListenSocket(int descriptor, std::string address);
  static Result<ListenSocket> open_local(const std::string& path);
  static Result<ListenSocket> open_port(std::string_view address);

  int descriptor_ = -1;
  std::string address_;
  std::string path_;  // of a local socket
  bool is_public_ = false;
};

}  // namespace medlar
