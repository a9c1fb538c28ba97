// The file that holds the articles of an index: the very text that was analyzed, so that offsets
// fit it. Kept beside the Xapian database because its tables would compress each record anew at
// every merge, and check none when it is read.
//
//   zstd frames, one an article, each with its checksum
//   zstd dictionary            learnt from these articles, without which none can be read; a shard
//                              and a small corpus have none
//   (articles + 1) x 8 bytes   where each frame begins, and where the last one ends; little endian
//   8 bytes                    number of articles
//   8 bytes                    size of the dictionary
//   8 bytes                    "MEDLART2"
//
// Most articles are too short to be compressed well by themselves. Measured on MedQuAD: a
// dictionary makes the frames a third smaller, and reading them a third faster.
//
// Article n is document n of the database beside it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/article.h"
#include "corpus/error.h"

namespace medlar {

/// Writes the store of a shard. One thread at a time; useless after a failure.
class ArticleStoreWriter {
 public:
  static Result<ArticleStoreWriter> create(const std::filesystem::path& file);
  ArticleStoreWriter(ArticleStoreWriter&&) noexcept;
  ArticleStoreWriter& operator=(ArticleStoreWriter&&) noexcept;
  ~ArticleStoreWriter();

  Result<void> add(const Article& article);

  /// Of encode_article().
  Result<void> add_record(std::string_view record);
  Result<void> finish();

 private:
  struct Impl;
  explicit ArticleStoreWriter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// Writes the articles of `files`, in order, into one store at `target`, with a dictionary of its
/// own.
Result<void> merge_stores(const std::vector<std::filesystem::path>& files,
                          const std::filesystem::path& target);

/// A store opened for reading. Thread-safe once open. Movable, not copyable.
class ArticleStore {
 public:
  /// Maps it into memory: an index's. kIndexDamaged where it is missing or not whole, kInputOutput
  /// where it cannot be read.
  static Result<ArticleStore> open(const std::filesystem::path& file);

  /// Reads all of it: a shard's, of which every article is wanted.
  static Result<ArticleStore> load(const std::filesystem::path& file);

  /// Reads each article when it is asked for: for some out of many stores, which to map would take
  /// more time and memory.
  static Result<ArticleStore> open_unmapped(const std::filesystem::path& file);
  ArticleStore(ArticleStore&&) noexcept;
  ArticleStore& operator=(ArticleStore&&) noexcept;
  ~ArticleStore();

  std::uint64_t size() const;

  /// Article `number`, from 1 up. Its checksum is verified: kIndexDamaged where it does not fit.
  Result<Article> article(std::uint64_t number) const;

  /// encode_article() of that article.
  Result<std::string> record(std::uint64_t number) const;

 private:
  friend Result<void> merge_stores(const std::vector<std::filesystem::path>& files,
                                   const std::filesystem::path& target);
  struct Impl;
  static Result<ArticleStore> read(Impl impl);
  explicit ArticleStore(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace medlar
