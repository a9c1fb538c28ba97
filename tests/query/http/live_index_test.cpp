// Generations that come, go and are damaged while requests are answered.
#include "query/http/live_index.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/format/index_layout.h"
#include "indexer/indexer.h"
#include "query/http/search_service.h"
#include "tests/query/http/service.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

namespace fs = std::filesystem;

class LiveIndexTest : public testing::Test {
 protected:
  /// Publishes a generation of some articles, all of which name `mark` in title and text.
  void publish(std::string_view mark, int articles = 5) {
    std::string lines;
    for (int i = 0; i < articles; ++i) {
      lines += json_line(fmt::format("{}-{}", mark, i), fmt::format("Cough {}", mark),
                         fmt::format("A cough of {}.\\n\\nCase {}.", mark, i));
    }
    const auto report = index_corpus({.paths = {dir_.file("articles.jsonl", lines)},
                                      .index = index_,
                                      .threads = 1,
                                      .shrink = IndexOptions::Shrink::kAllowed});
    ASSERT_TRUE(report) << report.error().message;
    ASSERT_GT(report->generation, 0U);
  }

  std::unique_ptr<LiveIndex> open(unsigned searchers = 1) {
    auto live = LiveIndex::open(index_, searchers);
    EXPECT_TRUE(live) << live.error().message;
    return live ? std::move(*live) : nullptr;
  }

  fs::path current() const { return current_generation(index_)->directory; }

  static std::string first_title(LiveIndex& live) {
    const auto found = live.lease()->search({.query = "cough", .limit = 1});
    return found && !found->hits.empty() ? found->hits[0].title : "";
  }

  TempDir dir_;
  const fs::path index_ = dir_ / "index";
};

TEST_F(LiveIndexTest, OpensOnlyWhatIsThere) {
  EXPECT_EQ(LiveIndex::open(index_, 1).error().code, ErrorCode::kIndexMissing);
  publish("one");
  fs::remove(current() / "words");
  EXPECT_FALSE(LiveIndex::open(index_, 1));
}

TEST_F(LiveIndexTest, TakesOverWhatIsPublishedAndRolledBack) {
  publish("one");
  const auto live = open();
  EXPECT_EQ(first_title(*live), "Cough one");
  EXPECT_EQ(live->refresh().value(), false);
  const std::string identity = live->status().identity;
  publish("two");
  EXPECT_EQ(first_title(*live), "Cough one") << "not before it looks";
  EXPECT_EQ(live->refresh().value(), true);
  EXPECT_EQ(first_title(*live), "Cough two");
  EXPECT_EQ(live->status().generation, 2U);
  EXPECT_EQ(live->status().swaps, 1U);
  EXPECT_NE(live->status().identity, identity);
  {
    const auto lock = WriterLock::acquire(index_);
    ASSERT_TRUE(roll_back_generation(index_));
  }
  EXPECT_EQ(live->refresh().value(), true);
  EXPECT_EQ(first_title(*live), "Cough one");
  EXPECT_EQ(live->refresh().value(), false);
}

TEST_F(LiveIndexTest, ANewIndexUnderTheSameNumberIsNoticed) {
  publish("one");
  const auto live = open();
  fs::rename(index_, dir_ / "old");
  publish("other");
  EXPECT_EQ(live->refresh().value(), true);
  EXPECT_EQ(live->status().generation, 1U);
  EXPECT_EQ(first_title(*live), "Cough other");
}

TEST_F(LiveIndexTest, ARequestUnderWayKeepsItsGeneration) {
  publish("one");
  const auto live = open(2);
  {
    const LiveIndex::Lease under_way = live->lease();
    for (const char* mark : {"two", "three", "four", "five", "six"}) {  // deletes the first
      publish(mark);
      ASSERT_TRUE(live->refresh().value());
    }
    EXPECT_FALSE(fs::exists(index_ / "gen-000001"));
    const auto found = under_way->search({.query = "\"cough of one\""});
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_EQ(found->total, 5U);
    EXPECT_THAT(found->hits[0].snippet.text, testing::StartsWith("A cough of one."));
  }
  EXPECT_EQ(first_title(*live), "Cough six");
}

TEST_F(LiveIndexTest, SuggestionsKeepTheirGenerationToo) {
  publish("one");
  const auto live = open(1);
  const LiveIndex::Lease busy = live->lease();
  const LiveIndex::Names before = live->names();  // does not wait for the searcher
  publish("two");
  ASSERT_TRUE(live->refresh().value());
  EXPECT_EQ(before->suggest("cough o", 1).at(0).text, "Cough one");
  EXPECT_EQ(live->names()->suggest("cough t", 1).at(0).text, "Cough two");
  EXPECT_NE(before.identity(), live->names().identity());
  EXPECT_EQ(live->names().identity(), live->status().identity);
}

TEST_F(LiveIndexTest, ADamagedGenerationIsRefusedAndTheOldOneGoesOn) {
  for (const char* const damage :
       {"words", "names", "articles", "forward", "db/postlist.glass", "db/iamglass", "db"}) {
    SCOPED_TRACE(damage);
    std::error_code ignored;
    fs::remove_all(index_, ignored);
    publish("one");
    const auto live = open();
    publish("two");
    fs::remove_all(current() / damage);
    for (int i = 0; i < 2; ++i) {
      const auto refreshed = live->refresh();
      ASSERT_FALSE(refreshed);
      EXPECT_FALSE(refreshed.error().message.empty());
    }
    EXPECT_EQ(first_title(*live), "Cough one");
    EXPECT_EQ(live->status().generation, 1U);
    EXPECT_EQ(live->status().refused_generation, 2U);
    EXPECT_EQ(live->status().refusals, 2U);
    publish("three");
    EXPECT_EQ(live->refresh().value(), true);
    EXPECT_EQ(first_title(*live), "Cough three");
    EXPECT_EQ(live->status().refused_generation, 0U);
  }
}

