#include "indexer/format/word_splits_file.h"

#include <string>
#include <utility>

#include "indexer/format/mapped_file.h"
#include "indexer/format/write_file.h"

namespace medlar {

Result<void> write_word_splits(const WordSplits& splits, const std::filesystem::path& file) {
  return write_file(file, {splits.lines()});
}

Result<std::shared_ptr<const WordSplits>> read_word_splits(const std::filesystem::path& file) {
  const auto mapped = MappedFile::open(file);
  if (!mapped) return tl::unexpected<Error>(mapped.error());
  auto splits = WordSplits::from_lines(std::string(mapped->bytes()));
  if (!splits) {
    return failure(ErrorCode::kIndexDamaged, "the index's list of glued words cannot be read",
                   "run: medlar rollback, or rebuild it: medlar index");
  }
  return std::make_shared<const WordSplits>(std::move(*splits));
}

}  // namespace medlar
