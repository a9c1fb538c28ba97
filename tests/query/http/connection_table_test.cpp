#include "query/http/connection_table.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace medlar {
namespace {

using Clock = Connection::Clock;
using std::chrono::milliseconds;

sockaddr_storage address_of(const std::string& text) {
  sockaddr_storage storage{};
  auto& ipv4 = reinterpret_cast<sockaddr_in&>(storage);
  auto& ipv6 = reinterpret_cast<sockaddr_in6&>(storage);
  if (text == "unix") {
    storage.ss_family = AF_UNIX;
  } else if (::inet_pton(AF_INET, text.c_str(), &ipv4.sin_addr) == 1) {
    ipv4.sin_family = AF_INET;
  } else {
    EXPECT_EQ(::inet_pton(AF_INET6, text.c_str(), &ipv6.sin6_addr), 1) << text;
    ipv6.sin6_family = AF_INET6;
  }
  return storage;
}

/// A table, and connections whose other ends tell whether they were shut down.
class ConnectionTableTest : public testing::Test {
 protected:
  ~ConnectionTableTest() override {
    for (const int socket : sockets_) ::close(socket);
  }

  void limit(const ConnectionTable::Limits& limits) {
    table_ = std::make_unique<ConnectionTable>(limits, metrics_);
  }

  bool admits(const std::string& text) {
    const sockaddr_storage address = address_of(text);
    return table_->admits(reinterpret_cast<const sockaddr*>(&address));
  }

  Connection* open(const std::string& text) {
    int ends[2];
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0);
    sockets_.insert(sockets_.end(), {ends[0], ends[1]});
    const sockaddr_storage address = address_of(text);
    return table_->opened(ends[0], reinterpret_cast<const sockaddr*>(&address));
  }

  static bool is_shut(const Connection* connection) {
    char byte = 0;
    return ::recv(connection->socket, &byte, 1, MSG_PEEK) == 0;
  }

  Metrics metrics_;
  std::unique_ptr<ConnectionTable> table_;
  std::vector<int> sockets_;
};

TEST_F(ConnectionTableTest, AnAddressHasSoManyConnections) {
  limit({.connections_per_address = 2});
  struct Row {
    const char* first;
    const char* second;
    const char* third;
    bool third_is_admitted;
  };
  for (const Row& row : {
           Row{"192.0.2.1", "192.0.2.1", "192.0.2.1", false},
           Row{"192.0.2.1", "192.0.2.1", "192.0.2.2", true},
           Row{"2001:db8::1", "2001:db8::2", "2001:db8::3", false},
           Row{"2001:db8::1", "2001:db8::2", "2001:db8:0:1::3", true},
           Row{"::ffff:192.0.2.1", "192.0.2.1", "192.0.2.1", false},
           Row{"127.0.0.1", "127.0.0.1", "127.0.0.1", true},
           Row{"127.8.9.1", "127.8.9.1", "127.8.9.1", true},
           Row{"::1", "::1", "::1", true},
           Row{"::ffff:127.0.0.1", "::ffff:127.0.0.1", "::ffff:127.0.0.1", true},
           Row{"unix", "unix", "unix", true},
       }) {
    const std::vector<Connection*> open_ones{open(row.first), open(row.second)};
    EXPECT_EQ(admits(row.third), row.third_is_admitted) << row.first << " " << row.third;
    for (Connection* connection : open_ones) table_->closed(connection);
    EXPECT_TRUE(admits(row.third)) << row.first;
  }
  EXPECT_EQ(metrics_.refused_connections, 3U);
  EXPECT_EQ(metrics_.open_connections, 0);
  EXPECT_EQ(metrics_.accepted_connections, 20U);
  limit({.connections_per_address = 0});
  open("192.0.2.1");
  EXPECT_TRUE(admits("192.0.2.1"));
}

TEST_F(ConnectionTableTest, AddressesAreShownAsPeopleWriteThem) {
  limit({});
  EXPECT_EQ(open("192.0.2.1")->client, "192.0.2.1");
  EXPECT_EQ(open("2001:db8::1")->client, "2001:db8::1");
  EXPECT_EQ(open("unix")->client, "");
}

TEST_F(ConnectionTableTest, SlowAndIdleOnesAreShutDown) {
  limit({.timeout = milliseconds(1000)});
  const Clock::time_point now = Clock::now();
  Connection* const slow = open("192.0.2.1");
  Connection* const answered = open("192.0.2.1");
  Connection* const busy = open("192.0.2.1");
  busy->is_answering = true;
  answered->waits_since = (now + milliseconds(500)).time_since_epoch().count();
  table_->expire(now + milliseconds(900));
  EXPECT_FALSE(is_shut(slow));
  EXPECT_EQ(table_->longest_answer(now + milliseconds(900)).count() / 100, 8);
  table_->expire(now + milliseconds(1100));
  EXPECT_TRUE(is_shut(slow));
  EXPECT_TRUE(is_shut(busy)) << "an answer that nobody takes";
  EXPECT_FALSE(is_shut(answered));
  EXPECT_EQ(metrics_.timed_out_connections, 2U);
  table_->expire(now + milliseconds(1200));
  EXPECT_EQ(metrics_.timed_out_connections, 2U) << "counted once";
  table_->expire(now + milliseconds(1600));
  EXPECT_TRUE(is_shut(answered));
}

TEST_F(ConnectionTableTest, InACrowdTheSlowHaveLessTime) {
  limit({.connections = 4, .timeout = milliseconds(1000)});
  const Clock::time_point now = Clock::now();
  Connection* const first = open("192.0.2.1");
  Connection* const busy = open("192.0.2.1");
  busy->is_answering = true;
  table_->expire(now + milliseconds(300));
  EXPECT_FALSE(is_shut(first));
  open("192.0.2.1");
  table_->expire(now + milliseconds(300));
  EXPECT_TRUE(is_shut(first));
  EXPECT_FALSE(is_shut(busy));
}

}  // namespace
}  // namespace medlar
