// Files that a build writes for itself.
#pragma once

#include <filesystem>
#include <system_error>

namespace medlar {

/// Removes one as soon as nobody needs it, on the thread that used it last. Were they all left to
/// the end, everything would wait for the disk: 4 of 128 s for a million articles. What cannot be
/// removed goes with its folder.
inline void remove_scratch_file(const std::filesystem::path& file) {
  std::error_code ignored;
  std::filesystem::remove(file, ignored);
}

}  // namespace medlar
