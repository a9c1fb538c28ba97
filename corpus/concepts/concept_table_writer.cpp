#include "corpus/concepts/concept_table_writer.h"

#include <algorithm>
#include <bit>
#include <string_view>
#include <tuple>

#include "corpus/concepts/concept_table_format.h"
#include "corpus/fnv1a.h"

namespace medlar {
namespace {

using namespace concept_format;
using namespace little_endian;

/// Texts, and where they are.
class Texts {
 public:
  std::uint32_t add(std::string_view text) {
    const auto begin = static_cast<std::uint32_t>(bytes_.size());
    bytes_ += text;
    return begin;
  }
  void put_text(std::string& out, std::string_view text) {
    put(out, add(text));
    put(out, static_cast<std::uint32_t>(text.size()));
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

/// What may be looked up.
class Filter {
 public:
  void add(std::uint64_t key) { keys_.push_back(key); }

  /// Appends it to `out` and tells its size, as a power of two.
  std::uint32_t put_into(std::string& out) {
    std::ranges::sort(keys_);
    keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
    const auto width = static_cast<std::uint32_t>(std::bit_width(keys_.size()));
    const std::uint32_t bits = std::clamp(width, 3U, kMaxFilterBits + 3) - 3;  // 8 to 16 for a key
    std::vector<std::uint64_t> words(std::size_t{1} << bits);
    for (const std::uint64_t key : keys_) words[filter_word(key, bits)] |= filter_mask(key);
    for (const std::uint64_t word : words) put(out, word);
    return bits;
  }

 private:
  std::vector<std::uint64_t> keys_;
};

}  // namespace

std::string concept_table_bytes(const MergedConcepts& merged) {
  // Names are numbered anew, concept by concept.
  struct Row {
    std::uint64_t key;
    std::uint32_t order;
    std::uint32_t name;
  };
  std::vector<Row> rows;
  Filter filter;
  Filter abbreviation_filter;
  std::string first_names;
  std::string names;
  Texts texts;
  std::uint32_t number = 0;
  for (std::uint32_t subject = 0; subject < merged.concepts.size(); ++subject) {
    put(first_names, number);
    for (const std::uint32_t old : merged.concepts[subject]) {
      const MergedConcepts::Name& name = merged.names[old];
      for (const NameKey& key : name.reading.keys) {
        rows.push_back({key.words, key.order, number});
        (name.reading.is_abbreviation ? abbreviation_filter : filter).add(key.words);
      }
      for (const std::uint64_t pair : name.reading.pairs) filter.add(pair);
      put(names, texts.add(name.text));
      put(names, subject);
      put(names, name.source);
      put(names, static_cast<std::uint16_t>(name.text.size()));
      const auto kind = static_cast<std::uint8_t>(name.kind);
      put(names, static_cast<std::uint8_t>(kind | (name.reading.is_word ? kCommonWordFlag : 0)));
      put(names, name.language);
      ++number;
    }
  }
  put(first_names, number);
  std::ranges::sort(rows, [](const Row& a, const Row& b) {
    return std::tie(a.key, a.order, a.name) < std::tie(b.key, b.order, b.name);
  });

  // A row of the directory for one or two entries.
  const auto width = static_cast<std::uint32_t>(std::bit_width(rows.size()));
  const std::uint32_t directory_bits = std::clamp(width, 2U, kMaxDirectoryBits + 1) - 1;
  std::string entries;
  std::vector<std::uint32_t> begins((std::size_t{1} << directory_bits) + 1);
  for (const Row& row : rows) {
    put(entries, row.key);
    put(entries, row.order);
    put(entries, row.name);
    ++begins[(row.key >> (64 - directory_bits)) + 1];
  }
  std::string filters;
  const std::uint32_t filter_bits = filter.put_into(filters);
  const std::uint32_t abbreviation_filter_bits = abbreviation_filter.put_into(filters);
  std::string directory;
  std::uint32_t begin = 0;
  for (const std::uint32_t count : begins) put(directory, begin += count);

  std::string sources;
  for (const MergedConcepts::Source& source : merged.sources) {
    texts.put_text(sources, source.name);
    texts.put_text(sources, source.licence);
    for (const std::uint32_t count : {source.concepts, source.names, source.left_out}) {
      put(sources, count);
    }
  }
  std::string languages;
  for (const std::string& language : merged.languages) texts.put_text(languages, language);

  std::string body;
  for (const std::size_t count :
       {merged.sources.size(), merged.languages.size(), merged.concepts.size(), std::size_t{number},
        rows.size(), std::size_t{directory_bits}, std::size_t{filter_bits},
        std::size_t{abbreviation_filter_bits}, texts.bytes().size()}) {
    put(body, static_cast<std::uint32_t>(count));
  }
  body += entries;
  body += filters;
  body += directory;
  body += first_names;
  body.append(std::size_t{number} * 4, '\0');  // articles
  body += names;
  body += sources;
  body += languages;
  body += texts.bytes();
  std::string bytes(kMagic);
  put(bytes, fnv1a(body));
  return bytes + body;
}

}  // namespace medlar
