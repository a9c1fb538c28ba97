// Writes a file of the index that is made in one piece.
#pragma once

#include <filesystem>
#include <initializer_list>
#include <string_view>

#include "corpus/error.h"

namespace medlar {

/// Makes `file` hold the parts, one after another, and nothing else. kInputOutput when it cannot be
/// written; what is there then is to be thrown away.
Result<void> write_file(const std::filesystem::path& file,
                        std::initializer_list<std::string_view> parts);

}  // namespace medlar
