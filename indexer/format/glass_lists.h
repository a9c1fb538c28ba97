// Reads the lists of a database that glass_database.h wrote, from their beginnings, some 4
// nanoseconds for each entry; the engine's iterators, which ask the file for each block and call
// functions for each entry, take 35. The engine stays the reader of all else.
//
// The format: glass_table.h and glass_database.h. What is damaged is seen and never read past.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>
#include <string_view>

#include "corpus/error.h"
#include "indexer/format/mapped_file.h"
#include "indexer/format/record_bytes.h"

namespace medlar {

/// Lists that are not as they were written: kIndexDamaged.
tl::unexpected<Error> lists_damaged();

class GlassLists {
 public:
  class Cursor;

  /// kIndexDamaged where the files are not as they were written. Thread-safe afterwards.
  static Result<GlassLists> open(const std::filesystem::path& database);

  /// The list of a term, of lengths or of values (posting_list.h has their keys); at its end where
  /// there is none. Must not outlive this object.
  Cursor list(std::string_view key) const;

 private:
  GlassLists(MappedFile table, std::uint32_t root, unsigned level);

  /// The items of a block, or of none where there is no such block.
  class Block;
  Block block(std::uint32_t number) const;

  MappedFile table_;
  std::uint32_t root_;
  unsigned level_;  // of the root
};

/// Goes through one list. One thread at a time.
class GlassLists::Cursor {
 public:
  /// Articles that a term has, as its list says.
  std::uint64_t articles() const { return articles_; }

  bool is_damaged() const { return is_damaged_; }

  /// Calls `each` with the article and its number (what a term weighs in it; its length) for all
  /// entries that are left of articles below `end`.
  template <typename Each>
  void visit_numbers(std::uint32_t end, const Each& each) {
    visit(end, [&each](std::uint32_t article, RecordCursor& at) { each(article, at.number()); });
  }

  /// The same for a list of values.
  template <typename Each>
  void visit_texts(const Each& each) {
    visit(kNoArticle, [&each](std::uint32_t article, RecordCursor& at) {
      each(article, at.bytes(at.number()));
    });
  }

 private:
  friend class GlassLists;
  static constexpr std::uint32_t kNoArticle = std::numeric_limits<std::uint32_t>::max();

  Cursor(const GlassLists& lists, std::string_view key);
  void go_to_first_chunk(std::string_view key);
  void go_to_next_chunk();
  void go_to_later_chunk();
  void open_chunk(std::uint64_t first, RecordCursor chunk);
  void fail();

  template <typename Each>
  void visit(std::uint32_t end, const Each& each) {
    while (article_ < end) {
      RecordCursor at = entries_;
      std::uint64_t article = article_;
      while (true) {
        each(static_cast<std::uint32_t>(article), at);
        if (at.rest.empty()) break;
        const std::uint64_t between = at.number();
        at.ok = at.ok && between < kNoArticle;
        if (!at.ok) break;
        article += between + 1;
        if (article >= end) break;
      }
      if (!at.ok) return fail();
      entries_ = at;
      article_ = article;
      if (at.rest.empty()) go_to_next_chunk();
    }
  }

  const GlassLists* lists_;
  std::string later_;        // what the keys of all chunks but the first begin with
  std::uint32_t block_ = 0;  // of the chunk
  std::size_t item_ = 0;     // within the block
  bool is_value_ = false;
  bool is_last_ = false;  // the chunk
  std::uint64_t articles_ = 0;
  std::uint64_t article_ = kNoArticle;  // of the next entry; kNoArticle: there is none
  RecordCursor entries_;                // of the chunk, from what is said of article_
  bool is_damaged_ = false;
};

}  // namespace medlar
