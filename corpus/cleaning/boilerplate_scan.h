// Finds boilerplate: counts in how many articles of its publisher each sentence stands, in a fixed
// amount of memory, whatever the corpus.
//
// A count-min sketch (G. Cormode and S. Muthukrishnan, "An improved data stream summary: the
// count-min sketch and its applications", J. Algorithms 55, 2005): kRows counters for each
// sentence, shared with others, of which the smallest is believed. It never counts too few; that it
// counts too many by more than the average counter holds, in all rows at once, is what the limit
// below allows for. Counters are only added to, so that the outcome does not depend on the order of
// the articles nor on the number of threads.
//
// add() may be called by several threads at a time, the others when no add() runs.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>

#include "corpus/article.h"
#include "corpus/cleaning/boilerplate.h"

namespace medlar {

class BoilerplateScan {
 public:
  BoilerplateScan();

  /// Counts each sentence of the article once.
  void add(const Article& article);

  /// Articles in which a sentence of this publisher must stand to be boilerplate.
  std::uint64_t limit(std::uint64_t publisher) const;

  /// True for the sentences of this publisher that are boilerplate, given their print.
  IsBoilerplate test(std::uint64_t publisher) const;

  static constexpr std::size_t bytes() { return kRows * kColumns * sizeof(std::uint32_t); }

 private:
  struct Free {
    void operator()(std::uint32_t* counters) const { std::free(counters); }
  };
  static constexpr std::size_t kRows = 4;
  static constexpr std::size_t kColumns = std::size_t{1} << 20U;  // 16 MiB of counters

  void add(std::uint64_t key);
  std::uint64_t count(std::uint64_t key) const;

  std::unique_ptr<std::uint32_t[], Free> counters_;  // rows one after another
  std::atomic<std::uint64_t> added_ = 0;
};

}  // namespace medlar
