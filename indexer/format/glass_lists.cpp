#include "indexer/format/glass_lists.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "indexer/format/glass_database.h"
#include "indexer/format/glass_table.h"
#include "indexer/format/posting_list.h"
#include "indexer/format/read_file.h"

namespace medlar {
namespace {

// Of the largest tables; each level has more than a hundred blocks for one of the level above.
constexpr std::uint64_t kMostLevels = 10;

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t number = 0;
  for (const char byte : bytes) number = number << 8U | static_cast<unsigned char>(byte);
  return number;
}

/// An article's number as the keys of chunks end with it (glass_database.cpp, put_sortable); 0
/// where it is none.
std::uint64_t sortable_number(std::string_view bytes) {
  if (bytes.empty()) return 0;
  const auto ones =
      static_cast<unsigned>(std::countl_one(static_cast<unsigned char>(bytes.front())));
  const std::size_t size = ones == 0 ? 2 : ones + 2;
  if (bytes.size() != size || size > sizeof(std::uint64_t)) return 0;
  const std::uint64_t mask = (std::uint64_t{1} << (8 * size - ones - 1)) - 1;
  return big_endian(bytes) & mask;
}

/// The first number from `begin` up that `is_before` is not true of, where it is true of all below;
/// `end` where there is none.
template <typename IsBefore>
std::size_t partition_point(std::size_t begin, std::size_t end, const IsBefore& is_before) {
  while (begin < end) {
    const std::size_t middle = begin + (end - begin) / 2;
    if (is_before(middle)) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  return begin;
}

}  // namespace

tl::unexpected<Error> lists_damaged() {
  return failure(ErrorCode::kIndexDamaged, "the index's database is not whole",
                 "run: medlar check");
}

class GlassLists::Block {
 public:
  struct Item {
    std::string_view key;
    std::uint64_t part = 1;  // of a branch's item
    std::string_view rest;   // a leaf's tag, a branch's block
  };

  explicit Block(std::string_view bytes) : bytes_(bytes) {}

  bool is_leaf() const { return !bytes_.empty() && bytes_[4] == 0; }

  std::size_t items() const {
    if (bytes_.empty()) return 0;
    const std::uint64_t end = std::min<std::uint64_t>(number(9, 2), bytes_.size());
    return end < kGlassHeadBytes ? 0 : (end - kGlassHeadBytes) / 2;
  }

  /// Empty where it is damaged.
  Item leaf_item(std::size_t item) const {
    RecordCursor at = from(item);
    const std::uint64_t size = big_endian(at.bytes(2)) & kItemSize;
    at = {at.bytes(size + 1)};
    const std::string_view key = at.bytes(big_endian(at.bytes(1)));
    return at.ok ? Item{key, 1, at.rest} : Item{};
  }

  Item branch_item(std::size_t item) const {
    RecordCursor at = from(item);
    const std::string_view below = at.bytes(4);
    const std::string_view key = at.bytes(big_endian(at.bytes(1)));
    const std::uint64_t part = big_endian(at.bytes(2));
    return at.ok ? Item{key, part, below} : Item{};
  }

 private:
  static constexpr std::uint64_t kItemSize = 0x1fff;

  std::uint64_t number(std::size_t at, std::size_t bytes) const {
    return big_endian(bytes_.substr(at, bytes));
  }
  RecordCursor from(std::size_t item) const {
    if (item >= items()) return {{}, false};
    const std::uint64_t begin = number(kGlassHeadBytes + 2 * item, 2);
    return {bytes_.substr(std::min<std::uint64_t>(begin, bytes_.size()))};
  }

