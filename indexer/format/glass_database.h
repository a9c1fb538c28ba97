// Writes a database that Xapian opens, from lists that are complete and sorted. Xapian's own writer
// keeps each posting in ordered maps until it is flushed, and its compaction reads all of it again:
// together more than a quarter of a build. It also leaves as many chunks of a list as were flushed;
// these are as large as they may be. What is written is what Xapian would have written of the same
// articles otherwise, and Xapian::Database::check() looks through it in `medlar check`.
//
// There are no term lists, positions and records: who has such lists needs none.
//
// The format: glass_table.h, and Xapian 1.4.22, backends/glass/glass_version.cc (the description),
// glass_postlist.cc and glass_values.cc (the lists), common/pack.h (numbers). One thread at a time;
// useless after a failure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "corpus/error.h"
#include "indexer/format/glass_table.h"
#include "indexer/format/posting_list.h"

namespace medlar {

/// Of the file "iamglass", before its numbers: what it is and an identifier.
inline constexpr std::size_t kGlassMagicBytes = 32;

class GlassDatabaseWriter {
 public:
  /// Makes the directory. `about` is what Xapian calls metadata, by one key.
  static Result<GlassDatabaseWriter> create(const std::filesystem::path& directory,
                                            PostingTotals totals, std::string_view about_key,
                                            std::string_view about);

  /// Adds a list whose key sorts behind all before it.
  Result<void> add(const PostingList& list);

  Result<void> finish();

 private:
  GlassDatabaseWriter(std::filesystem::path directory, PostingTotals totals,
                      GlassTableWriter table);
  Result<void> add_entry(const PostingList& list, std::uint32_t article, std::string_view entry);
  Result<void> write_chunk(const PostingList& list, bool is_last);

  std::filesystem::path directory_;
  PostingTotals totals_;
  GlassTableWriter table_;

  // The chunk of a list that is being gathered.
  std::string chunk_;
  std::size_t room_ = 0;
  std::uint32_t first_ = 0;
  std::uint32_t last_ = 0;
  bool is_first_chunk_ = true;
};

}  // namespace medlar
