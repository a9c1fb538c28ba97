#include "corpus/cleaning/copy_sketch.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "corpus/fnv1a.h"

namespace medlar {
namespace {

constexpr std::size_t kValues = kBands * kBandValues;
constexpr std::uint32_t kKinds = 15;  // of compared values
constexpr std::uint32_t kEmpty = std::numeric_limits<std::uint32_t>::max();

template <std::size_t kSize>
using Values = std::array<std::uint32_t, kSize>;

/// The least of the lower halves of the hashes that the upper halves put in each place.
template <std::size_t kSize>
Values<kSize> least_of(const std::vector<std::uint64_t>& shingles) {
  Values<kSize> least;
  least.fill(kEmpty);
  for (const std::uint64_t shingle : shingles) {
    std::uint32_t& value = least[(shingle >> 32U) * kSize >> 32U];
    value = std::min(value, static_cast<std::uint32_t>(shingle));
  }
  return least;
}

Values<kValues> signature_of(const std::vector<std::uint64_t>& shingles) {
  const Values<kValues> least = least_of<kValues>(shingles);
  Values<kValues> dense = least;
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
  sketch.values.fill(0);
  if (text.words.size() < kMinNearWords) return sketch;
  const std::vector<std::uint64_t> all = shingles(text.words);
  const Values<kValues> values = signature_of(all);
  for (std::size_t band = 0; band < kBands; ++band) {
    std::uint64_t hash = mixed(title, band);
    for (std::size_t i = 0; i < kBandValues; ++i) {
      hash = mixed(hash, values[band * kBandValues + i]);
    }
    sketch.bands[band] = short_hash(hash);
  }
  const auto compared = least_of<kComparedValues>(all);
  for (std::size_t i = 0; i < compared.size(); ++i) {
    if (compared[i] == kEmpty) continue;
    sketch.values[i / 2] |= static_cast<std::uint8_t>(1 + compared[i] % kKinds) << (i % 2 * 4);
  }
  return sketch;
}

double resemblance(const CopySketch& a, const CopySketch& b) {
  std::size_t equal = 0;
  std::size_t either = 0;
  for (std::size_t i = 0; i < a.values.size(); ++i) {
    for (const unsigned half : {0x0FU, 0xF0U}) {
      const unsigned left = a.values[i] & half;
      const unsigned right = b.values[i] & half;
      either += (left | right) != 0 ? 1 : 0;
      equal += left == right && left != 0 ? 1 : 0;
    }
  }
  if (either == 0) return 0;
  const double share = static_cast<double>(equal) / static_cast<double>(either);
  return std::max(0.0, (share * kKinds - 1) / (kKinds - 1));
}

}  // namespace medlar
