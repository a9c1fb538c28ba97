// Every seed and every input that once failed, through the same entries as the fuzzers.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "test_paths.h"
#include "tests/fuzz/entries.h"

namespace medlar {
namespace {

namespace fs = std::filesystem;

struct Target {
  std::string_view name;
  void (*entry)(std::string_view);
};

constexpr Target kTargets[] = {{"query", fuzz::query},
                               {"suggest", fuzz::suggest},
                               {"names", fuzz::names},
                               {"concepts", fuzz::concepts},
                               {"forward", fuzz::forward},
                               {"lists", fuzz::lists},
                               {"spellings", fuzz::spellings},
                               {"space", fuzz::space},
                               {"html", fuzz::html},
                               {"text", fuzz::plain_text},
                               {"jsonl", fuzz::jsonl},
                               {"xml", fuzz::xml},
                               {"evaluation", fuzz::evaluation},
                               {"http", fuzz::http},
                               {"vocabulary", fuzz::vocabulary},
                               {"definitions", fuzz::definitions}};

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  if (!fs::exists(folder)) return files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.is_regular_file() && !entry.path().filename().string().starts_with(".")) {
      files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  return files;
}

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

const fs::path kFolder = fs::path(MEDLAR_SOURCE_DIR) / "tests/fuzz";

TEST(FuzzReplay, Seeds) {
  for (const Target& target : kTargets) {
    const auto files = files_in(kFolder / "seeds" / target.name);
    EXPECT_FALSE(files.empty()) << target.name;
    for (const fs::path& file : files) EXPECT_NO_THROW(target.entry(content(file))) << file;
  }
}

/// Whatever its name says, a find is fed to every target: formats are mistaken for each other.
TEST(FuzzReplay, FindsAndForeignSeeds) {
  std::vector<fs::path> files = files_in(kFolder / "finds");
  for (const Target& target : kTargets) {
    std::ranges::move(files_in(kFolder / "seeds" / target.name), std::back_inserter(files));
  }
  for (const fs::path& file : files) {
    const std::string bytes = content(file);
    for (const Target& target : kTargets) {
      EXPECT_NO_THROW(target.entry(bytes)) << target.name << ": " << file;
    }
  }
}

}  // namespace
}  // namespace medlar
