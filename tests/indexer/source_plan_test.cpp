#include "indexer/source_plan.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/temp_dir.h"

namespace medlar {
namespace fs = std::filesystem;
namespace {

using Paths = std::vector<std::string>;

/// The ledger of a build of the roots, in which every file had an article.
SourceLedger ledger_of(const Paths& roots) {
  const auto list = list_sources(roots);
  SourceLedger ledger{.roots = list->roots};
  for (const SourceFile& file : list->files) {
    ledger.files.push_back(
        {.root = file.root, .below = file.below, .pieces = {{.articles = {{}}}}});
  }
  return ledger;
}

/// "root: file file=kept file(new)" for each root, or the error.
std::string shown(const Result<SourceList>& list, const TempDir& dir) {
  if (!list) return list.error().message;
  std::string text;
  for (std::uint32_t root = 0; root < list->roots.size(); ++root) {
    const std::string& place = list->roots[root].place;
    text +=
        fmt::format("{}{}:", text.empty() ? "" : " | ",
                    place == "-" ? place : fs::path(place).lexically_relative(dir.path()).string());
    for (const SourceFile& file : list->files) {
      if (file.root != root) continue;
      text += fmt::format(" {}{}{}", file.below.empty() ? "." : file.below,
                          file.before == nullptr ? "(new)" : "",
                          file.use == SourceFile::Use::kAsBefore ? "=kept" : "");
    }
  }
  return text;
}

TEST(SourcePlan, LooksAtWhatIsGivenAndKeepsTheRest) {
  struct Row {
    std::string_view what;
    Paths roots;
    void (*change)(const TempDir&);
    Paths update;
    std::string expected;
  };
  const auto nothing = [](const TempDir&) {};
  for (const Row& row : {
           Row{"all of it", {"a"}, nothing, {"a"}, "a: 1 s/2 s/3"},
           Row{"a file of it", {"a"}, nothing, {"a/s/2"}, "a: 1=kept s/2 s/3=kept"},
           Row{"a folder of it", {"a"}, nothing, {"a/s/"}, "a: 1=kept s/2 s/3"},
           Row{"another folder", {"a"}, nothing, {"b"}, "a: 1=kept s/2=kept s/3=kept | b: 4(new)"},
           Row{"a file", {"a"}, nothing, {"b/4"}, "a: 1=kept s/2=kept s/3=kept | b/4: .(new)"},
           Row{"one of two", {"a", "b"}, nothing, {"b"}, "a: 1=kept s/2=kept s/3=kept | b: 4"},
           Row{"a name that begins alike",
               {"a/s/2"},
               [](const TempDir& d) { d.file("a/s/22", "x"); },
               {"a/s/22"},
               "a/s/2: .=kept | a/s/22: .(new)"},
           Row{"a folder around roots",
               {"a/s", "b", "a/1"},
               nothing,
               {"a"},
               "a: 1(new) s/2(new) s/3(new) | b: 4=kept"},
           Row{"a root and one in it", {"a", "a/s"}, nothing, {"a"}, "a: 1 s/2 s/3 | a/s: 2 3"},
           Row{"both of them given anew",
               {"a/s"},
               nothing,
               {"a", "a/s"},
               "a/s: 2 3 | a: 1(new) s/2(new) s/3(new)"},
           Row{"what came and went",
               {"a"},
               [](const TempDir& d) {
                 d.file("a/0", "x");
                 fs::remove(d / "a/s/2");
               },
               {"a"},
               "a: 0(new) 1 s/3"},
           Row{"a change elsewhere",
               {"a"},
               [](const TempDir& d) {
                 d.file("a/0", "x");
                 fs::remove(d / "a/1");
               },
               {"a/s"},
               "a: 1=kept s/2 s/3"},
           Row{"a folder that is gone",
               {"a"},
               [](const TempDir& d) { fs::remove_all(d / "a/s"); },
               {"a/s"},
               "a: 1=kept"},
           Row{"a root that is gone",
               {"a", "b"},
               [](const TempDir& d) { fs::remove_all(d / "a"); },
               {"a"},
               "b: 4=kept"},
           Row{"roots that are gone with all around",
               {"a/s", "b", "a/1"},
               [](const TempDir& d) { fs::remove_all(d / "a"); },
               {"a"},
               "b: 4=kept"},
           Row{"a part of a root that is gone",
               {"a"},
               [](const TempDir& d) { fs::remove_all(d / "a"); },
               {"a/s"},
               "a: 1=kept"},
           Row{"a root that is gone below another",
               {"a", "a/s"},
               [](const TempDir& d) { fs::remove_all(d / "a/s"); },
               {"a"},
               "a: 1"},
           Row{"a link where a file was",
               {"a"},
               [](const TempDir& d) {
                 fs::remove(d / "a/1");
                 fs::create_symlink(d / "b/4", d / "a/1");
               },
               {"a"},
               "a: 1=kept s/2 s/3"},
           Row{"a link where a folder was",
               {"a"},
               [](const TempDir& d) {
                 fs::rename(d / "a/s", d / "moved");
                 fs::create_symlink(d / "moved", d / "a/s");
               },
               {"a"},
               "a: 1 s(new) s/2=kept s/3=kept"},
           Row{"standard input stays", {"-", "b"}, nothing, {"b"}, "-: .=kept | b: 4"},
           Row{"standard input again", {"-", "b"}, nothing, {"-"}, "-: . | b: 4=kept"},
           Row{"standard input at last", {"b"}, nothing, {"-"}, "b: 4=kept | -: .(new)"},
       }) {
    const TempDir dir;
    for (const char* const name : {"a/1", "a/s/2", "a/s/3", "b/4"}) dir.file(name, "text");
    const auto placed = [&dir](Paths paths) {
      for (std::string& path : paths) path = path == "-" ? path : (dir / path).string();
      return paths;
    };
    const SourceLedger before = ledger_of(placed(row.roots));
    row.change(dir);
    const Paths given = placed(row.update);
    EXPECT_EQ(shown(plan_update({given, {}, before}), dir), row.expected) << row.what;
  }
}

TEST(SourcePlan, APathThatNeitherIsNorWasIsAnError) {
  const TempDir dir;
  dir.file("a/1", "text");
  const SourceLedger before = ledger_of({(dir / "a").string()});
  for (const char* const path : {"c", "a/2", "a/1/2", ""}) {
    const Paths given{(dir / "a").string(), path[0] == 0 ? "" : (dir / path).string()};
    const auto list = plan_update({given, {}, before});
    ASSERT_FALSE(list) << path;
    EXPECT_EQ(list.error().code, ErrorCode::kUnreadable);
  }
}

TEST(SourcePlan, WhatIsVoidIsReadAgainOrMissed) {
  const TempDir dir;
  dir.file("a/1", "text");
  dir.file("b/2", "text");
  const SourceLedger before = ledger_of({(dir / "a").string(), (dir / "b").string()});
  const Paths given{(dir / "b").string()};
  const UpdateRequest request{given, {}, before, UpdateRequest::Readings::kVoid};
  EXPECT_EQ(shown(plan_update(request), dir), "a: 1(new) | b: 2(new)");
  fs::remove_all(dir / "a");
  const auto list = plan_update(request);
  ASSERT_FALSE(list);
  EXPECT_NE(list.error().message.find("/a"), std::string::npos);
  const SourceLedger with_input = ledger_of({"-", (dir / "b").string()});
  EXPECT_FALSE(plan_update({given, {}, with_input, UpdateRequest::Readings::kVoid}));
}

}  // namespace
}  // namespace medlar
