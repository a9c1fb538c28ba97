#include "query/http/listen_socket.h"

#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

using testing::HasSubstr;

TEST(ListenSocket, OpensWhatIsAnAddress) {
  struct Row {
    const char* address;
    const char* begins;
    bool is_public;
  };
  for (const Row& row :
       {Row{"127.0.0.1:0", "127.0.0.1:", false}, Row{"0", "127.0.0.1:", false},
        Row{"127.0.0.2:0", "127.0.0.2:", false}, Row{"0.0.0.0:0", "0.0.0.0:", true}}) {
    const auto socket = ListenSocket::open(row.address);
    ASSERT_TRUE(socket) << row.address << ": " << socket.error().message;
    EXPECT_TRUE(socket->address().starts_with(row.begins)) << socket->address();
    EXPECT_FALSE(socket->address().ends_with(":0"));
    EXPECT_EQ(socket->is_public(), row.is_public) << row.address;
  }
}

TEST(ListenSocket, SaysWhatIsWrong) {
  for (const char* address : {"", ":", ":8080", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:99999999",
                              "no host:1", "unix:", "300.0.0.1:80", "[::1:80"}) {
    const auto socket = ListenSocket::open(address);
    ASSERT_FALSE(socket) << address;
    EXPECT_EQ(socket.error().code, ErrorCode::kUsage);
    EXPECT_THAT(socket.error().hint, HasSubstr("--listen"));
  }
  const auto first = ListenSocket::open("127.0.0.1:0");
  const auto second = ListenSocket::open(first->address());
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error().hint, HasSubstr("another server"));
}

TEST(ListenSocket, LocalSocketsReplaceDeadOnesAndLeaveLivingOnes) {
  const TempDir dir;
  const std::string path = (dir / "http.sock").string();
  const std::string address = "unix:" + path;
  {
    auto first = ListenSocket::open(address);
    ASSERT_TRUE(first) << first.error().message;
    EXPECT_EQ(first->address(), address);
    EXPECT_FALSE(first->is_public());
    EXPECT_FALSE(ListenSocket::open(address)) << "in use";
    std::filesystem::rename(path, dir / "dead.sock");  // as after a crash: a file, but nobody there
  }
  EXPECT_FALSE(std::filesystem::exists(path));
  EXPECT_TRUE(ListenSocket::open("unix:" + (dir / "dead.sock").string()));
  EXPECT_FALSE(ListenSocket::open("unix:" + dir.file("a-file", "text"))) << "no file is replaced";
  EXPECT_EQ(read_file(dir / "a-file"), "text");
  EXPECT_FALSE(ListenSocket::open("unix:" + (dir / "none/http.sock").string()));
  EXPECT_FALSE(ListenSocket::open("unix:/" + std::string(200, 'x')));
}

}  // namespace
}  // namespace medlar