  std::string_view bytes_;
};

GlassLists::GlassLists(MappedFile table, std::uint32_t root, unsigned level)
    : table_(std::move(table)), root_(root), level_(level) {}

Result<GlassLists> GlassLists::open(const std::filesystem::path& database) {
  const auto version = ReadFile::open(database / "iamglass").and_then(&ReadFile::read_all);
  if (!version) return tl::unexpected<Error>(version.error());
  auto table = MappedFile::open(database / "postlist.glass");
  if (!table) return tl::unexpected<Error>(table.error());
  RecordCursor at{*version};
  at.bytes(kGlassMagicBytes);
  at.number();  // the revision
  const std::uint64_t root = at.number();
  const std::uint64_t level = at.number() >> 2U;
  if (!at.ok || root >= table->bytes().size() / kGlassBlockBytes || level > kMostLevels) {
    return lists_damaged();
  }
  return GlassLists(std::move(*table), static_cast<std::uint32_t>(root),
                    static_cast<unsigned>(level));
}

GlassLists::Block GlassLists::block(std::uint32_t number) const {
  const std::uint64_t begin = std::uint64_t{number} * kGlassBlockBytes;
  const std::string_view all = table_.bytes();
  const bool is_there = begin + kGlassBlockBytes <= all.size();
  return Block(is_there ? all.substr(begin, kGlassBlockBytes) : std::string_view());
}

GlassLists::Cursor GlassLists::list(std::string_view key) const { return {*this, key}; }

GlassLists::Cursor::Cursor(const GlassLists& lists, std::string_view key)
    : lists_(&lists), later_(key), is_value_(is_value_list(key)) {
  if (!is_value_ && key != kLengthListKey) later_ += '\0';
  go_to_first_chunk(key);
}

void GlassLists::Cursor::go_to_first_chunk(std::string_view key) {
  block_ = lists_->root_;
  for (unsigned level = lists_->level_; level > 0; --level) {
    const Block branch = lists_->block(block_);
    const std::size_t behind = partition_point(1, branch.items(), [&](std::size_t item) {
      const Block::Item found = branch.branch_item(item);
      return std::pair(found.key, found.part) <= std::pair(key, std::uint64_t{1});
    });
    const Block::Item below = branch.branch_item(behind - 1);
    if (below.rest.empty()) return fail();
    block_ = static_cast<std::uint32_t>(big_endian(below.rest));
  }
  const Block leaf = lists_->block(block_);
  item_ = partition_point(0, leaf.items(),
                          [&](std::size_t item) { return leaf.leaf_item(item).key < key; });
  // Of the chunks of values, the first one has a key like all others.
  if (is_value_) return go_to_later_chunk();
  if (item_ == leaf.items() || leaf.leaf_item(item_).key != key) return;
  RecordCursor chunk{leaf.leaf_item(item_).rest};
  articles_ = chunk.number();
  chunk.number();  // what the term weighs in all of them
  open_chunk(chunk.number() + 1, chunk);
}

void GlassLists::Cursor::go_to_next_chunk() {
  ++item_;
  if (is_last_) {
    article_ = kNoArticle;
  } else {
    go_to_later_chunk();
  }
}

/// To the chunk whose key is the next one from item_ up: any but the first one of numbers.
void GlassLists::Cursor::go_to_later_chunk() {
  const std::uint64_t last = std::exchange(article_, kNoArticle);
  Block leaf = lists_->block(block_);
  for (; !leaf.is_leaf() || item_ >= leaf.items(); item_ = 0) {
    leaf = lists_->block(++block_);
    if (leaf.items() == 0) return fail();  // no list is the table's last one
  }
  const Block::Item item = leaf.leaf_item(item_);
  if (!item.key.starts_with(later_)) return is_value_ ? void() : fail();
  const std::uint64_t first = sortable_number(item.key.substr(later_.size()));
  if (last != kNoArticle && first <= last) return fail();
  open_chunk(first, {item.rest});
}

void GlassLists::Cursor::open_chunk(std::uint64_t first, RecordCursor chunk) {
  if (!is_value_) {
    is_last_ = chunk.bytes(1) == "1";
    chunk.number();  // how many numbers there are between its first article and its last
  }
  if (!chunk.ok || chunk.rest.empty() || first == 0 || first >= kNoArticle) return fail();
  article_ = first;
  entries_ = chunk;
}

void GlassLists::Cursor::fail() {
  article_ = kNoArticle;
  is_damaged_ = true;
}

}  // namespace medlar
