#include "indexer/format/read_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include <fmt/format.h>

namespace medlar {

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

Result<ReadFile> ReadFile::open(const std::filesystem::path& file) {
  ReadFile opened(file);
  opened.descriptor_ = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat status {};
  if (opened.descriptor_ < 0 || ::fstat(opened.descriptor_, &status) != 0) return not_read(file);
  opened.size_ = static_cast<std::uint64_t>(status.st_size);
  return opened;
}

ReadFile::ReadFile(ReadFile&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      size_(other.size_) {}

ReadFile& ReadFile::operator=(ReadFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(size_, other.size_);
  return *this;
}

ReadFile::~ReadFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<std::string> ReadFile::read(std::uint64_t at, std::size_t bytes) const {
  std::string text;
  return append(at, bytes, text).map([&text] { return std::move(text); });
}

Result<void> ReadFile::append(std::uint64_t at, std::size_t bytes, std::string& to) const {
  std::size_t have = to.size();
  to.resize(have + (at < size_ ? std::min<std::uint64_t>(bytes, size_ - at) : 0));
  while (have < to.size()) {
    const ssize_t got =
        ::pread(descriptor_, to.data() + have, to.size() - have, static_cast<off_t>(at));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return not_read(path_);
    if (got == 0) to.resize(have);  // somebody cut it
    have += static_cast<std::size_t>(got);
    at += static_cast<std::uint64_t>(got);
  }
  return {};
}

}  // namespace medlar
