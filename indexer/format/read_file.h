// A file that is read here and there, by the system's own calls: for a few bytes of many files,
// which cost less to read than to map. Closed by the destructor. Movable, not copyable.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "corpus/error.h"

namespace medlar {

/// Why the last call of the system failed to read the file: kIndexDamaged where it is missing,
/// kInputOutput for everything else.
tl::unexpected<Error> not_read(const std::filesystem::path& file);

class ReadFile {
 public:
  static Result<ReadFile> open(const std::filesystem::path& file);
  ReadFile(ReadFile&& other) noexcept;
  ReadFile& operator=(ReadFile&& other) noexcept;
  ~ReadFile();

  std::uint64_t size() const { return size_; }
  int descriptor() const { return descriptor_; }

  /// So many bytes from there on; fewer at the end of the file.
  Result<std::string> read(std::uint64_t at, std::size_t bytes) const;

  /// All of it: where a small file is read from end to end, this takes less than half of what it
  /// takes to map it.
  Result<std::string> read_all() const { return read(0, size_); }

  /// As read(), behind what `to` holds.
  Result<void> append(std::uint64_t at, std::size_t bytes, std::string& to) const;

 private:
  explicit ReadFile(std::filesystem::path path) : path_(std::move(path)) {}

  std::filesystem::path path_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
};

}  // namespace medlar
