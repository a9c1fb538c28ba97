// Verifies a published index: its files against their hashes, then the tables, then every stored
// article.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "corpus/error.h"

namespace medlar {

struct IndexCheckReport {
  unsigned generation = 0;
  std::uint64_t articles = 0;
  std::vector<std::string> faults;  // empty when all is well
};

/// Reads every file, every table and every article of the published generation. An Error means that
/// there is no index to check; faults in one are listed in the report, those of the files alone
/// where there are any.
Result<IndexCheckReport> check_index(const std::filesystem::path& index);

}  // namespace medlar
