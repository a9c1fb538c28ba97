// Cuts the sources into units of work of about equal size, in a fixed order: the same sources give
// the same units whatever the number of threads, and so the same index. What an update keeps as it
// was is not opened, and makes the same pieces as when it was read.
//
// Thread-safe: workers call next() until it gives nothing.
#pragma once

#include <cstddef>
#include <cstdio>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "corpus/reader.h"
#include "indexer/source_walker.h"

namespace medlar {

/// Of a unit: some hundreds of articles. So few that threads end together, so many that opening and
/// merging a shard cost little beside them. MedQuAD on two threads, builds in turn: with 384 KiB a
/// build takes 5 % longer; with 2 MiB it took 12 % longer than with 384, one thread waiting.
inline constexpr std::size_t kUnitBytes = std::size_t{768} << 10U;

/// A source file, or a run of whole lines of one, with its bytes.
struct SourcePiece {
  std::size_t file = 0;  // index into SourceUnits::files()
  std::string path;      // its name, for messages
  std::string id;
  const ReaderInfo* reader = nullptr;  // null: no format fits
  std::string bytes;
  std::size_t first_line = 1;

  /// The piece in the same place of the file in the build before; null where there was none.
  const LedgerPiece* before = nullptr;
  bool is_as_before = false;  // without bytes: it is that piece
};

/// True when the build before read the same bytes, as `about` tells of the piece.
inline bool is_unchanged(const SourcePiece& piece, const LedgerPiece& about) {
  const LedgerPiece* const before = piece.before;
  return before != nullptr && before->bytes == about.bytes &&
         before->first_line == about.first_line && before->hash == about.hash;
}

struct SourceUnit {
  struct FileRejection {
    std::size_t file = 0;  // as above
    Rejection rejection;   // `where` as in ReadingNotes
  };

  std::size_t sequence = 0;
  std::vector<SourcePiece> pieces;
  std::vector<FileRejection> rejections;  // files that could not be read or are too large
  std::size_t files = 0;                  // that end in this unit
  std::size_t bytes = 0;
};

class SourceUnits {
 public:
  /// `format` is the name of a reader, or empty to tell each file's own.
  SourceUnits(std::vector<SourceFile> files, const ReaderInfo* format);
  ~SourceUnits();

  std::optional<SourceUnit> next();

  const std::vector<SourceFile>& files() const { return files_; }

 private:
  struct LineFile;  // the file of line records that is being read

  /// The piece at `place` of a file, without its bytes.
  SourcePiece piece(std::size_t number, std::size_t place) const;
  void add_file(std::size_t number, SourceUnit& unit);
  void add_lines(SourceUnit& unit);
  void add_known(SourceUnit& unit);

  std::mutex mutex_;
  std::vector<SourceFile> files_;
  const ReaderInfo* format_;
  std::size_t next_file_ = 0;
  std::size_t sequence_ = 0;
  std::unique_ptr<LineFile> lines_;
  const LedgerFile* known_ = nullptr;  // what is kept as before of the file at next_file_ - 1
  std::size_t next_known_ = 0;         // its piece
};

}  // namespace medlar
