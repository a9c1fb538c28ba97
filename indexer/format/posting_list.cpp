#include "indexer/format/posting_list.h"

#include <algorithm>

#include "indexer/format/record_bytes.h"

namespace medlar {
namespace {

constexpr std::string_view kValueListKey{"\0\xd8", 2};

/// The shorter one, where 0 is none.
std::uint64_t shorter(std::uint64_t a, std::uint64_t b) {
  return a == 0 || b == 0 ? std::max(a, b) : std::min(a, b);
}

}  // namespace

tl::unexpected<Error> postings_damaged() {
  return failure(ErrorCode::kInputOutput, "the postings of articles cannot be read back",
                 "mend the disk and run again; what was published before is untouched");
}

std::string value_list_key(unsigned slot) {
  std::string key(kValueListKey);
  put_number(key, slot);
  return key;
}

/// A zero byte within a term is followed by 0xff, so that one that ends it is told from it.
std::string term_list_key(std::string_view term) {
  std::string key;
  for (const char byte : term) {
    key += byte;
    if (byte == '\0') key += '\xff';
  }
  return key;
}

bool is_value_list(std::string_view key) { return key.starts_with(kValueListKey); }

std::uint64_t first_bytes(std::string_view text) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < sizeof(number); ++i) {
    number = number << 8U | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
  }
  return number;
}

void PostingTotals::add_article(std::uint64_t article_length) {
  articles += 1;
  length += article_length;
  shortest_length = shorter(shortest_length, article_length);
  longest_length = std::max(longest_length, article_length);
}

void PostingTotals::add_value(unsigned slot, std::string_view value) {
  Values& known = values[slot];
  if (known.articles == 0 || value < known.lowest) known.lowest = value;
  if (value > known.highest) known.highest = value;
  known.articles += 1;
}

void PostingTotals::add(const PostingTotals& other) {
  articles += other.articles;
  length += other.length;
  shortest_length = shorter(shortest_length, other.shortest_length);
  longest_length = std::max(longest_length, other.longest_length);
  highest_weight = std::max(highest_weight, other.highest_weight);
  for (const auto& [slot, theirs] : other.values) {
    Values& known = values[slot];
    if (known.articles == 0 || theirs.lowest < known.lowest) known.lowest = theirs.lowest;
    known.highest = std::max(known.highest, theirs.highest);
    known.articles += theirs.articles;
  }
}

}  // namespace medlar
