#include "indexer/format/output_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include <fmt/format.h>

namespace medlar {
namespace {

constexpr std::size_t kBufferBytes = 64 * 1024;

}  // namespace

Result<OutputFile> OutputFile::create(std::filesystem::path path) {
  OutputFile file(std::move(path));
  file.descriptor_ = ::open(file.path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file.descriptor_ < 0) return tl::unexpected<Error>(file.failed().error());
  return file;
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      buffer_(std::move(other.buffer_)) {}

OutputFile& OutputFile::operator=(OutputFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(buffer_, other.buffer_);
  return *this;
}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<void> OutputFile::write(std::string_view bytes) {
  if (buffer_.size() + bytes.size() > kBufferBytes) {
    if (const auto done = put(buffer_); !done) return done;
    buffer_.clear();
  }
  if (bytes.size() > kBufferBytes) return put(bytes);
  buffer_ += bytes;
  return {};
}

Result<void> OutputFile::finish() {
  if (const auto done = put(buffer_); !done) return done;
  buffer_.clear();
  if (::close(std::exchange(descriptor_, -1)) != 0) return failed();
  return {};
}

Result<void> OutputFile::put(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return failed();
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<void> OutputFile::failed() const {
  return failure(ErrorCode::kInputOutput,
                 fmt::format("cannot write {}: {}", path_.string(), std::strerror(errno)),
                 "free some space and run again; what was published before is untouched");
}

}  // namespace medlar
