// Cuts the sources into units of work of about equal size, in a fixed order: the same sources give
// the same units whatever the number of threads, and so the same index.
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

/// A source file, or a run of whole lines of one, with its bytes.
struct SourcePiece {
  std::string path;
  std::string id;
  const ReaderInfo* reader = nullptr;  // null: no format fits
  std::string bytes;
  std::size_t first_line = 1;
};

struct SourceUnit {
  std::size_t sequence = 0;
  std::vector<SourcePiece> pieces;
  std::vector<Rejection> rejections;  // files that could not be read or are too large
  std::size_t files = 0;              // that end in this unit
  std::size_t bytes = 0;
};

class SourceUnits {
 public:
  /// `format` is the name of a reader, or empty to tell each file's own.
  SourceUnits(std::vector<SourceFile> files, const ReaderInfo* format);
  ~SourceUnits();

  std::optional<SourceUnit> next();

 private:
  struct LineFile;  // the file of line records that is being read

  void add_file(const SourceFile& file, SourceUnit& unit);
  void add_lines(SourceUnit& unit);

  std::mutex mutex_;
  std::vector<SourceFile> files_;
  const ReaderInfo* format_;
  std::size_t next_file_ = 0;
  std::size_t sequence_ = 0;
  std::unique_ptr<LineFile> lines_;
};

}  // namespace medlar
