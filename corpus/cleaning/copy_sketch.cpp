#include "corpus/cleaning/copy_sketch.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "corpus/fnv1a.h"

namespace medlar {
namespace {

constexpr std::size_t kValues = kBands * kBandValues;
constexpr std::uint32_t kEmpty = std::numeric_limits<std::uint32_t>::max();

using Signature = std::array<std::uint32_t, kValues>;

Signature signature_of(const std::vector<ComparedWord>& words) {
  Signature least;
  least.fill(kEmpty);
  for (const std::uint64_t shingle : shingles(words)) {
    std::uint32_t& value = least[(shingle >> 32U) * kValues >> 32U];
    value = std::min(value, static_cast<std::uint32_t>(shingle));
  }
  Signature dense = least;
  for (std::size_t i = 0; i < kValues; ++i) {
    // A text that is long enough has a value in some place; the order of looking is random, and
    // the same for all texts.
    for (std::uint64_t attempt = 0; dense[i] == kEmpty && attempt < 16 * kValues; ++attempt) {
      dense[i] = least[mixed(i, attempt) % kValues];
    }
  }
  return dense;
}

/// Never 0, which stands for none.
std::uint32_t short_hash(std::uint64_t hash) {
  return std::max<std::uint32_t>(1, static_cast<std::uint32_t>(hash >> 32U));
}

}  // namespace

CopySketch copy_sketch(const ComparedText& text) {
  CopySketch sketch;
  std::uint64_t title = fnv1a(text.language);
  for (const std::uint64_t word : text.title) title = mixed(title, word);
  sketch.exact = mixed(title, text.title.size());
  for (const ComparedWord& word : text.words) sketch.exact = mixed(sketch.exact, word.hash);
  if (!text.title.empty()) sketch.title = short_hash(title);
  sketch.bands.fill(0);
  if (text.words.size() < kMinNearWords) return sketch;
  const Signature values = signature_of(text.words);
  for (std::size_t band = 0; band < kBands; ++band) {
    std::uint64_t hash = mixed(title, band);
    for (std::size_t i = 0; i < kBandValues; ++i) {
      hash = mixed(hash, values[band * kBandValues + i]);
    }
    sketch.bands[band] = short_hash(hash);
  }
  return sketch;
}

}  // namespace medlar
