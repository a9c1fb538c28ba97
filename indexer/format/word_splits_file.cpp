#include "indexer/format/word_splits_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "indexer/format/mapped_file.h"

namespace medlar {

Result<void> write_word_splits(const WordSplits& splits, const std::filesystem::path& file) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << splits.lines() << std::flush;
  if (out.good()) return {};
  return failure(ErrorCode::kInputOutput,
                 fmt::format("cannot write {}: {}", file.string(), std::strerror(errno)),
                 "free some space and run again; what was published before is untouched");
}

Result<std::shared_ptr<const WordSplits>> read_word_splits(const std::filesystem::path& file) {
  const auto mapped = MappedFile::open(file);
  auto splits = mapped ? WordSplits::from_lines(std::string(mapped->bytes())) : std::nullopt;
  if (!splits) {
    return failure(ErrorCode::kIndexDamaged, "the index's list of glued words cannot be read",
                   "run: medlar rollback, or rebuild it: medlar index");
  }
  return std::make_shared<const WordSplits>(std::move(*splits));
}

}  // namespace medlar
