// Generations that are published and rolled back under a server that four readers ask without
// pause.
#include <atomic>
#include <mutex>
#include <thread>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "tests/faults/index_under_test.h"
#include "tests/support/running_server.h"

namespace medlar {
namespace {

/// Generation n has so many articles, all of which name it.
int articles_of(unsigned generation) { return 3 + static_cast<int>(generation * 7 % 11); }

class SwapTest : public testing::Test {
 protected:
  void publish(unsigned generation) const {
    std::string lines;
    for (int i = 0; i < articles_of(generation); ++i) {
      lines +=
          json_line(fmt::format("{}-{}", generation, i), fmt::format("Cough gen{}", generation),
                    fmt::format("A cough of gen{}.\\n\\nCase {}.", generation, i));
    }
    const MedlarOutcome built =
        run_medlar({"index", dir_.file("feed.jsonl", lines), "--index", index(), "--allow-shrink"});
    ASSERT_EQ(built.status, 0) << built.err;
  }

  std::string index() const { return (dir_ / "index").string(); }

  /// What is wrong with an answer to "cough"; empty where all of it is of one generation.
  static std::string fault_of(const std::string& response) {
    if (status_of(response) != 200) return "status: " + response;
    const auto json = nlohmann::json::parse(body_of(response), nullptr, false);
    if (!json.is_object()) return "no JSON: " + response;
    const auto generation = json["generation"].get<unsigned>();
    const auto articles = static_cast<std::size_t>(articles_of(generation));
    if (json["total"] != articles || json["hits"].size() != articles) return "count: " + response;
    for (const auto& hit : json["hits"]) {
      if (hit["title"] != fmt::format("Cough gen{}", generation) ||
          hit["snippet"]["text"].get<std::string>().find(
              fmt::format("A cough of gen{}.", generation)) == std::string::npos) {
        return "mixed: " + response;
      }
    }
    return {};
  }

  TempDir dir_;
};

TEST_F(SwapTest, DropAndMixNothing) {
  publish(1);
  const RunningServer server(index());
  std::atomic<bool> is_done = false;
  std::atomic<int> answered = 0;
  std::mutex mutex;
  std::vector<std::string> faults;
  std::vector<std::thread> readers;
  for (int i = 0; i < 4; ++i) {
    readers.emplace_back([&] {
      while (!is_done) {
        const std::string fault =
            fault_of(server.get("/v1/search?q=cough&limit=50&duplicates=show"));
        ++answered;
        const std::lock_guard lock(mutex);
        if (!fault.empty()) faults.push_back(fault);
      }
    });
  }
  const int swaps = is_long_run() ? 100 : 4;
  unsigned newest = 1;
  for (int i = 0; i < swaps && !HasFailure(); ++i) {
    const bool goes_back = i % 4 == 3;
    unsigned live = newest - 1;
    if (goes_back) {
      ASSERT_EQ(run_medlar({"rollback", "--index", index()}).status, 0);
    } else {
      publish(live = ++newest);
    }
    server.signal(SIGHUP);
    bool is_taken_over = false;
    for (int tries = 0; tries < 300 && !is_taken_over; ++tries) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      const std::string ready = server.get("/health/ready");
      is_taken_over = ready.find(fmt::format("\"generation\":{},", live)) != std::string::npos;
    }
    EXPECT_TRUE(is_taken_over) << "generation " << live;
  }
  is_done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_THAT(faults, testing::IsEmpty());
  EXPECT_GT(answered, swaps);
  std::fprintf(stderr, "%d swaps, %d answers\n", swaps, answered.load());
}

}  // namespace
}  // namespace medlar
