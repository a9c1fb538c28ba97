// The published generation as bytes, to compare two builds exactly.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "indexer/format/index_layout.h"
#include "indexer/format/manifest.h"
#include "tests/support/temp_dir.h"

namespace medlar {

/// Every file of the generation, by its path in it, but for the manifest, which tells times.
inline std::map<std::string, std::string> published_files(const std::filesystem::path& index) {
  namespace fs = std::filesystem;
  std::map<std::string, std::string> files;
  const auto generation = current_generation(index);
  if (!generation) {
    ADD_FAILURE() << generation.error().message;
    return files;
  }
  for (const auto& entry : fs::recursive_directory_iterator(generation->directory)) {
    if (!entry.is_regular_file()) continue;
    const std::string name = entry.path().lexically_relative(generation->directory).string();
    if (name == kManifestName) continue;
    files[name] = medlar::read_file(entry.path());
  }
  return files;
}

inline void expect_same_files(const std::filesystem::path& index,
                              const std::filesystem::path& reference) {
  const auto files = published_files(index);
  const auto expected = published_files(reference);
  EXPECT_TRUE(expected.contains("sources") && expected.contains("db/postlist.glass"));
  for (const auto& [name, bytes] : expected) {
    EXPECT_TRUE(files.contains(name)) << name;
    EXPECT_TRUE(!files.contains(name) || files.at(name) == bytes) << name;
  }
  EXPECT_EQ(files.size(), expected.size());
}

}  // namespace medlar