TEST_F(LiveIndexTest, AGenerationCutShortIsRefused) {
  for (const char* const file : {"articles", "db/postlist.glass", "db/iamglass"}) {
    SCOPED_TRACE(file);
    std::error_code ignored;
    fs::remove_all(index_, ignored);
    publish("one");
    const auto live = open();
    publish("two", 300);
    fs::resize_file(current() / file, fs::file_size(current() / file) / 3);
    EXPECT_FALSE(live->refresh());
    EXPECT_EQ(first_title(*live), "Cough one");
  }
}

TEST_F(LiveIndexTest, AFlippedBitIsRefusedUntilItIsMended) {
  publish("one");
  const auto live = open();
  publish("two");
  const fs::path file = current() / "db/postlist.glass";
  const auto flip_a_bit = [&file] {
    std::string bytes = read_file(file);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 4);
    std::ofstream(file, std::ios::binary) << bytes;
  };
  flip_a_bit();
  for (int i = 0; i < 2; ++i) {
    const auto refreshed = live->refresh();
    ASSERT_FALSE(refreshed);
    EXPECT_EQ(refreshed.error().message, "gen-000002 is damaged: db/postlist.glass has changed");
  }
  EXPECT_EQ(first_title(*live), "Cough one");
  EXPECT_EQ(live->status().refused_generation, 2U);
  flip_a_bit();
  fs::last_write_time(file, fs::file_time_type::clock::now() + std::chrono::seconds(1));
  EXPECT_EQ(live->refresh().value(), true);
  EXPECT_EQ(first_title(*live), "Cough two");
}

TEST_F(LiveIndexTest, WhatIsDamagedLaterIsAnErrorOfThatRequest) {
  publish("one", 50);
  const auto live = open();
  // In place, as a failing disk would: the file is mapped.
  std::string bytes = read_file(current() / "articles");
  for (std::size_t at = 10; at < bytes.size() / 2; at += 3) {
    bytes[at] = static_cast<char>(bytes[at] ^ 0x55);
  }
  std::ofstream(current() / "articles", std::ios::binary | std::ios::in | std::ios::out) << bytes;
  Metrics metrics;
  std::string log;
  SearchService service(*live, metrics, {}, [&log](std::string_view line) { log += line; });
  const HttpResponse searched = service.respond({.target = "/v1/search?q=cough"});
  EXPECT_EQ(searched.status, 500);
  EXPECT_EQ(error_code(searched), "internal");
  EXPECT_EQ(searched.body.find("article"), std::string::npos) << "the reason is not for strangers";
  EXPECT_NE(log.find(" error=\""), std::string::npos) << log;
  EXPECT_EQ(service.respond({.target = "/v1/articles/one-0"}).status, 500);
  EXPECT_EQ(service.respond({.target = "/health/live"}).status, 200);
}

/// Requests without pause while generations are published: none fails, none mixes.
TEST_F(LiveIndexTest, SwapsUnderLoadDropAndMixNothing) {
  constexpr int kGenerations = 12;
  constexpr unsigned kWorkers = 3;
  publish("gen1", 10);
  const auto live = open(kWorkers);
  Metrics metrics;
  // Without a limit of time, past which snippets are left out.
  SearchService service(*live, metrics, {.time_limit = {}, .access_log = false},
                        [](std::string_view) {});
  std::atomic<bool> is_done = false;
  std::atomic<int> answered = 0;
  std::mutex mutex;
  std::vector<std::string> faults;
  const auto work = [&] {
    while (!is_done) {
      const HttpResponse response = service.respond({.target = "/v1/search?q=cough&limit=50"});
      const auto json = nlohmann::json::parse(response.body, nullptr, false);
      std::string fault;
      if (response.status != 200) {
        fault = response.body;
      } else {
        // Generation n holds 9 + n articles, all of which name it.
        const int generation = json["generation"].get<int>();
        const std::string title = fmt::format("Cough gen{}", generation);
        if (json["total"] != 9 + generation) fault = "wrong total";
        for (const auto& hit : json["hits"]) {
          if (hit["title"] != title) fault = "a hit of another generation";
          const std::string snippet = hit["snippet"]["text"];
          if (!snippet.starts_with(fmt::format("A cough of gen{}.", generation))) {
            fault = "a snippet of another generation";
          }
        }
      }
      ++answered;
      if (!fault.empty()) {
        const std::lock_guard lock(mutex);
        faults.push_back(fault);
      }
    }
  };
  std::vector<std::thread> workers;
  for (unsigned i = 0; i < kWorkers; ++i) workers.emplace_back(work);
  for (int i = 2; i <= kGenerations; ++i) {
    publish(fmt::format("gen{}", i), 9 + i);
    EXPECT_EQ(live->refresh().value_or(false), true);
  }
  is_done = true;
  for (std::thread& worker : workers) worker.join();
  EXPECT_THAT(faults, testing::IsEmpty());
  EXPECT_GT(answered, kGenerations);
  EXPECT_EQ(live->status().swaps, static_cast<std::uint64_t>(kGenerations - 1));
}

TEST_F(LiveIndexTest, MoreWorkersThanSearchersTakeTurns) {
  publish("one");
  const auto live = open(1);
  std::vector<std::thread> workers;
  std::atomic<int> found = 0;
  for (int i = 0; i < 4; ++i) {
    workers.emplace_back([&] {
      for (int k = 0; k < 50; ++k) found += first_title(*live) == "Cough one" ? 1 : 0;
    });
  }
  for (std::thread& worker : workers) worker.join();
  EXPECT_EQ(found, 200);
}

}  // namespace
}  // namespace medlar
