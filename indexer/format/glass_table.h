// Writes a table of Xapian's glass backend: a B-tree of keys and tags, from its first key to its
// last, as the engine would have packed it.
//
// The format is the one that glass has had since 2016-03-14 and all of Xapian 1.4 reads; described
// in the comments of its sources (1.4.22, backends/glass/glass_table.h and glass_table.cc):
//
//   a file of blocks of 8,192 bytes, numbered as they come; numbers are big-endian
//   a block: 4 bytes revision | 1 level, leaves are 0 | 2 free bytes in one run | 2 free bytes |
//   2 end of the directory | directory: 2 bytes for each item, where it begins | free | items
//   an item of a leaf: 2 bytes size - 3, and three flags | 1 size of the key | key | 2 number of
//   the part, but for the first | the tag, or a part of one that is too long for an item
//   an item of a branch: 4 bytes block | 1 size of the key | key | 2 number of the part: in that
//   block are keys from this one up; the first key of a branch is left out
//
// The very first item of a tree has an empty key. One thread at a time; useless after a failure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/error.h"
#include "indexer/format/output_file.h"

namespace medlar {

/// What the engine must know of a table to open it.
struct GlassTable {
  std::uint32_t root = 0;  // block
  unsigned level = 0;      // of the root
  std::uint64_t keys = 0;
  std::uint32_t blocks = 0;
};

inline constexpr unsigned kGlassBlockBytes = 8192;
inline constexpr unsigned kGlassRevision = 1;       // of all blocks: nothing is ever changed
inline constexpr std::size_t kGlassHeadBytes = 11;  // of a block, before the directory
inline constexpr std::size_t kMaxGlassKeyBytes = 255;

class GlassTableWriter {
 public:
  static Result<GlassTableWriter> create(const std::filesystem::path& file);

  /// Adds a key of 1 to kMaxGlassKeyBytes bytes that sorts behind all before it.
  Result<void> add(std::string_view key, std::string_view tag);

  /// The largest tag of a key of so many bytes that leaves no hole: it fills the block that is
  /// being written, or, where little room is left in that, makes an item as large as any.
  std::size_t room(std::size_t key_size) const;

  Result<GlassTable> finish();

 private:
  class Block {
   public:
    explicit Block(std::string separator) : separator_(std::move(separator)) {}
    std::size_t free() const { return begin_ - end_; }
    bool is_empty() const { return begin_ == kGlassBlockBytes; }
    void add(std::string_view item);
    std::string_view finish(std::size_t level);
    const std::string& separator() const { return separator_; }

   private:
    std::string separator_;  // the key and the part's number, as a branch has them
    std::string bytes_ = std::string(kGlassBlockBytes, '\0');
    std::size_t end_ = kGlassHeadBytes;     // of the directory
    std::size_t begin_ = kGlassBlockBytes;  // of the items
  };

  explicit GlassTableWriter(OutputFile file);
  Result<void> add_part(std::string_view key, std::size_t part, bool is_last,
                        std::string_view bytes);
  Result<void> add_branch(std::size_t level, std::string separator, std::uint32_t block);
  Result<void> write(std::size_t level);
  Result<void> close(std::size_t level);

  OutputFile file_;
  std::vector<Block> open_;  // by level: the block that is being written
  std::string last_key_;
  std::string item_;
  GlassTable table_;
};

}  // namespace medlar
