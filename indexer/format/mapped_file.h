// A file mapped into memory for reading; unmapped by the destructor. Movable, not copyable.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string_view>

namespace medlar {

class MappedFile {
 public:
  /// Nothing where the file cannot be opened or mapped; the reason is in errno.
  static std::optional<MappedFile> open(const std::filesystem::path& file);
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
