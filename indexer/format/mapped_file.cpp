#include "indexer/format/mapped_file.h"

#include <sys/mman.h>

#include <utility>

#include "indexer/format/read_file.h"

namespace medlar {

Result<MappedFile> MappedFile::open(const std::filesystem::path& file) {
  const auto opened = ReadFile::open(file);
  if (!opened) return tl::unexpected<Error>(opened.error());
  MappedFile mapped;
  if (opened->size() == 0) return mapped;
  void* const data =
      ::mmap(nullptr, opened->size(), PROT_READ, MAP_PRIVATE, opened->descriptor(), 0);
  if (data == MAP_FAILED) return not_read(file);
  mapped.data_ = static_cast<const char*>(data);
  mapped.size_ = opened->size();
  return mapped;
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

}  // namespace medlar
