// What the server counts, and Prometheus' text form of it
// (https://prometheus.io/docs/instrumenting/exposition_formats/, version 0.0.4).
//
// Thread-safe.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "query/http/live_index.h"

namespace medlar {

class Metrics {
 public:
  /// Counts a request that was answered. `route` must live for ever.
  void count_request(std::string_view route, int status, double seconds);
  /// Counts what a search gave.
  void count_search(std::uint64_t total, bool truncated);

  /// Everything as text.
  std::string text(const LiveIndex::Status& index) const;

  // What carries the requests counts here.
  std::atomic<std::int64_t> open_connections = 0;
  std::atomic<std::uint64_t> accepted_connections = 0;
  std::atomic<std::uint64_t> refused_connections = 0;    // one address had too many
  std::atomic<std::uint64_t> timed_out_connections = 0;  // too slow

 private:
  // Upper bounds in seconds; above the last there is one more bucket.
  static constexpr std::array<double, 11> kBuckets{0.0005, 0.001, 0.002, 0.005, 0.01, 0.02,
                                                   0.05,   0.1,   0.25,  0.5,   1};
  struct Latency {
    std::array<std::uint64_t, kBuckets.size() + 1> counts{};
    double sum = 0;
  };

  mutable std::mutex mutex_;
  std::map<std::pair<std::string_view, int>, std::uint64_t> requests_;
  std::map<std::string_view, Latency> latencies_;
  std::uint64_t searches_without_hits_ = 0;
  std::uint64_t truncated_searches_ = 0;
};

}  // namespace medlar
