#include "indexer/format/space_file.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "corpus/little_endian.h"

namespace medlar {
namespace {

constexpr std::string_view kMagic = "MDLRSPC2";
constexpr std::size_t kHeaderBytes = kMagic.size() + 4 * 4;
constexpr std::uint32_t kMaxDimensions = 1024;

// Steps from the middle to the edge: of places in files, and of directions that are compared with
// them. Sums of 1,024 products of both fit 32 bits.
constexpr float kSteps = 127;
constexpr float kFineSteps = 8191;

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  return little_endian::number_at<std::uint32_t>(bytes, at);
}

/// 0 for what is no number: damage must not reach the order of scores.
float float_at(std::string_view bytes, std::size_t at) {
  const auto number = std::bit_cast<float>(number_at(bytes, at));
  return std::isfinite(number) ? number : 0;
}

void put(std::string& out, std::uint32_t number) { little_endian::put(out, number); }

void put(std::string& out, float number) { put(out, std::bit_cast<std::uint32_t>(number)); }

/// As std::lround(), for numbers that fit: a half more is exact in double precision.
int rounded(float number) {
  return static_cast<int>(double{number} + std::copysign(0.5, double{number}));
}

float largest_part(std::span<const float> place) {
  float largest = 0;
  for (const float part : place) largest = std::max(largest, std::fabs(part));
  return largest;
}

}  // namespace

Direction::Direction(const Place& place) {
  const float largest = largest_part(place);
  if (largest <= 0) return;
  std::int64_t squares = 0;
  for (const float part : place) {
    parts_.push_back(static_cast<std::int16_t>(std::lround(part / largest * kFineSteps)));
    squares += std::int64_t{parts_.back()} * parts_.back();
  }
  norm_ = std::sqrt(static_cast<double>(squares));
}

double Direction::cosine(std::span<const std::int8_t> place) const {
  if (place.size() != parts_.size()) return 0;
  std::int32_t product = 0;
  std::int32_t squares = 0;
  const std::int16_t* const parts = parts_.data();  // checked operators would be in the loop's way
  const std::int8_t* const steps = place.data();
  for (std::size_t i = 0; i < place.size(); ++i) {
    const std::int16_t step = steps[i];
    product += parts[i] * step;
    squares += step * step;
  }
  if (squares == 0) return 0;
  return product / (norm_ * std::sqrt(static_cast<double>(squares)));
}

float space_weight(float importance, double times) {
  return importance * static_cast<float>(std::log1p(times));
}

void keep_space_words(std::vector<SpaceWeight>& text) {
  if (!std::ranges::is_sorted(text, {}, &SpaceWeight::word)) {
    std::ranges::sort(text, {}, &SpaceWeight::word);
  }
  if (text.size() <= kSpaceWords) return;
  std::vector<float> weights;
  for (const SpaceWeight& part : text) weights.push_back(part.weight);
  const auto last_kept = weights.begin() + static_cast<std::ptrdiff_t>(kSpaceWords) - 1;
  std::ranges::nth_element(weights, last_kept, std::ranges::greater());
  // Of those that weigh as much as the last one, the first are kept.
  auto equals = std::count(weights.begin(), last_kept + 1, *last_kept);
  std::erase_if(text, [&](const SpaceWeight& part) {
    return part.weight < *last_kept || (part.weight == *last_kept && equals-- <= 0);
  });
}

std::optional<Space> Space::from_bytes(std::string_view bytes) {
  if (!bytes.starts_with(kMagic) || bytes.size() < kHeaderBytes) return std::nullopt;
  Space space;
  space.bytes_ = bytes;
  space.dimensions_ = number_at(bytes, kMagic.size());
  space.words_ = number_at(bytes, kMagic.size() + 4);
  space.articles_ = number_at(bytes, kMagic.size() + 8);
  const std::size_t text_bytes = number_at(bytes, kMagic.size() + 12);
  if (space.dimensions_ > kMaxDimensions) return std::nullopt;
  const std::size_t words = space.words_;
  space.importances_ = kHeaderBytes + 4 * (words + 1);
  space.scales_ = space.importances_ + 4 * words;
  space.word_places_ = space.scales_ + 4 * words;
  space.texts_ = space.word_places_ + words * space.dimensions_;
  space.article_places_ = space.texts_ + text_bytes;
  if (space.article_places_ + std::size_t{space.articles_} * space.dimensions_ != bytes.size()) {
    return std::nullopt;
  }
  return space;
}

