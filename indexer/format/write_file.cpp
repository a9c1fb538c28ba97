#include "indexer/format/write_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fmt/format.h>

namespace medlar {

Result<void> write_file(const std::filesystem::path& file,
                        std::initializer_list<std::string_view> parts) {
  std::FILE* out = std::fopen(file.c_str(), "wbe");
  bool written = out != nullptr;
  for (const std::string_view part : parts) {
    written = written && std::fwrite(part.data(), 1, part.size(), out) == part.size();
  }
  int reason = errno;
  if (out != nullptr && std::fclose(out) != 0 && written) {
    reason = errno;
    written = false;
  }
  if (written) return {};
  return failure(ErrorCode::kInputOutput,
                 fmt::format("cannot write {}: {}", file.string(), std::strerror(reason)),
                 "free some space and run again; what was published before is untouched");
}

}  // namespace medlar
