// The borders between the parts of the program, kept by looking at what each file names.
#include <algorithm>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "test_paths.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace fs = std::filesystem;
namespace {

struct CodeFile {
  std::string path;  // from the repository's root
  std::string text;
};

/// Every C++ file of the program and its tests.
const std::vector<CodeFile>& code_files() {
  static const std::vector<CodeFile> files = [] {
    std::vector<CodeFile> found;
    const fs::path root = MEDLAR_SOURCE_DIR;
    for (const char* const folder : {"corpus", "indexer", "query", "tools", "tests"}) {
      for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
        const std::string extension = entry.path().extension().string();
        if (extension == ".h" || extension == ".cpp") {
          found.push_back(
              {entry.path().lexically_relative(root).string(), medlar::read_file(entry.path())});
        }
      }
    }
    return found;
  }();
  return files;
}

bool is_header(std::string_view path) { return path.ends_with(".h"); }

using Allowed = std::function<bool(std::string_view path)>;

/// The files that hold `mark` and may not.
std::string trespassers(std::string_view mark, const Allowed& allowed) {
  std::string found;
  for (const CodeFile& file : code_files()) {
    if (file.path == "tests/indexer/house_rules_test.cpp") continue;
    if (file.text.find(mark) != std::string::npos && !allowed(file.path)) found += file.path + " ";
  }
  return found;
}

TEST(HouseRules, TheTreeIsThere) {
  EXPECT_GT(code_files().size(), 100U);
  EXPECT_NE(trespassers("#include <xapian.h>", [](auto) { return false; }), "");
  EXPECT_NE(trespassers("#include <unicode/", [](auto) { return false; }), "");
  EXPECT_NE(trespassers("#include <libxml/", [](auto) { return false; }), "");
}

TEST(HouseRules, EngineTypesStopAtTheCpp) {
  EXPECT_EQ(trespassers("<xapian.h>",
                        [](std::string_view path) {
                          return !is_header(path) || path.starts_with("indexer/format/");
                        }),
            "");
  EXPECT_EQ(trespassers("\"indexer/format/xapian_guard.h\"",
                        [](std::string_view path) { return !is_header(path); }),
            "");
}

TEST(HouseRules, OnlyTheIndexAndTheQuerySpeakToTheEngine) {
  EXPECT_EQ(trespassers("<xapian.h>",
                        [](std::string_view path) {
                          return path.starts_with("indexer/") || path.starts_with("query/") ||
                                 path.starts_with("tests/") ||
                                 path == "corpus/analysis/stemmer.cpp";  // for its stemmers
                        }),
            "");
}

TEST(HouseRules, IcuStaysInTheCorpusSources) {
  EXPECT_EQ(trespassers("#include <unicode/",
                        [](std::string_view path) {
                          return path.starts_with("corpus/") && !is_header(path);
                        }),
            "");
}

TEST(HouseRules, Libxml2StaysInTheReaders) {
  EXPECT_EQ(trespassers("#include <libxml/",
                        [](std::string_view path) { return path.starts_with("corpus/readers/"); }),
            "");
}

TEST(HouseRules, OneSourceKnowsTheHttpLibrary) {
  EXPECT_EQ(trespassers("<microhttpd.h>",
                        [](std::string_view path) { return path == "query/http/http_server.cpp"; }),
            "");
}

TEST(HouseRules, OnlyOurAnalyzerSplitsText) {
  for (const char* const mark : {"Xapian::TermGenerator", "Xapian::QueryParser", ".snippet(\""}) {
    EXPECT_EQ(trespassers(mark, [](auto) { return false; }), "") << mark;
  }
}

TEST(HouseRules, NoThreadsShareAQuery) {
  EXPECT_EQ(
      trespassers("::MatchAll", [](std::string_view path) { return path.starts_with("tests/"); }),
      "");
}

TEST(HouseRules, TheLibraryReturnsAndTheToolPrints) {
  const Allowed tools = [](std::string_view path) {
    return path.starts_with("tools/") || path.starts_with("tests/");
  };
  for (const char* const mark : {"std::cout", "std::cerr", "printf(", "<iostream>", "std::exit("}) {
    EXPECT_EQ(trespassers(mark, tools), "") << mark;
  }
}

TEST(HouseRules, TheIndexerAndTheQueryMeetOnlyInTheFormat) {
  EXPECT_EQ(trespassers("#include \"query/",
                        [](std::string_view path) { return !path.starts_with("indexer/"); }),
            "");
  for (const CodeFile& file : code_files()) {
    if (!file.path.starts_with("query/")) continue;
    for (std::size_t at = 0; (at = file.text.find("#include \"indexer/", at)) != std::string::npos;
         ++at) {
      EXPECT_TRUE(file.text.substr(at).starts_with("#include \"indexer/format/")) << file.path;
    }
  }
}

TEST(HouseRules, TheCorpusStandsAlone) {
  for (const char* const mark : {"#include \"indexer/", "#include \"query/", "#include \"tools/"}) {
    EXPECT_EQ(trespassers(mark, [](std::string_view path) { return !path.starts_with("corpus/"); }),
              "")
        << mark;
  }
}

TEST(HouseRules, HeadersOpenWithWhatTheyAre) {
  for (const CodeFile& file : code_files()) {
    if (is_header(file.path)) {
      EXPECT_TRUE(file.text.starts_with("// ")) << file.path;
    }
  }
}

}  // namespace
}  // namespace medlar
