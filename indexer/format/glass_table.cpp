#include "indexer/format/glass_table.h"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

namespace medlar {
namespace {

// A block has room for four of the largest items.
constexpr std::size_t kItemsOfBlock = 4;
constexpr std::size_t kDirectoryEntry = 2;
constexpr std::size_t kMaxItem =
    (kGlassBlockBytes - kGlassHeadBytes - kItemsOfBlock * kDirectoryEntry) / kItemsOfBlock;

// Of an item of a leaf, before its key; and the number of a part.
constexpr std::size_t kItemHead = 3;
constexpr std::size_t kPartNumber = 2;

constexpr unsigned kFirstPart = 0x2000;
constexpr unsigned kLastPart = 0x4000;

// What is left of a block is worth a piece of a tag from so many bytes up.
constexpr std::size_t kWorthAPiece = 256;

void put_big_endian(std::string& out, std::uint64_t number, unsigned bytes) {
  for (unsigned i = bytes; i-- > 0;) out += static_cast<char>(number >> (8 * i));
}

/// A key as a branch has it.
std::string separator(std::string_view key, std::size_t part) {
  std::string bytes(1, static_cast<char>(key.size()));
  bytes += key;
  put_big_endian(bytes, part, kPartNumber);
  return bytes;
}

/// The beginning of `key` that tells it from what is before it.
std::string_view telling_beginning(std::string_view before, std::string_view key) {
  const auto differ = std::ranges::mismatch(before, key);
  const auto same = static_cast<std::size_t>(differ.in2 - key.begin());
  return key.substr(0, same + 1);
}

}  // namespace

void GlassTableWriter::Block::add(std::string_view item) {
  begin_ -= item.size();
  std::memcpy(bytes_.data() + begin_, item.data(), item.size());
  bytes_[end_] = static_cast<char>(begin_ >> 8U);
  bytes_[end_ + 1] = static_cast<char>(begin_);
  end_ += kDirectoryEntry;
}

std::string_view GlassTableWriter::Block::finish(std::size_t level) {
  std::string head;
  put_big_endian(head, kGlassRevision, 4);
  put_big_endian(head, level, 1);
  put_big_endian(head, free(), 2);
  put_big_endian(head, free(), 2);
  put_big_endian(head, end_, 2);
  bytes_.replace(0, head.size(), head);
  return bytes_;
}

GlassTableWriter::GlassTableWriter(OutputFile file) : file_(std::move(file)) {
  open_.emplace_back(separator({}, 0));
  put_big_endian(item_, kFirstPart | kLastPart, 2);
  put_big_endian(item_, 0, 1);
  open_.front().add(item_);
}

Result<GlassTableWriter> GlassTableWriter::create(const std::filesystem::path& file) {
  auto out = OutputFile::create(file);
  if (!out) return tl::unexpected<Error>(out.error());
  return GlassTableWriter(std::move(*out));
}

Result<void> GlassTableWriter::add(std::string_view key, std::string_view tag) {
  if (key.empty() || key.size() > kMaxGlassKeyBytes) {
    return failure(ErrorCode::kInputOutput,
                   fmt::format("a key of {} bytes is more than the database takes", key.size()));
  }
  table_.keys += 1;
  for (std::size_t part = 1;; ++part) {
    const std::size_t head = kItemHead + key.size() + (part == 1 ? 0 : kPartNumber);
    const std::string_view bytes = tag.substr(0, kMaxItem - head);
    tag.remove_prefix(bytes.size());
    const auto added = add_part(key, part, tag.empty(), bytes);
    if (!added || tag.empty()) return added;
  }
}

Result<void> GlassTableWriter::add_part(std::string_view key, std::size_t part, bool is_last,
                                        std::string_view bytes) {
  const std::size_t size = kItemHead + key.size() + (part == 1 ? 0 : kPartNumber) + bytes.size();
  item_.clear();
  put_big_endian(item_,
                 (size - kItemHead) | (part == 1 ? kFirstPart : 0) | (is_last ? kLastPart : 0), 2);
  put_big_endian(item_, key.size(), 1);
  item_ += key;
  if (part > 1) put_big_endian(item_, part, kPartNumber);
  item_ += bytes;
  if (open_.front().free() < size + kDirectoryEntry) {
    if (const auto done = close(0); !done) return done;
    open_.front() = Block(separator(telling_beginning(last_key_, key), part));
  }
  open_.front().add(item_);
  last_key_ = key;
  return {};
}

/// Says in a branch which block has the keys from `separator` up.
Result<void> GlassTableWriter::add_branch(std::size_t level, std::string separator,
                                          std::uint32_t block) {
  std::string item;
  put_big_endian(item, block, 4);
  if (level == open_.size()) open_.emplace_back(separator);
  if (open_[level].free() < item.size() + separator.size() + kDirectoryEntry) {
    if (const auto done = close(level); !done) return done;
    open_[level] = Block(separator);
  }
  item += open_[level].is_empty() ? medlar::separator({}, 0) : separator;
  open_[level].add(item);
  return {};
}

Result<void> GlassTableWriter::write(std::size_t level) {
  table_.blocks += 1;
  return file_.write(open_[level].finish(level));
}

/// Writes the block of a level, and says above where it is.
Result<void> GlassTableWriter::close(std::size_t level) {
  const std::uint32_t block = table_.blocks;
  if (const auto done = write(level); !done) return done;
  return add_branch(level + 1, open_[level].separator(), block);
}

std::size_t GlassTableWriter::room(std::size_t key_size) const {
  const std::size_t head = kItemHead + key_size;
  const std::size_t here = open_.front().free();
  if (here < kWorthAPiece + head + kDirectoryEntry) return kMaxItem - head;
  return std::min(here - kDirectoryEntry, kMaxItem) - head;
}

Result<GlassTable> GlassTableWriter::finish() {
  for (std::size_t level = 0;; ++level) {
    if (level + 1 < open_.size()) {
      if (const auto done = close(level); !done) return tl::unexpected<Error>(done.error());
      continue;
    }
    table_.root = table_.blocks;
    table_.level = static_cast<unsigned>(level);
    if (const auto done = write(level); !done) return tl::unexpected<Error>(done.error());
    if (const auto done = file_.finish(); !done) return tl::unexpected<Error>(done.error());
    return table_;
  }
}

}  // namespace medlar
