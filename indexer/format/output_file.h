// A file of the index while it is written, from its beginning to its end. Movable, not copyable;
// one thread at a time.
//
// It writes by the system's own calls, not by the C library's streams: tests/faults puts itself
// between the program and these, and the reason of a failure is that of the call that failed.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "corpus/error.h"

namespace medlar {

class OutputFile {
 public:
  /// Makes the file, or empties the one that is there.
  static Result<OutputFile> create(std::filesystem::path path);
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&& other) noexcept;
  ~OutputFile();  // closes it; what is not finished is to be thrown away

  // kInputOutput when the disk is full or failed; the file is useless then.
  Result<void> write(std::string_view bytes);
  Result<void> finish();

 private:
  explicit OutputFile(std::filesystem::path path) : path_(std::move(path)) {}
  Result<void> failed() const;
  Result<void> put(std::string_view bytes);

  std::filesystem::path path_;
  int descriptor_ = -1;
  std::string buffer_;
};

}  // namespace medlar
