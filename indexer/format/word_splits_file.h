// The table of glued words as a file of the index; analyzers of both sides need it.
#pragma once

#include <filesystem>
#include <memory>

#include "corpus/analysis/word_splits.h"
#include "corpus/error.h"

namespace medlar {

Result<void> write_word_splits(const WordSplits& splits, const std::filesystem::path& file);

/// Never null. Fails with kIndexDamaged where the file is missing or no such table.
Result<std::shared_ptr<const WordSplits>> read_word_splits(const std::filesystem::path& file);

}  // namespace medlar
