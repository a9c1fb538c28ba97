#include "indexer/format/glass_database.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "indexer/format/record_bytes.h"
#include "indexer/format/write_file.h"

namespace medlar {
namespace fs = std::filesystem;
namespace {

// What is before the entries of a chunk at most: three numbers, a flag and one more number.
constexpr std::size_t kMaxChunkHead = 3 * 5 + 1 + 5;
constexpr std::size_t kMaxNumber = 5;

// What the engine can read as the weight of a term in all articles.
constexpr std::uint64_t kMostWeight = std::numeric_limits<std::uint32_t>::max();

constexpr std::string_view kMagic{"\x0f\x0dXapian Glass\x04\x6e", 16};  // with the format's date
constexpr std::string_view kMetadataKeys{"\0\xc0", 2};
constexpr std::string_view kValueTotalsKeys{"\0\xd0", 2};

// Tables that are not there: from how many bytes on the engine would compress a tag of records,
// term lists, positions, spellings and synonyms.
constexpr std::array<unsigned, 5> kAbsentTables = {18, 18, 0, 18, 18};

// What a description of a table says beside the level of its root.
constexpr unsigned kWrittenInOrder = 2;
constexpr unsigned kHasNoRoot = 1;

/// The number of an article so that bytes sort as numbers do: in two bytes below 2^15, then in
/// three and more, as many as the first one's leading ones say.
void put_sortable(std::string& out, std::uint32_t number) {
  const auto bits = static_cast<unsigned>(std::bit_width(number));
  const unsigned bytes = bits <= 15 ? 2 : (bits + 5) / 7;
  std::uint64_t value = number;
  if (bytes > 2) value |= std::uint64_t{0xffU << (10 - bytes) & 0xffU} << (8 * (bytes - 1));
  for (unsigned i = bytes; i-- > 0;) out += static_cast<char>(value >> (8 * i));
}

/// What the engine keeps of the tables and of the articles together.
std::string version_file(const GlassTable& table, const PostingTotals& totals) {
  std::string bytes(kMagic);
  bytes.append(16, '\0');  // a UUID, which nobody asks for: equal databases are equal bytes
  put_number(bytes, kGlassRevision);
  put_number(bytes, table.root);
  put_number(bytes, table.level << 2U | kWrittenInOrder);
  put_number(bytes, table.keys);
  put_number(bytes, kGlassBlockBytes >> 11U);
  put_number(bytes, 0);  // nothing is compressed
  std::string free_blocks;
  put_number(free_blocks, kGlassRevision);
  put_number(free_blocks, table.blocks);  // the next one to be used
  free_blocks.append(4, '\0');            // no list of others
  put_text(bytes, free_blocks);
  for (const unsigned compressed_from : kAbsentTables) {
    for (const unsigned number :
         {0U, kWrittenInOrder | kHasNoRoot, 0U, kGlassBlockBytes >> 11U, compressed_from, 0U}) {
      put_number(bytes, number);
    }
  }
  put_number(bytes, totals.articles);
  put_number(bytes, 0);  // numbers without an article
  put_number(bytes, totals.shortest_length);
  put_number(bytes, totals.highest_weight);
  put_number(bytes, totals.longest_length - totals.highest_weight);
  put_number(bytes, 0);  // changesets
  put_number(bytes, totals.length);
  put_number(bytes, 0);  // spellings
  return bytes;
}

}  // namespace

GlassDatabaseWriter::GlassDatabaseWriter(fs::path directory, PostingTotals totals,
                                         GlassTableWriter table)
    : directory_(std::move(directory)), totals_(std::move(totals)), table_(std::move(table)) {}

Result<GlassDatabaseWriter> GlassDatabaseWriter::create(const fs::path& directory,
                                                        PostingTotals totals,
                                                        std::string_view about_key,
                                                        std::string_view about) {
  std::error_code code;
  fs::create_directories(directory, code);
  if (code) {
    return failure(ErrorCode::kInputOutput,
                   fmt::format("cannot make {}: {}", directory.string(), code.message()),
                   "free some space and run again; what was published before is untouched");
  }
  auto table = GlassTableWriter::create(directory / "postlist.glass");
  if (!table) return tl::unexpected<Error>(table.error());
  GlassDatabaseWriter writer(directory, std::move(totals), std::move(*table));
  const auto add = [&](std::string_view keys, std::string_view key, std::string_view tag) {
    return writer.table_.add(std::string(keys).append(key), tag);
  };
  if (const auto done = add(kMetadataKeys, about_key, about); !done) {
    return tl::unexpected<Error>(done.error());
  }
  for (const auto& [slot, values] : writer.totals_.values) {
    std::string tag;
    put_number(tag, values.articles);
    put_text(tag, values.lowest);
    if (values.highest != values.lowest) tag += values.highest;
    const std::string key(slot == 0 ? 0 : 1, static_cast<char>(slot));  // without zeros at the end
    if (const auto done = add(kValueTotalsKeys, key, tag); !done) {
      return tl::unexpected<Error>(done.error());
    }
  }
  return writer;
}

Result<void> GlassDatabaseWriter::add(const PostingList& list) {
  const bool has_texts = is_value_list(list.key);
  is_first_chunk_ = true;
  for (const PostingPart& part : list.parts) {
    RecordCursor at{part.entries};
    for (std::uint32_t article = part.first;;) {
      const std::string_view from_here = at.rest;
      const std::uint64_t number = at.number();  // of a text, its length
      if (has_texts) at.bytes(number);
      const auto entry = from_here.substr(0, from_here.size() - at.rest.size());
      if (const auto done = add_entry(list, article, entry); !done) return done;
      if (at.rest.empty()) break;
      article += static_cast<std::uint32_t>(at.number()) + 1;
    }
    if (!at.ok) return postings_damaged();
  }
  return write_chunk(list, true);
}

Result<void> GlassDatabaseWriter::add_entry(const PostingList& list, std::uint32_t article,
                                            std::string_view entry) {
  if (!chunk_.empty() && chunk_.size() + kMaxNumber + entry.size() > room_) {
    if (const auto done = write_chunk(list, false); !done) return done;
  }
  if (chunk_.empty()) {
    first_ = article;
    room_ = table_.room(list.key.size() + 1 + kMaxNumber) - kMaxChunkHead;
  } else {
    put_number(chunk_, article - last_ - 1);
  }
  chunk_ += entry;
  last_ = article;
  return {};
}

Result<void> GlassDatabaseWriter::write_chunk(const PostingList& list, bool is_last) {
  std::string key(list.key);
  std::string tag;
  const bool is_values = is_value_list(list.key);
  if (is_first_chunk_ && !is_values) {
    put_number(tag, list.articles);
    put_number(tag, std::min<std::uint64_t>(list.weight, kMostWeight));
    put_number(tag, first_ - 1);
  } else {
    if (!is_values && list.key != kLengthListKey) key += '\0';  // a term ends here
    put_sortable(key, first_);
  }
  if (!is_values) {
    tag += is_last ? '1' : '0';
    put_number(tag, last_ - first_);
  }
  tag += chunk_;
  chunk_.clear();
  is_first_chunk_ = false;
  return table_.add(key, tag);
}

Result<void> GlassDatabaseWriter::finish() {
  const auto table = table_.finish();
  if (!table) return tl::unexpected<Error>(table.error());
  return write_file(directory_ / "iamglass", {version_file(*table, totals_)});
}

}  // namespace medlar
