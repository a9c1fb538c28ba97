// The worst queries over kept connections, for a long time: the server's memory stays bounded, and
// it still answers right.
#include <atomic>
#include <mutex>
#include <thread>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "test_paths.h"
#include "tests/faults/index_under_test.h"
#include "tests/faults/random.h"
#include "tests/support/hostile_queries.h"
#include "tests/support/running_server.h"

namespace medlar {
namespace {

constexpr std::size_t kMostBytes = std::size_t{512} << 20U;
constexpr std::size_t kMostInAddress = 2500;  // three times as many when escaped
// Time enough for a machine that has other things to do.
constexpr const char* kConfig = R"({"max_query_bytes": 4096, "max_body_bytes": 65536,
                                    "timeout_ms": 600000, "access_log": false})";

/// Not within a character.
std::string_view cut(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
  return text.substr(0, most);
}

std::string escaped(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    (out += '%') += "0123456789ABCDEF"[byte >> 4U];
    out += "0123456789ABCDEF"[byte & 15U];
  }
  return out;
}

std::string get(std::string_view target) {
  return fmt::format("GET {} HTTP/1.1\r\nHost: a\r\n\r\n", target);
}

std::string get_with(std::string_view path, std::string_view query) {
  return get(fmt::format("{}{}", path, escaped(cut(query, kMostInAddress))));
}

/// The ways to put a query.
constexpr std::string (*kRequests[])(std::string_view query) = {
    [](std::string_view query) {
      const std::string body = nlohmann::json{{"q", query}}.dump(
          -1, ' ', false, nlohmann::json::error_handler_t::replace);
      return fmt::format(
          "POST /v1/search HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
          "Content-Length: {}\r\n\r\n{}",
          body.size(), body);
    },
    [](std::string_view query) {
      return get_with("/v1/search?limit=50&facets=source,reviewed&q=", query);
    },
    [](std::string_view query) { return get_with("/?q=", query); },
    [](std::string_view query) {  // in any language
      const std::size_t hash = std::hash<std::string_view>{}(query);
      return get_with(
          fmt::format("/v1/search?language={}{}{}&q=", static_cast<char>('a' + hash % 26),
                      static_cast<char>('a' + hash / 26 % 26),
                      static_cast<char>('a' + hash / 676 % 26)),
          query);
    },
    [](std::string_view query) { return get_with("/v1/suggest?limit=20&q=", query); }};

/// A connection that is opened again where the server closes it, as it may.
std::string answer_to(const std::string& request, const RunningServer& server,
                      std::optional<TestConnection>& connection) {
  for (int tries = 0; tries < 2; ++tries) {
    if (!connection) connection.emplace(server.connect());
    std::string response;
    if (connection->send(request)) response = connection->response();
    if (response.find("\r\nConnection: close") != std::string::npos || response.empty()) {
      connection.reset();
    }
    if (!response.empty()) return response;
  }
  return {};
}

TEST(HostileQueries, CostTheServerLittleMemory) {
  const TempDir dir;
  const std::string index = (dir / "index").string();
  ASSERT_EQ(run_medlar(
                {"index", MEDLAR_SOURCE_DIR "/corpus/sample/articles", "--index", index, "--quiet"})
                .status,
            0);
  const RunningServer server(index, {"--config", dir.file("config.json", kConfig)});
  const auto hits = [&] {
    const auto json = nlohmann::json::parse(body_of(server.get("/v1/search?q=pulmonary+embolism")),
                                            nullptr, false);
    return json.is_object() ? json.value("hits", nlohmann::json()).dump() : json.dump();
  };
  const std::string right = hits();
  EXPECT_THAT(right, testing::HasSubstr("\"rank\":1,"));

  const std::uint64_t seed = test_seed();
  const char* given = std::getenv("MEDLAR_HOSTILE_QUERIES");
  const long queries = given != nullptr ? std::atol(given) : is_long_run() ? 1'000'000 : 200;
  std::atomic<long> next = 0;
  std::mutex mutex;
  std::map<int, long> statuses;
  std::vector<std::string> faults;
  std::vector<std::thread> clients;
  for (std::uint64_t client = 0; client < 4; ++client) {
    clients.emplace_back([&, client] {
      std::mt19937_64 random(seed + client);
      std::optional<TestConnection> connection;
      std::map<int, long> mine;
      while (next++ < queries) {
        const auto& family = kHostileFamilies[number_below(std::size(kHostileFamilies), random)];
        const auto& request = kRequests[number_below(std::size(kRequests), random)];
        const std::string response = answer_to(request(family.make(random)), server, connection);
        const int status = status_of(response);
        ++mine[status];
        if (status == 200 || status == 400) continue;  // 400: bytes that are no text
        const std::lock_guard lock(mutex);
        faults.push_back(fmt::format("{}: {}", family.name, response.substr(0, 200)));
        if (faults.size() > 20) break;
      }
      const std::lock_guard lock(mutex);
      for (const auto& [status, count] : mine) statuses[status] += count;
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_THAT(faults, testing::IsEmpty());
  EXPECT_EQ(hits(), right);
  const std::size_t peak = server.peak_bytes();
  EXPECT_GT(peak, 0U);
  EXPECT_LT(peak, kMostBytes);
  long answers = 0;
  for (const auto& [status, count] : statuses) {
    std::fprintf(stderr, "%d: %ld\n", status, count);
    answers += count;
  }
  std::fprintf(stderr, "%ld queries, %zu bytes at most\n", answers, peak);
}

}  // namespace
}  // namespace medlar
