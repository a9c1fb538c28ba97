#include "corpus/cleaning/boilerplate_scan.h"

#include <algorithm>
#include <array>
#include <new>
#include <vector>

#include "corpus/split_mix.h"

namespace medlar {
namespace {

// A sentence is boilerplate that stands in this share of its publisher's articles, and in no fewer
// than so many: less is a coincidence of subjects.
constexpr std::uint64_t kShare = 20;  // one in 20
constexpr std::uint64_t kFewestArticles = 20;

// But a sentence that is a large part of the sections it stands in is what they say ("This
// condition is inherited in an autosomal recessive pattern."), unless most articles say it.
constexpr std::uint64_t kLargePart = 4;       // a quarter of a section's text
constexpr std::uint64_t kShareOfContent = 2;  // one article in 2

// What a sketch of this size may count too many: its counters hold the average by chance, and
// several times that practically never in all rows.
constexpr std::uint64_t kNoise = 4;

// Different things are counted in one sketch, under different keys.
constexpr std::uint64_t kPublisherKey = 0x9e3779b97f4a7c15ULL;
constexpr std::uint64_t kLargePartKey = 0xc2b2ae3d27d4eb4fULL;

/// The column of a key in each row: double hashing (A. Kirsch and M. Mitzenmacher, "Less hashing,
/// same performance: building a better Bloom filter", ESA 2006).
template <std::size_t kRows>
std::array<std::size_t, kRows> cells(std::uint64_t key, std::size_t columns) {
  const std::uint64_t bits = split_mix(key);
  const std::uint64_t step = bits >> 32U | 1U;
  std::array<std::size_t, kRows> at{};
  for (std::size_t row = 0; row < kRows; ++row) {
    at[row] = row * columns + (bits + row * step) % columns;
  }
  return at;
}

}  // namespace

// Memory that the system gives as zeros when it is first touched: few articles touch little of it.
BoilerplateScan::BoilerplateScan()
    : counters_(static_cast<std::uint32_t*>(std::calloc(kRows * kColumns, sizeof(std::uint32_t)))) {
  if (!counters_) throw std::bad_alloc();
}

void BoilerplateScan::add(std::uint64_t key) {
  for (const std::size_t cell : cells<kRows>(key, kColumns)) {
    std::atomic_ref(counters_[cell]).fetch_add(1, std::memory_order_relaxed);
  }
}

std::uint64_t BoilerplateScan::count(std::uint64_t key) const {
  std::uint64_t least = ~std::uint64_t{0};
  for (const std::size_t cell : cells<kRows>(key, kColumns)) {
    least = std::min<std::uint64_t>(
        least, std::atomic_ref(counters_[cell]).load(std::memory_order_relaxed));
  }
  return least;
}

void BoilerplateScan::add(const Article& article) {
  const std::uint64_t publisher = publisher_print(article);
  struct Sentence {
    std::uint64_t print;
    bool is_large_part;
  };
  std::vector<Sentence> sentences;
  for (const Section& section : article.sections) {
    for (const SentencePiece& piece : sentence_pieces(section.text, publisher)) {
      if (piece.print == 0) continue;
      const std::size_t size = piece.end - piece.begin;
      sentences.push_back({piece.print, size * kLargePart >= section.text.size()});
    }
  }
  // Of a sentence that stands in several places the first counts.
  std::ranges::stable_sort(sentences, {}, &Sentence::print);
  const auto is_same = [](const Sentence& a, const Sentence& b) { return a.print == b.print; };
  sentences.erase(std::unique(sentences.begin(), sentences.end(), is_same), sentences.end());
  std::uint64_t added = 1;
  add(publisher ^ kPublisherKey);
  for (const Sentence& sentence : sentences) {
    add(sentence.print);
    if (sentence.is_large_part) add(sentence.print ^ kLargePartKey);
    added += sentence.is_large_part ? 2 : 1;
  }
  added_.fetch_add(added, std::memory_order_relaxed);
}

std::uint64_t BoilerplateScan::limit(std::uint64_t publisher) const {
  const std::uint64_t articles = count(publisher ^ kPublisherKey);
  return std::max({kFewestArticles, articles / kShare, kNoise * added_ / kColumns});
}

IsBoilerplate BoilerplateScan::test(std::uint64_t publisher) const {
  const std::uint64_t least = limit(publisher);
  const std::uint64_t articles = count(publisher ^ kPublisherKey);
  return [this, least, articles](std::uint64_t print) {
    const std::uint64_t found = count(print);
    if (found < least) return false;
    const bool is_content = 2 * count(print ^ kLargePartKey) >= found;
    return !is_content || found * kShareOfContent >= articles;
  };
}

}  // namespace medlar
