#include "indexer/format/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include <fmt/format.h>

namespace medlar {

namespace {

/// Why the last call of the system failed.
tl::unexpected<Error> not_read(const std::filesystem::path& file) {
  if (errno == ENOENT) {
    return failure(ErrorCode::kIndexDamaged,
                   fmt::format("the index is damaged: {} is missing", file.string()),
                   "run: medlar rollback, or rebuild it: medlar index");
  }
  return failure(ErrorCode::kInputOutput,  // a failing disk; too many open files
                 fmt::format("cannot read {}: {}", file.string(), std::strerror(errno)),
                 "mend that and run again; what was published before is untouched");
}

}  // namespace

Result<MappedFile> MappedFile::open(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return not_read(file);
  Result<MappedFile> mapped = MappedFile();
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) {
    mapped = not_read(file);
  } else if (status.st_size > 0) {
    const auto size = static_cast<std::size_t>(status.st_size);
    void* data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (data == MAP_FAILED) {
      mapped = not_read(file);
    } else {
      mapped->data_ = static_cast<const char*>(data);
      mapped->size_ = size;
    }
  }
  ::close(descriptor);
  return mapped;
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

void MappedFile::forget() const {
  if (data_ != nullptr) ::madvise(const_cast<char*>(data_), size_, MADV_DONTNEED);
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

}  // namespace medlar
