// A file mapped into memory for reading; unmapped by the destructor. Movable, not copyable.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

#include "corpus/error.h"

namespace medlar {

class MappedFile {
 public:
  /// A file of an index: kIndexDamaged where it is missing, kInputOutput where it cannot be read.
  static Result<MappedFile> open(const std::filesystem::path& file);
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  std::string_view bytes() const { return {data_, size_}; }

 private:
  MappedFile() = default;
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace medlar
