#include "query/http/metrics.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <fstream>

#include <fmt/format.h>

namespace medlar {
namespace {

/// Seconds since the time that an ISO 8601 text in UTC names; 0 where it names none.
double age_of(const std::string& time) {
  std::tm parts{};
  if (::strptime(time.c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts) == nullptr) return 0;
  return std::max(0.0, std::difftime(std::time(nullptr), ::timegm(&parts)));
}

std::uint64_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::uint64_t all = 0;
  std::uint64_t resident = 0;
  file >> all >> resident;
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

void head(std::string& text, std::string_view name, std::string_view type, std::string_view help) {
  text += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
}

template <typename Number>
void single(std::string& text, std::string_view name, std::string_view type, std::string_view help,
            Number value) {
  head(text, name, type, help);
  text += fmt::format("{} {}\n", name, value);
}

}  // namespace

void Metrics::count_request(std::string_view route, int status, double seconds) {
  const auto bucket =
      static_cast<std::size_t>(std::ranges::lower_bound(kBuckets, seconds) - kBuckets.begin());
  const std::lock_guard lock(mutex_);
  ++requests_[{route, status}];
  Latency& latency = latencies_[route];
  ++latency.counts[bucket];
  latency.sum += seconds;
}

void Metrics::count_search(std::uint64_t total, bool truncated) {
  const std::lock_guard lock(mutex_);
  if (total == 0) ++searches_without_hits_;
  if (truncated) ++truncated_searches_;
}

std::string Metrics::text(const LiveIndex::Status& index) const {
  std::string text;
  {
    const std::lock_guard lock(mutex_);
    head(text, "medlar_http_requests_total", "counter", "Requests by route and status.");
    for (const auto& [key, count] : requests_) {
      text += fmt::format("medlar_http_requests_total{{route=\"{}\",status=\"{}\"}} {}\n",
                          key.first, key.second, count);
    }
    constexpr std::string_view kSeconds = "medlar_http_request_seconds";
    head(text, kSeconds, "histogram", "Time to answer a request, without its transport.");
    for (const auto& [route, latency] : latencies_) {
      std::uint64_t below = 0;
      for (std::size_t i = 0; i < latency.counts.size(); ++i) {
        below += latency.counts[i];
        const std::string bound = i < kBuckets.size() ? fmt::format("{}", kBuckets[i]) : "+Inf";
        text +=
            fmt::format("{}_bucket{{route=\"{}\",le=\"{}\"}} {}\n", kSeconds, route, bound, below);
      }
      text += fmt::format("{0}_sum{{route=\"{1}\"}} {2}\n{0}_count{{route=\"{1}\"}} {3}\n",
                          kSeconds, route, latency.sum, below);
    }
    single(text, "medlar_searches_without_hits_total", "counter", "Searches that found nothing.",
           searches_without_hits_);
    single(text, "medlar_searches_truncated_total", "counter",
           "Searches cut off by the time limit.", truncated_searches_);
  }
  single(text, "medlar_index_generation", "gauge", "Generation that is served.", index.generation);
  single(text, "medlar_index_articles", "gauge", "Articles in it.", index.metadata.articles);
  single(text, "medlar_index_age_seconds", "gauge", "Time since it was built.",
         age_of(index.metadata.built));
  single(text, "medlar_index_swaps_total", "counter", "Generations taken over while serving.",
         index.swaps);
  single(text, "medlar_index_refusals_total", "counter",
         "Tries to take over a published generation that is not fit to serve.", index.refusals);
  single(text, "medlar_http_connections", "gauge", "Open connections.", open_connections.load());
  single(text, "medlar_http_connections_accepted_total", "counter", "Connections accepted.",
         accepted_connections.load());
  single(text, "medlar_http_connections_refused_total", "counter",
         "Connections refused because their address had too many.", refused_connections.load());
  single(text, "medlar_http_connections_timed_out_total", "counter",
         "Connections closed because they were too slow or idle.", timed_out_connections.load());
  single(text, "process_resident_memory_bytes", "gauge", "Resident memory size in bytes.",
         resident_bytes());
  return text;
}

}  // namespace medlar
