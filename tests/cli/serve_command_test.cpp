// `medlar serve` as a process: what is on the wire, who disturbs whom, and how it begins and ends.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/tiny_corpus.h"
#include "tests/support/running_server.h"

namespace medlar {
namespace {

using json = nlohmann::json;
using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::Not;

const TinyCorpus& tiny() {
  static const TinyCorpus corpus;
  return corpus;
}

std::string config(const TempDir& dir, std::string_view text) { return dir.file("c.json", text); }

TEST(Serve, AnswersOverASocket) {
  RunningServer server(tiny().index());
  EXPECT_THAT(server.log(), HasSubstr("generation 1, 5 articles, on http://127.0.0.1:"));
  const std::string response = server.get("/v1/search?q=cement");
  EXPECT_EQ(status_of(response), 200) << response;
  EXPECT_THAT(response, HasSubstr("\r\nContent-Type: application/json; charset=utf-8\r\n"));
  EXPECT_THAT(response, HasSubstr("\r\nX-Content-Type-Options: nosniff\r\n"));
  EXPECT_EQ(json::parse(body_of(response))["hits"][0]["id"], "cement");
  EXPECT_EQ(status_of(server.get("/v1/articles/cement")), 200);
  EXPECT_EQ(status_of(server.get("/nothing")), 404);
  // The server may see only a moment later that an earlier connection has ended.
  std::string metrics;
  for (const auto end = TestClock::now() + std::chrono::seconds(20); TestClock::now() < end;) {
    metrics = server.get("/metrics");
    if (metrics.find("medlar_http_connections 1\n") != std::string::npos) break;
  }
  EXPECT_THAT(metrics, HasSubstr("medlar_http_connections 1\n"));
  EXPECT_EQ(server.stop(), 0);
  EXPECT_THAT(server.log(), HasSubstr("route=/v1/search status=200"));
  EXPECT_THAT(server.log(), Not(HasSubstr("cement\"")));
  EXPECT_TRUE(server.log().ends_with("medlar: stopped\n"));
}

TEST(Serve, MethodsAndConnections) {
  RunningServer server(tiny().index());
  TestConnection kept = server.connect();
  for (int i = 0; i < 3; ++i) {
    kept.send("GET /v1/search?q=asthma HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(status_of(kept.response()), 200);
  }
  kept.send("HEAD /v1/search?q=asthma HTTP/1.1\r\nHost: a\r\n\r\n");
  const std::string head = kept.response(true);
  EXPECT_EQ(status_of(head), 200);
  EXPECT_THAT(head, HasSubstr("\r\nContent-Length: "));
  kept.send("OPTIONS /v1/search HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(kept.response(), HasSubstr("\r\nAllow: GET, HEAD, POST, OPTIONS\r\n"));
  const std::string tag = "W/\"";
  kept.send("GET /v1/search?q=asthma HTTP/1.1\r\nHost: a\r\nIf-None-Match: *\r\n\r\n");
  EXPECT_EQ(status_of(kept.response()), 304);
  const std::string body = R"({"q": "asthma", "limit": 1})";
  kept.send(
      fmt::format("POST /v1/search HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                  "Content-Length: {}\r\n\r\n{}",
                  body.size(), body));
  EXPECT_EQ(json::parse(body_of(kept.response()))["limit"], 1);
  kept.send(
      fmt::format("POST /v1/search HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                  "Transfer-Encoding: chunked\r\n\r\n{:x}\r\n{}\r\n0\r\n\r\n",
                  body.size(), body));
  EXPECT_EQ(status_of(kept.response()), 200);
  // Two at once: answered in turn.
  kept.send("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\nGET /nothing HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(status_of(kept.response()), 200);
  EXPECT_EQ(status_of(kept.response()), 404);
  EXPECT_EQ(server.stop(), 0);
}

TEST(Serve, ALocalSocket) {
  const TempDir dir;
  const std::string address = "unix:" + (dir / "http.sock").string();
  {
    RunningServer server(tiny().index(), {}, address);
    EXPECT_EQ(status_of(server.get("/v1/search?q=cement")), 200);
    const MedlarOutcome second =
        run_medlar({"serve", "--index", tiny().index(), "--listen", address});
    expect_error(second, 2, "cannot listen");
    EXPECT_EQ(server.stop(), 0);
  }
  EXPECT_FALSE(std::filesystem::exists(dir / "http.sock"));
}

TEST(Serve, MistakesAreNamedBeforeItBegins) {
  const TempDir dir;
  struct Row {
    std::vector<std::string> arguments;
    std::string_view says;
  };
  for (const Row& row : std::vector<Row>{
           {{"--index", (dir / "none").string()}, "no index in"},
           {{"--index", tiny().index(), "--listen", "nowhere"}, "cannot listen on nowhere"},
           {{"--index", tiny().index(), "--threads", "0"}, "threads"},
           {{"--index", tiny().index(), "--config", (dir / "none").string()}, "cannot read"},
           {{"--index", tiny().index(), "--config", dir.file("bad.json", "{\"thread\": 1}")},
            "did you mean threads?"},
           {{"--index", tiny().index(), "--config", dir.file("wrong.json", "{\"threads\": -1}")},
            "threads is 0 to 256"},
       }) {
    std::vector<std::string> arguments{"serve"};
    arguments.insert(arguments.end(), row.arguments.begin(), row.arguments.end());
    expect_error(run_medlar(arguments), 2, row.says);
  }
}

TEST(Serve, OptionsComeBeforeTheConfiguration) {
  const TempDir dir;
  const std::string file = config(
      dir, R"({"index": "/none", "listen": "1.1.1.1:1", "max_limit": 3, "access_log": false})");
  RunningServer server(tiny().index(), {"--config", file, "--threads", "1"});
  EXPECT_EQ(status_of(server.get("/v1/search?q=a&limit=3")), 200);
  EXPECT_EQ(status_of(server.get("/v1/search?q=a&limit=4")), 400);
  EXPECT_EQ(server.stop(), 0);
  EXPECT_THAT(server.log(), Not(HasSubstr("route=")));
}

TEST(Serve, LimitsOfQueriesAreThoseOfTheConfiguration) {
  struct Row {
    std::string_view config;
    std::string_view query;
    std::string_view with;  // of the answer's text, where the configuration says this
    std::string_view without;
  };
  const TempDir dir;
  for (const Row& row : {
           Row{R"({"max_phrases": 1})", "%22night+cough%22+%22bone+cement%22",
               "only the first phrase is used", "\"total\":0,"},
           Row{R"({"max_query_words": 1})", "a+smoking+embolism", "\"dropped\":[\"a\",\"smoking\"]",
               "\"dropped\":[\"a\"]"},
           Row{R"({"max_query_depth": 0})", "cough+-smoking", "NOT nested too deeply was ignored",
               "\"diagnostics\":[]"},
           Row{R"({"max_wildcards": 0})", "thromb*", "'*' is not used here", "\"id\":\"embolism\""},
           Row{R"({"max_query_bytes": 16})", "embolism+of+the+lung", "at most 16 bytes",
               "\"id\":\"embolism\""},
       }) {
    const std::string target = fmt::format("/v1/search?q={}", row.query);
    const RunningServer standard(tiny().index());
    EXPECT_THAT(standard.get(target), HasSubstr(row.without)) << row.config;
    const RunningServer limited(tiny().index(), {"--config", config(dir, row.config)});
    EXPECT_THAT(limited.get(target), HasSubstr(row.with)) << row.config;
  }
}

TEST(Serve, TheHighestLimitsOfQueriesAreSafe) {
  const TempDir dir;
  const RunningServer server(
      tiny().index(), {"--config", config(dir, R"({"max_query_bytes": 16384, "max_query_words": 256,
        "max_query_depth": 64, "max_phrases": 64, "max_phrase_words": 64, "max_wildcards": 16,
        "min_wildcard_letters": 1, "max_wildcard_words": 1024, "max_body_bytes": 65536})")});
  const auto repeated = [](std::string_view text) {
    std::string all;
    while (all.size() + text.size() <= 16'384) all += text;
    return all;
  };
  TestConnection connection = server.connect();
  for (const std::string& query :
       {repeated("(cough "), repeated("-(cough "), repeated("NOT "), repeated("(a1 AND (b1 OR "),
        repeated("title:("), repeated("\"the cough of a lung\" "), repeated("cough NEAR "),
        repeated("s* "), repeated("smokng "), repeated("cough-"), repeated("lung ")}) {
    const std::string body = json{{"q", query}}.dump();
    ASSERT_TRUE(connection.send(
        fmt::format("POST /v1/search HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                    "Content-Length: {}\r\n\r\n{}",
                    body.size(), body)));
    EXPECT_EQ(status_of(connection.response()), 200) << query.substr(0, 20);
  }
}

/// Bytes that are no request, or a hostile one: refused or dropped, and the server lives on.
TEST(Serve, MalformedRequestsAreRefused) {
  const TempDir dir;
  RunningServer server(tiny().index(), {"--config", config(dir, R"({"timeout_ms": 1000})")});
  const std::string host = "Host: a\r\n";
  const std::string get = "GET /health/live HTTP/1.1\r\n" + host;
  const std::string post =
      "POST /v1/search HTTP/1.1\r\n" + host + "Content-Type: application/json\r\n";
  struct Row {
    std::string name;
    std::string bytes;
    std::vector<int> statuses;  // 0: closed without an answer
  };
  for (const Row& row : std::vector<Row>{
           {"nothing", "", {0}},
           {"an empty line", "\r\n\r\n", {0, 400}},
           {"noise", std::string(300, '\x80') + "\r\n\r\n", {0, 400, 404, 405}},
           {"NUL bytes", std::string(200, '\0') + "\r\n\r\n", {0, 400}},
           {"TLS", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11), {0, 400}},
           {"HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {0, 400, 505}},
           {"SSH", "SSH-2.0-OpenSSH_9.2\r\n\r\n", {0, 400, 404, 405, 505}},
           {"no version", "GET /health/live\r\n\r\n", {0, 400, 505}},
           {"HTTP/9.9", "GET /health/live HTTP/9.9\r\n" + host + "\r\n", {0, 400, 505}},
           {"no host", "GET /health/live HTTP/1.1\r\n\r\n", {400}},
           {"no target", "GET  HTTP/1.1\r\n" + host + "\r\n", {0, 400, 404}},
           {"a blank in the target",
            "GET /v1/search?q=a b HTTP/1.1\r\n" + host + "\r\n",
            {0, 400, 505}},
           {"raw bytes in the target", "GET /v1/search?q=\xff HTTP/1.1\r\n" + host + "\r\n", {400}},
           {"an encoded NUL", "GET /v1/search?q=%00 HTTP/1.1\r\n" + host + "\r\n", {400}},
           {"a broken escape", "GET /v1/search?q=%zz HTTP/1.1\r\n" + host + "\r\n", {400}},
           {"an encoded line end", "GET /%0d%0aSet-Cookie:a HTTP/1.1\r\n" + host + "\r\n", {400}},
           {"a header without a colon", get + "Broken\r\n\r\n", {0, 400}},
           {"a header that begins with a blank", get + " folded: x\r\n\r\n", {0, 200, 400}},
           {"a long address",
            "GET /" + std::string(10'000, 'a') + " HTTP/1.1\r\n" + host + "\r\n",
            {414}},
           {"a huge address", "GET /" + std::string(200'000, 'a'), {0, 414, 431}},
           {"a long header", get + "X-A: " + std::string(10'000, 'a') + "\r\n\r\n", {431}},
           {"a huge header", get + "X-A: " + std::string(1'000'000, 'a'), {0, 431}},
           {"many headers",
            [&get] {
              std::string many = get;
              for (int i = 0; i < 100; ++i) many += fmt::format("X-{}: a\r\n", i);
              return many + "\r\n";
            }(),
            {431}},
           {"very many headers",
            [&get] {
              std::string many = get;
              for (int i = 0; i < 20'000; ++i) many += "X: a\r\n";
              return many + "\r\n";
            }(),
            {0, 431}},
           {"a body with GET", get + "Content-Length: 4\r\n\r\nbody", {400}},
           {"two lengths", post + "Content-Length: 2\r\nContent-Length: 30\r\n\r\n{}", {0, 400}},
           {"a length that is none", post + "Content-Length: two\r\n\r\n{}", {0, 400}},
           {"a negative length", post + "Content-Length: -2\r\n\r\n{}", {0, 400}},
           {"an enormous length",
            post + "Content-Length: 99999999999999999999\r\n\r\n{}",
            {0, 400, 413}},
           {"a large length", post + "Content-Length: 1000000\r\n\r\n{", {413}},
           {"length and chunks",
            post + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
            {0, 400}},
           {"a coding that is none", post + "Transfer-Encoding: gzip\r\n\r\n{}", {0, 400}},
           {"a broken chunk",
            post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
            {0, 400}},
           {"a huge chunk",
            post + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}",
            {0, 400, 413}},
           {"too much in chunks",
            post + "Transfer-Encoding: chunked\r\n\r\n8000\r\n" + std::string(0x8000, ' ') +
                "\r\n0\r\n\r\n",
            {413}},
           {"endless chunks",
            [&post] {
              std::string chunks = post + "Transfer-Encoding: chunked\r\n\r\n";
              for (int i = 0; i < 300; ++i)
                chunks += "2000\r\n" + std::string(0x2000, ' ') + "\r\n";
              return chunks;
            }(),
            {0, 413}},
           {"another method", "DELETE /v1/search?q=a HTTP/1.1\r\n" + host + "\r\n", {405}},
           {"a long method",
            std::string(5000, 'G') + " / HTTP/1.1\r\n" + host + "\r\n",
            {0, 400, 404, 405}},
           {"CONNECT", "CONNECT a.example:443 HTTP/1.1\r\n" + host + "\r\n", {0, 400, 405}},
           {"an unknown expectation", get + "Expect: 200-maybe\r\n\r\n", {200, 417}},
       }) {
    TestConnection connection = server.connect();
    connection.send(row.bytes);
    connection.finish();
    const std::string response = connection.response();
    EXPECT_THAT(row.statuses, testing::Contains(status_of(response))) << row.name << "\n"
                                                                      << response.substr(0, 300);
    EXPECT_THAT(response, Not(HasSubstr("Set-Cookie"))) << row.name;
    if (status_of(server.get("/health/live")) != 200) FAIL() << "it died of: " << row.name;
  }
  EXPECT_EQ(server.stop(), 0) << server.log();
}

TEST(Serve, SlowClientsAreCutOffAndDisturbNobody) {
  const TempDir dir;
  RunningServer server(tiny().index(),
                       {"--threads", "2", "--config", config(dir, R"({"timeout_ms": 1500})")});
  std::vector<TestConnection> slow;
  for (int i = 0; i < 100; ++i) slow.push_back(server.connect());
  const auto started = TestClock::now();
  std::string_view drip =
      "GET /v1/search?q=cement HTTP/1.1\r\nHost: a\r\nX-A: aaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
  auto slowest = TestClock::duration::zero();
  while (TestClock::now() - started < milliseconds(1000)) {
    for (const TestConnection& connection : slow) connection.send(drip.substr(0, 1));
    drip.remove_prefix(1);
    const auto begun = TestClock::now();
    EXPECT_EQ(status_of(server.get("/v1/search?q=cement")), 200);
    slowest = std::max(slowest, TestClock::now() - begun);
    std::this_thread::sleep_for(milliseconds(30));
  }
  EXPECT_LT(slowest, milliseconds(900));
  // Each byte came in time; the whole did not.
  for (TestConnection& connection : slow) EXPECT_TRUE(connection.closes_within(milliseconds(3000)));
  EXPECT_THAT(server.get("/metrics"), HasSubstr("medlar_http_connections_timed_out_total 100\n"));
  // Nor may one that is silent, or has been answered, stay for ever.
  TestConnection silent = server.connect();
  TestConnection answered = server.connect();
  answered.send("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(status_of(answered.response()), 200);
  EXPECT_TRUE(silent.closes_within(milliseconds(4000)));
  EXPECT_TRUE(answered.closes_within(milliseconds(4000)));
  EXPECT_EQ(server.stop(), 0);
}

TEST(Serve, StoppingFinishesWhatIsInFlight) {
  RunningServer server(tiny().index());
  TestConnection under_way = server.connect();
  under_way.send(
      "POST /v1/search HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
      "Content-Length: 15\r\n\r\n{\"q\": ");
  std::this_thread::sleep_for(milliseconds(200));
  server.signal(SIGTERM);
  std::this_thread::sleep_for(milliseconds(500));
  EXPECT_TRUE(under_way.send("\"cement\"}"));
  const std::string response = under_way.response();
  EXPECT_EQ(status_of(response), 200) << response;
  EXPECT_THAT(response, HasSubstr("\r\nConnection: close\r\n"));
  EXPECT_EQ(server.wait(), 0);
}

TEST(Serve, StoppingDoesNotWaitForEver) {
  const TempDir dir;
  RunningServer server(tiny().index(), {"--config", config(dir, R"({"drain_ms": 300})")});
  TestConnection under_way = server.connect();
  under_way.send("POST /v1/search HTTP/1.1\r\nHost: a\r\nContent-Length: 15\r\n\r\n{");
  std::this_thread::sleep_for(milliseconds(100));
  const auto started = TestClock::now();
  EXPECT_EQ(server.stop(), 0);
  EXPECT_LT(TestClock::now() - started, milliseconds(5000));
}

TEST(Serve, GenerationsAreTakenOverUnderLoad) {
  const TinyCorpus corpus;
  RunningServer server(corpus.index());
  std::atomic<bool> is_done = false;
  std::atomic<int> answered = 0;
  std::atomic<int> failed = 0;
  std::vector<std::thread> clients;
  for (int i = 0; i < 3; ++i) {
    clients.emplace_back([&] {
      auto connection = std::make_unique<TestConnection>(server.connect());
      while (!is_done) {
        connection->send("GET /v1/search?q=mark&limit=50 HTTP/1.1\r\nHost: a\r\n\r\n");
        const std::string response = connection->response();
        if (response.find("\r\nConnection: close\r\n") != std::string::npos) {
          connection = std::make_unique<TestConnection>(server.connect());
        }
        const json found = json::parse(body_of(response), nullptr, false);
        ++answered;
        if (status_of(response) != 200 || found.is_discarded()) {
          ++failed;
          continue;
        }
        // Each article of generation n names it, and there are as many.
        const int generation = found["generation"].get<int>();
        bool is_whole = found["total"] == (generation == 1 ? 0 : generation);
        for (const json& hit : found["hits"]) {
          is_whole = is_whole && hit["title"] == fmt::format("Mark {}", generation);
        }
        if (!is_whole) ++failed;
      }
    });
  }
  const auto publish = [&corpus](int generation) {
    std::string lines;
    for (int i = 0; i < generation; ++i) {
      lines +=
          fmt::format("{{\"id\": \"{0}-{1}\", \"title\": \"Mark {0}\", \"text\": \"Text {1}.\"}}\n",
                      generation, i);
    }
    return run_medlar({"index", corpus.dir().file("next.jsonl", lines), "--index", corpus.index(),
                       "--allow-shrink"});
  };
  for (int generation = 2; generation <= 4; ++generation) {
    const MedlarOutcome built = publish(generation);
    ASSERT_EQ(built.status, 0) << built.err;
    EXPECT_TRUE(server.wait_for_log(
        fmt::format("serving generation {}, {} articles", generation, generation)));
  }
  // One that lacks a file, published as the indexer does: by renaming the link.
  namespace fs = std::filesystem;
  const fs::path index = corpus.index();
  fs::copy(index / "gen-000004", index / "gen-000005", fs::copy_options::recursive);
  fs::remove(index / "gen-000005/words");
  fs::create_symlink("gen-000005", index / "next");
  fs::rename(index / "next", index / "current");
  EXPECT_TRUE(server.wait_for_log("generation 4 goes on"));
  is_done = true;
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(failed, 0);
  EXPECT_GT(answered, 100);
  EXPECT_THAT(server.get("/health/ready"), HasSubstr("\"refused_generation\":5"));
  EXPECT_EQ(server.stop(), 0);
}

}  // namespace
}  // namespace medlar
