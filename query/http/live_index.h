// The published generation of an index, opened once for each worker, and replaced under them when
// another is published.
//
// A worker borrows a searcher for one request: nobody else uses it meanwhile, and whatever is
// published, all of a request is answered by one generation. Suggestions come from one object for
// all workers. A generation is closed when its last request is done. lease(), names() and status()
// are thread-safe; refresh() is for one thread.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "query/searcher.h"
#include "query/suggester.h"

namespace medlar {

class LiveIndex {
  struct OpenGeneration;

 public:
  /// Verifies every byte of the published generation, opens it `searchers` times, and tries each.
  static Result<std::unique_ptr<LiveIndex>> open(const std::filesystem::path& index,
                                                 unsigned searchers);
  ~LiveIndex();

  /// A searcher for as long as this object lives.
  class Lease {
   public:
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease();
    Searcher* operator->() const { return searcher_.get(); }
    const Suggester& suggester() const;   // of the same generation
    const std::string& identity() const;  // see Status

   private:
    friend class LiveIndex;
    explicit Lease(std::shared_ptr<OpenGeneration> from);
    std::shared_ptr<OpenGeneration> from_;
    std::unique_ptr<Searcher> searcher_;
  };

  /// Waits while all searchers are borrowed: there should be one for each thread.
  Lease lease();

  /// The names that can be suggested, for as long as this object lives.
  class Names {
   public:
    const Suggester* operator->() const;
    const std::string& identity() const;  // see Status

   private:
    friend class LiveIndex;
    explicit Names(std::shared_ptr<const OpenGeneration> from) : from_(std::move(from)) {}
    std::shared_ptr<const OpenGeneration> from_;
  };

  /// Waits for nobody.
  Names names() const;

  /// Looks whether another generation is published, and if so opens it and lets new requests have
  /// it; true then. Where it is damaged, cannot be opened or does not answer, the error says why,
  /// and the old one goes on.
  Result<bool> refresh();

  struct Status {
    unsigned generation = 0;
    unsigned refused_generation = 0;  // published, but not fit to serve; 0: none
    std::uint64_t swaps = 0;
    std::uint64_t refusals = 0;
    std::string identity;  // differs between any two builds, also of the same generation
    IndexMetadata metadata;
  };
  Status status() const;

 private:
  LiveIndex(std::filesystem::path index, unsigned searchers);
  Result<std::shared_ptr<OpenGeneration>> open_published();
  std::shared_ptr<OpenGeneration> live() const;

  /// Files that were read and found damaged, so that they are not read again each second.
  struct Damage {
    std::string stamp;
    Error error;
  };

  const std::filesystem::path index_;
  const unsigned searchers_;
  mutable std::mutex mutex_;
  std::shared_ptr<OpenGeneration> live_;
  unsigned refused_generation_ = 0;
  std::uint64_t swaps_ = 0;
  std::uint64_t refusals_ = 0;
  std::optional<Damage> damage_;  // of refresh()'s thread
};

}  // namespace medlar
