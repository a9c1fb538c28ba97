// Finds the source files that a build reads.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "corpus/reader.h"
#include "indexer/format/source_ledger.h"

namespace medlar {

struct SourceFile {
  std::filesystem::path path;  // to be opened; "-" is standard input
  std::string name;            // how readers name it
  std::string id;          // path below the folder that was asked for; the file's name otherwise
  std::uint32_t root = 0;  // index into SourceList::roots
  std::string below;       // path below the root; empty: the root itself
  std::uintmax_t bytes = 0;
  std::vector<Rejection> rejections = {};  // why it is not read; `where` as in ReadingNotes

  /// What the build before knows of it; null where it knows nothing. Only an update has these.
  const LedgerFile* before = nullptr;
  enum class Use { kRead, kAsBefore } use = Use::kRead;  // kAsBefore: not opened
};

struct SourceList {
  std::vector<SourceRoot> roots;  // in the order asked for
  /// In the order of the roots; within a folder sorted by path. Entries of folders that cannot be
  /// read or are no files are among them.
  std::vector<SourceFile> files;
};

/// Folders are searched to their leaves. Hidden files and folders are left out; symbolic links
/// inside a folder, devices and pipes are rejected (a link could lead out of the corpus). The
/// folder `index` is left out where it lies among the sources. Fails when a path that was asked for
/// does not exist.
Result<SourceList> list_sources(const std::vector<std::string>& paths,
                                const std::filesystem::path& index = {});

/// The root that a path becomes.
SourceRoot source_root(const std::string& path);

/// The files of one root, in order; `path` is what leads to it now.
struct RootListing {
  const SourceRoot& root;
  std::uint32_t number = 0;
  std::string path;
  const std::filesystem::path& index;
};
Result<std::vector<SourceFile>> list_root(const RootListing& listing);

}  // namespace medlar