std::string_view Space::text(std::uint32_t word) const {
  if (word >= words_) return {};
  const std::size_t begin = number_at(bytes_, kHeaderBytes + 4 * std::size_t{word});
  const std::size_t end = number_at(bytes_, kHeaderBytes + 4 * (std::size_t{word} + 1));
  return bytes_.substr(std::min(texts_ + begin, bytes_.size()), end - begin);
}

float Space::importance(std::uint32_t word) const {
  return word < words_ ? float_at(bytes_, importances_ + 4 * std::size_t{word}) : 0;
}

std::optional<std::uint32_t> Space::find(std::string_view stem) const {
  std::uint32_t low = 0;
  std::uint32_t high = words_;
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (text(middle) < stem) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == words_ || text(low) != stem) return std::nullopt;
  return low;
}

std::span<const std::int8_t> Space::places(std::size_t begin, std::size_t count) const {
  return {reinterpret_cast<const std::int8_t*>(bytes_.data()) + begin, count};
}

Place Space::place(std::span<const SpaceWeight> text) const {
  Place place(dimensions_, 0);
  float* const sums = place.data();  // checked operators would be in the loop's way
  for (const SpaceWeight& part : text) {
    if (part.word >= words_) continue;
    const std::int8_t* const steps =
        places(word_places_ + std::size_t{part.word} * dimensions_, dimensions_).data();
    const float step = part.weight * float_at(bytes_, scales_ + 4 * std::size_t{part.word});
    for (std::uint32_t i = 0; i < dimensions_; ++i) sums[i] += step * steps[i];
  }
  return place;
}

std::span<const std::int8_t> Space::article(std::uint32_t number) const {
  if (number == 0 || number > articles_) return {};
  return places(article_places_ + (std::size_t{number} - 1) * dimensions_, dimensions_);
}

void append_steps(std::span<const float> place, std::string& bytes) {
  const float largest = largest_part(place);
  const std::size_t before = bytes.size();
  bytes.resize(before + place.size(), '\0');
  if (largest <= 0) return;
  for (std::size_t i = 0; i < place.size(); ++i) {
    bytes[before + i] = static_cast<char>(rounded(place[i] / largest * kSteps));
  }
}

std::string encode_space(const SpaceWords& words) {
  std::string begins;
  std::string importances;
  std::string scales;
  std::string places;
  std::string texts;
  for (std::size_t word = 0; word < words.texts.size(); ++word) {
    put(begins, static_cast<std::uint32_t>(texts.size()));
    texts += words.texts[word];
    put(importances, words.importances[word]);
    const auto place = std::span(words.places).subspan(word * words.dimensions, words.dimensions);
    put(scales, largest_part(place) / kSteps);
    append_steps(place, places);
  }
  put(begins, static_cast<std::uint32_t>(texts.size()));
  std::string bytes(kMagic);
  put(bytes, words.dimensions);
  put(bytes, static_cast<std::uint32_t>(words.texts.size()));
  put(bytes, 0U);  // articles
  put(bytes, static_cast<std::uint32_t>(texts.size()));
  for (const std::string* const part : {&begins, &importances, &scales, &places, &texts}) {
    bytes += *part;
  }
  return bytes;
}

std::string with_articles(std::string space, std::uint32_t articles) {
  std::string number;
  put(number, articles);
  return space.replace(kMagic.size() + 2 * number.size(), number.size(), number);
}

Result<SpaceFile> SpaceFile::open(const std::filesystem::path& file, std::uint64_t articles) {
  auto mapped = MappedFile::open(file);
  if (!mapped) return tl::unexpected<Error>(mapped.error());
  const auto space = Space::from_bytes(mapped->bytes());
  if (!space || (space->dimensions() > 0 && space->articles() != articles)) {
    return failure(ErrorCode::kIndexDamaged, "the index's space cannot be read",
                   "run: medlar rollback, or rebuild it: medlar index");
  }
  return SpaceFile(std::move(*mapped), *space);
}

}  // namespace medlar
