// Runs `medlar serve` as a user does, on a free port, and speaks to it over plain sockets, byte by
// byte where a test wants that.
#pragma once

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstring>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/temp_dir.h"

namespace medlar {

using TestClock = std::chrono::steady_clock;

/// One connection. Reading gives up after a minute, so that no test hangs.
class TestConnection {
 public:
  explicit TestConnection(int socket) : socket_(socket) {}
  TestConnection(TestConnection&& other) noexcept
      : socket_(std::exchange(other.socket_, -1)), pending_(std::move(other.pending_)) {}
  TestConnection& operator=(TestConnection&&) = delete;
  ~TestConnection() {
    if (socket_ >= 0) ::close(socket_);
  }

  /// False where the other side has closed.
  bool send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  /// Says that no more is sent.
  void finish() const { ::shutdown(socket_, SHUT_WR); }

  /// The next whole response; what came so far where the connection ends or time runs out.
  std::string response(bool is_head = false) {
    std::size_t head_end = std::string::npos;
    while ((head_end = pending_.find("\r\n\r\n")) == std::string::npos && receive()) {
    }
    if (head_end == std::string::npos) return std::exchange(pending_, {});
    std::size_t size = head_end + 4;
    const std::size_t length = pending_.find("\r\nContent-Length: ");
    if (!is_head && length < head_end) size += std::stoul(pending_.substr(length + 18));
    while (pending_.size() < size && receive()) {
    }
    std::string whole = pending_.substr(0, size);
    pending_.erase(0, size);
    return whole;
  }

  /// True when the other side closes within the time.
  bool closes_within(std::chrono::milliseconds time) {
    const auto end = TestClock::now() + time;
    while (TestClock::now() < end) {
      if (!receive(std::chrono::milliseconds(50)) && is_closed_) return true;
    }
    return false;
  }

 private:
  bool receive(std::chrono::milliseconds patience = std::chrono::seconds(60)) {
    pollfd waiting{socket_, POLLIN, 0};
    if (::poll(&waiting, 1, static_cast<int>(patience.count())) <= 0) return false;
    char bytes[16'384];
    const ssize_t size = ::recv(socket_, bytes, sizeof bytes, 0);
    if (size > 0) pending_.append(bytes, static_cast<std::size_t>(size));
    is_closed_ = size <= 0;
    return size > 0;
  }

  int socket_;
  std::string pending_;
  bool is_closed_ = false;
};

/// The status of a response; 0 where it is none.
inline int status_of(std::string_view response) {
  return response.starts_with("HTTP/1.1 ") ? std::stoi(std::string(response.substr(9, 3))) : 0;
}

inline std::string body_of(std::string_view response) {
  const std::size_t end = response.find("\r\n\r\n");
  return end == std::string_view::npos ? "" : std::string(response.substr(end + 4));
}

class RunningServer {
 public:
  /// Starts it with `--index index`, any free port, and the other arguments.
  explicit RunningServer(const std::string& index, std::vector<std::string> arguments = {},
                         std::string_view listen = "127.0.0.1:0") {
    arguments.insert(arguments.begin(),
                     {MEDLAR_PROGRAM, "serve", "--index", index, "--listen", std::string(listen)});
    std::vector<char*> pointers;
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    const std::string log_file = dir_.file("log", "");
    process_ = ::fork();
    if (process_ == 0) {
      const int log = ::open(log_file.c_str(), O_WRONLY | O_APPEND);
      ::dup2(log, STDERR_FILENO);
      ::dup2(log, STDOUT_FILENO);
      ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // a test that dies leaves no server behind
      ::execv(MEDLAR_PROGRAM, pointers.data());
      ::_exit(127);
    }
    wait_for_log(" on ");
    const std::string said = log();
    const std::size_t at = said.find(" on http://127.0.0.1:");
    if (at != std::string::npos) port_ = std::stoi(said.substr(at + 21));
    if (listen.starts_with("unix:")) path_ = listen.substr(5);
  }
  RunningServer(const RunningServer&) = delete;
  RunningServer& operator=(const RunningServer&) = delete;
  ~RunningServer() {
    if (process_ > 0) {
      ::kill(process_, SIGKILL);
      ::waitpid(process_, nullptr, 0);
    }
  }

  TestConnection connect() const {
    sockaddr_in port{};
    port.sin_family = AF_INET;
    port.sin_port = htons(static_cast<std::uint16_t>(port_));
    port.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockaddr_un local{};
    local.sun_family = AF_UNIX;
    std::memcpy(local.sun_path, path_.c_str(), path_.size() + 1);
    const int socket = ::socket(path_.empty() ? AF_INET : AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int failed =
        path_.empty() ? ::connect(socket, reinterpret_cast<const sockaddr*>(&port), sizeof port)
                      : ::connect(socket, reinterpret_cast<const sockaddr*>(&local), sizeof local);
    EXPECT_EQ(failed, 0) << std::strerror(errno);
    return TestConnection(socket);
  }

  /// The response to one request on a connection of its own.
  std::string ask(std::string_view bytes) const {
    TestConnection connection = connect();
    connection.send(bytes);
    return connection.response();
  }

  std::string get(std::string_view target) const {
    return ask("GET " + std::string(target) + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  }

  std::string log() const { return read_file(dir_ / "log"); }

  /// False where it is not said within some seconds.
  bool wait_for_log(std::string_view text) const {
    for (const auto end = TestClock::now() + std::chrono::seconds(20); TestClock::now() < end;) {
      if (log().find(text) != std::string::npos) return true;
      siginfo_t ended{};
      ::waitid(P_PID, static_cast<id_t>(process_), &ended, WEXITED | WNOHANG | WNOWAIT);
      if (ended.si_pid != 0) return false;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
  }

  /// The most memory that it has held so far.
  std::size_t peak_bytes() const {
    const std::string status = read_file("/proc/" + std::to_string(process_) + "/status");
    const std::size_t at = status.find("VmHWM:");
    return at == std::string::npos ? 0 : std::stoul(status.substr(at + 6)) * 1024;
  }

  void signal(int number) const { ::kill(process_, number); }

  /// Waits for it to end; its exit status, 128 + signal where it was killed.
  int wait() {
    int status = 0;
    ::waitpid(std::exchange(process_, -1), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

  int stop() {
    signal(SIGTERM);
    return wait();
  }

 private:
  TempDir dir_;
  pid_t process_ = -1;
  int port_ = 0;
  std::string path_;
};

}  // namespace medlar
