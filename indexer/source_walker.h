// Finds the source files that a build reads.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "corpus/reader.h"

namespace medlar {

struct SourceFile {
  std::filesystem::path path;  // "-" is standard input
  std::string id;  // path below the folder that was asked for; the file's name otherwise
  std::uintmax_t bytes = 0;
};

struct SourceList {
  std::vector<SourceFile> files;      // in the order asked for; within a folder sorted by path
  std::vector<Rejection> rejections;  // entries of folders that cannot be read or are no files
};

/// Folders are searched to their leaves. Hidden files and folders are left out; symbolic links
/// inside a folder, devices and pipes are rejected (a link could lead out of the corpus). The
/// folder `index` is left out where it lies among the sources. Fails when a path that was asked for
/// does not exist.
Result<SourceList> list_sources(const std::vector<std::string>& paths,
                                const std::filesystem::path& index = {});

}  // namespace medlar
